"""Questions about systems in which a model takes several steps."""
