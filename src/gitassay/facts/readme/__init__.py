"""The README: its sections, code blocks, tables, images and links with their lines."""

from gitassay.facts.readme.badges import is_badge
from gitassay.facts.readme.read import read_readme, readme_paths
from gitassay.facts.readme.table import Block, Readme, Reference, Row, Section

__all__ = ["Block", "Readme", "Reference", "Row", "Section", "is_badge", "read_readme", "readme_paths"]
