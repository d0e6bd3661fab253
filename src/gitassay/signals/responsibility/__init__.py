"""Questions about risks: secrets, personal data, bias, injection, limits."""
