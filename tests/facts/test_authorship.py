import pytest

from gitassay.facts.authorship import part_of
from gitassay.facts.facts import Facts
from gitassay.model.candidate import Identity
from gitassay.model.finding import Place
from gitassay.model.snapshot import Commit
from gitassay.signals.answer import Answer
from tests.support.memory import repository

ADA = Identity("ada", login="ada", account_id=7, emails=frozenset({"ada@example.org"}))
OTHER = "bob@example.org"
LIBRARY: dict[str, str | bytes] = {
    "lib/LICENSE": "Apache License, by others\n",
    "lib/setup.py": "from setuptools import setup\n\nsetup(name='lib')\n",
    **{f"lib/lib/part_{number}.py": f"def part_{number}():\n    return {number}\n" for number in range(6)},
}
OWN: dict[str, str | bytes] = {
    "LICENSE": "MIT, by Ada\n",
    "app.py": "from lib import part_1\n\n\ndef run():\n    return part_1()\n",
    "more.py": "def more():\n    return 2\n",
}


def commit(number: int, paths: tuple[str, ...], email: str = "ada@example.org", message: str = "Change") -> Commit:
    return Commit(f"{number:040x}", 1, "Somebody", email, number, email, number, message, paths)


def facts(files: dict[str, str | bytes], *commits: Commit) -> Facts:
    return repository(files, commits=tuple(reversed(commits)), identity=ADA)


@pytest.mark.parametrize(
    ("email", "message", "part"),
    [
        ("ada@example.org", "Add", 1.0),
        ("7+ada@users.noreply.github.com", "Add", 1.0),
        ("8+ada@users.noreply.github.com", "Add", 0.0),
        (OTHER, "Add", 0.0),
        ("ada@example.org", "Squash (#4)\n\nCo-authored-by: Bob <bob@example.org>", 0.5),
        (OTHER, "Squash (#4)\n\nCo-authored-by: Ada <ADA@example.org>", 0.5),
        ("ada@example.org", "Add\n\nCo-Authored-By: Claude <noreply@anthropic.com>", 1.0),
        ("ada@example.org", "Add\n\nCo-authored-by: dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>", 1.0),
        (OTHER, "Thanks to Co-authored-by: Ada <ada@example.org> in passing", 0.0),
    ],
)
def test_a_commit_is_shared_by_its_authors(email: str, message: str, part: float) -> None:
    assert part_of(commit(1, (), email, message), ADA) == part


def test_a_library_that_one_commit_brought_with_its_licence_is_copied() -> None:
    found = facts({**OWN, **LIBRARY}, commit(1, tuple(OWN)), commit(2, tuple(LIBRARY)), commit(3, ("app.py",)))
    assert [(one.folder, one.licence, one.files) for one in found.copied] == [("lib", "lib/LICENSE", 8)]


def test_a_package_that_grew_in_steps_is_not() -> None:
    steps = [commit(number, (path,)) for number, path in enumerate(LIBRARY, start=2)]
    assert facts({**OWN, **LIBRARY}, commit(1, tuple(OWN)), *steps).copied == ()


def test_packages_under_the_licence_of_the_project_are_not() -> None:
    files = {**OWN, **LIBRARY, "lib/LICENSE": OWN["LICENSE"]}
    assert facts(files, commit(1, tuple(OWN)), commit(2, tuple(LIBRARY))).copied == ()


def test_evidence_in_a_copied_library_is_discounted_and_says_so() -> None:
    found = facts({**OWN, **LIBRARY}, commit(1, tuple(OWN)), commit(2, tuple(LIBRARY)))
    discount = Answer("engineering/is_modular", found).yes("Seen.", [Place("lib/lib/part_1.py", 1, 2)]).discount
    assert discount == "The files that show this belong to a library copied into lib."
    assert Answer("engineering/is_modular", found).yes("Seen.", [Place("lib/lib/part_1.py", 1, 2), Place("app.py", 1, 1)]).discount is None


def test_evidence_that_others_wrote_is_discounted_and_says_so() -> None:
    found = facts(OWN, commit(1, ("LICENSE", "app.py")), commit(2, ("more.py",), OTHER), commit(3, ("more.py",), OTHER))
    discount = Answer("engineering/is_modular", found).yes("Seen.", [Place("more.py", 1, 2)]).discount
    assert discount == "The candidate did not write most of the files that show this."


def test_the_share_of_lines_leaves_out_what_was_copied() -> None:
    found = facts({**OWN, **LIBRARY}, commit(1, tuple(OWN)), commit(2, tuple(LIBRARY)), commit(3, ("more.py",), OTHER))
    lines = 5 * 1.0 + 2 * 0.5
    assert found.own_share_of_lines() == pytest.approx(lines / (5 + 2 + 12))
