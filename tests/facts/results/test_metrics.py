"""Names of metrics: what is looked for cheaply first must be in every name."""

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gitassay.facts.results.metrics import _NAMES, RATED, may_measure

ASCII = string.ascii_letters + string.digits + string.punctuation + " "


@pytest.mark.parametrize("pattern", [pattern for _, _, pattern in _NAMES] + [RATED])
@given(data=st.data())
def test_whatever_names_a_metric_may_measure(pattern: str, data: st.DataObject) -> None:
    named = re.compile(pattern, re.IGNORECASE)
    text = data.draw(st.from_regex(named, alphabet=ASCII + "²"))
    assert may_measure(text)


def test_ordinary_words_measure_nothing() -> None:
    assert not may_measure("Downloading vocabulary to disk")
