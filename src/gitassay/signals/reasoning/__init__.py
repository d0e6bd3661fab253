"""Whether decisions, costs and change are thought through."""
