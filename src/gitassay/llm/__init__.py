"""The optional summary by a language model: cited, verified, and unable to change a number."""
