"""The packages of a repository: at which version, and how they stand."""
