from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.reviewdesk import Desk, desk_in


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = desk_in(tmp_path)
    yield made
    made.store.dispose()
