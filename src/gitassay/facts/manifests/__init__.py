"""Declared and locked packages, one module a family of files; nothing is resolved or executed."""
