"""How the project is built, checked, shipped and run."""
