"""What the README tells a stranger."""
