"""Keeps candidates, assessments, decisions and who did what, in SQLite or PostgreSQL."""
