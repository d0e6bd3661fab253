"""How the work came about, by its commits."""
