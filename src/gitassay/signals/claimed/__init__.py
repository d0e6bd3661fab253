"""What a README states, kind by kind, and where the repository has it."""
