"""Assesses lists of applicants: planned, resumed, and each exactly once."""
