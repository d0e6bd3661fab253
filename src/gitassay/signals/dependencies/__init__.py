"""What the project asks for and what it really uses."""
