"""What is in a repository, derived once from its snapshot and shared by every signal."""
