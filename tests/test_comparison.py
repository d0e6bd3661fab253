from pathlib import Path

from gitassay.comparison import NOT_ASKED_FOR, compare
from gitassay.model.comparison import Comparison
from gitassay.model.finding import Place
from gitassay.model.outcome import Outcome
from gitassay.signals.known_work import credit, known_work
from gitassay.signals.originality.matches_known_tutorial import matches_known_tutorial
from tests.support.tutorials import OWN, SHOP, ask_compared, compared, index, renamed, source
from tests.support.tutorials import README as TEXT

BOOK = source("school/order-book")
README = "# Mine\n\nBuilt on school/order-book.\n"


def beside(folder: Path, files: dict[str, str | bytes]) -> Comparison | None:
    known = index(folder, (BOOK, {"shop.py": SHOP}))
    finding = ask_compared(matches_known_tutorial, known, files)
    return compare(compared(known, files), (finding,))


def test_a_match_stands_beside_its_source(tmp_path: Path) -> None:
    found = beside(tmp_path, {"README.md": README, "app/orders.py": renamed(SHOP)})

    assert found is not None
    assert (found.repository, found.outcome, found.source.name, found.same_files) == ("ada/project", Outcome.YES, "school/order-book", 0)
    assert (found.regions[0].here.path, found.regions[0].there.path) == ("app/orders.py", "shop.py")
    assert found.regions[0].here.excerpt.split("\n")[0] == renamed(SHOP).split("\n")[found.regions[0].here.start - 1]
    assert found.regions[0].there.excerpt is None
    assert found.unquoted == NOT_ASKED_FOR


def test_where_the_readme_names_the_source_is_its_credit(tmp_path: Path) -> None:
    found = beside(tmp_path, {"README.md": README, "orders.py": SHOP})

    assert found is not None
    assert found.credit is not None
    assert (found.credit.path, found.credit.start, found.credit.excerpt) == ("README.md", 3, "Built on school/order-book.")


def test_a_readme_taken_over_names_itself_and_credits_nobody(tmp_path: Path) -> None:
    text = f"{TEXT}\n\nClone school/order-book to begin with the first chapter, then read on until the ledger is closed for the year.\n"
    known = index(tmp_path, (BOOK, {"shop.py": SHOP, "README.md": text}))
    taken = compared(known, {"README.md": text, "orders.py": SHOP})
    thanked = compared(known, {"README.md": f"{text}\nBuilt on school/order-book.\n", "orders.py": SHOP})
    work, thankful = known_work(taken), known_work(thanked)
    assert work is not None
    assert thankful is not None
    assert credit(taken, work) is None
    assert credit(thanked, thankful) == Place("README.md", 7, 7)


def test_what_matches_nothing_has_no_comparison(tmp_path: Path) -> None:
    assert beside(tmp_path, {"beacon.py": OWN}) is None
