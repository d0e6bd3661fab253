"""Where the project can be seen or installed."""
