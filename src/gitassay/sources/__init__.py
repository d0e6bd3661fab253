"""Brings repositories here: the only place with network, git and the clock."""
