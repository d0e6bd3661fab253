"""No test remembers readings on the machine it runs on, unless it names a folder of its own, or speaks the language of its user."""

import os

os.environ["GITASSAY_NO_CACHE"] = "1"
os.environ.pop("GITASSAY_LANGUAGE", None)
