"""Questions about machine learning: training, splitting, tuning, honest measurement."""
