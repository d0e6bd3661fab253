"""Measured results that a repository reports, and the code that computes them."""

from gitassay.facts.results.read import read_results
from gitassay.facts.results.table import Backing, Origin, Result, Results

__all__ = ["Backing", "Origin", "Result", "Results", "read_results"]
