"""The bundled sample candidate, made of patches that a person can read."""
