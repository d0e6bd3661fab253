"""Finds code that matches well-known tutorials: tokens, fingerprints, an index of hashes on disk, and regions. Knows no repository."""
