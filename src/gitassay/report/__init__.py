"""Shows an assessment; reads nothing else."""
