"""Builds an index of tutorials from a list of repositories: reads their branches and history, keeps hashes only."""
