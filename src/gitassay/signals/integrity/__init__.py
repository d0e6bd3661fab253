"""Whether what lies here can work at all."""
