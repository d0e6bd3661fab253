"""Tries to import a project's modules where they can reach nothing: optional, apart, and never part of an assessment."""
