"""Turns findings into suggestions by the rubric; pure functions of both."""
