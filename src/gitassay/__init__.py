"""Assay a candidate's public repositories: facts first, judgement from data, a page a person confirms."""

__version__ = "0.1.0"
