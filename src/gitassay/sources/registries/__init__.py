"""Package registries: which releases there are, and what became of them."""
