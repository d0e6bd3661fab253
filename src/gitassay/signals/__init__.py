"""One question a file: `signals/<subject>/<question>.py` holds one function marked with `@signal`."""
