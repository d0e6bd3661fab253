"""Readers of TOML, JSON, YAML, INI and XML written by strangers: capped before they parse, and every failure is one kind of error."""
