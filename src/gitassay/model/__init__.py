"""What the stages hand each other: frozen, without I/O, importing nothing else of gitassay."""
