"""Questions about language models: calls, prompts, retrieval, cost, failures."""
