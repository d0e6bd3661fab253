"""No test remembers readings on the machine it runs on, unless it names a folder of its own."""

import os

os.environ["GITASSAY_NO_CACHE"] = "1"
