"""Files that are there to be shown or filled in, so that what is broken in them is no fault of the project."""

import re

_SAMPLE = re.compile(
    r"(?:^|/)(?:templates?|samples?|fixtures?|testdata|test_data|corpus|snippets?|resources?)/|\{\{|cookiecutter|(?:^"
    r"|/)(?:bad|broken|invalid)[-_]",
    re.IGNORECASE,
)


def is_sample(path: str) -> bool:
    """Whether a file lies among samples, templates or fixtures, or is called broken on purpose."""
    return _SAMPLE.search(path) is not None
