import json
import sys
from pathlib import Path

import pytest
from rival_checkouts import ALTERED, Source, alter, checkout, git
from rival_runs import Limits, Run, without_network
from rival_table import Told, levels_changed, moved, ran, ratio, same_again, separation, table
from rival_tools import RIVALS, Asked, Rival
from rivals import Bench, drawn, replaced, source_of

from tests.support.gitrepo import CommitSpec, make_repository

ANSWERS = Path(__file__).parent / "answers"
COUNTS = "import json, sys; text = open(sys.argv[1] + '/README.md').read(); print(json.dumps({'score': len(text.split())}))"
OURS = Rival("gitassay", "", "all", 1, lambda asked: [], float, installed=False)


def fake(code: str, clock: str = "") -> Rival:
    return Rival("fake", "1", "words", 100, lambda asked: [sys.executable, "-c", code, str(asked.checkout)],
                 lambda answer: float(json.loads(answer)["score"]), clock=clock, installed=False)  # fmt: skip


def done(score: float | None, cpu: float = 1.0, answer: str = "", failure: str = "") -> Run:
    return Run(score, answer, failure, cpu, 2 * cpu, 10)


def compared(folder: Path, code: str, limits: Limits | None = None) -> Told:
    make_repository(folder / "ada.git", [CommitSpec(files={"README.md": "two words\n"}), CommitSpec(files={"a.py": "a = 1\n"})])
    bench = Bench([fake(code)], folder / "cache", "2026-01-01", limits or Limits())
    bench.compare(Source(str(folder / "ada.git")), folder / "work" / "ada")
    return bench.told[0]


@pytest.mark.parametrize(
    ("name", "score"), [("byline", -3.0), ("github-repo-auditor", 0.1465), ("repo-health", 19.7), ("repo-review", 100 / 6)]
)
def test_each_rivals_answer_is_read(name: str, score: float) -> None:
    rival = next(one for one in RIVALS if one.name == name)

    assert rival.score((ANSWERS / f"{name}.json").read_text()) == score


def test_each_rival_is_pinned_by_the_version_that_its_column_names() -> None:
    pins = Path(__file__).parents[2] / "benchmarks" / "rivals"
    packages = {"byline": "byline-audit", "repo-review": "repo-review[cli]"}

    for rival in (one for one in RIVALS if one.installed):
        asked = f"{packages.get(rival.name, rival.name)}=={rival.version}"
        assert asked in (pins / f"{rival.name}.txt").read_text().splitlines()[0]


def test_a_tool_runs_on_a_checkout_and_its_score_moves_by_the_words_added(tmp_path: Path) -> None:
    told = compared(tmp_path, COUNTS)

    assert (ran(told), same_again(told)) == ("1 of 1", "1 of 1")
    assert [moved(told, what) for what in ALTERED] == [
        f"+{len(text.split()):.1f} to +{len(text.split()):.1f} on 1 of 1" for text in ALTERED.values()
    ]


def test_a_tool_that_crashes_is_told_with_its_last_words(tmp_path: Path) -> None:
    told = compared(tmp_path, "raise SystemExit('no such grammar')")

    assert (ran(told), told.failures) == ("0 of 1", {"ada": "exit 1: no such grammar"})
    assert "- fake 1 on ada: exit 1: no such grammar" in table([Told(OURS), told], []).splitlines()


def test_a_tool_that_hangs_is_stopped_and_told(tmp_path: Path) -> None:
    told = compared(tmp_path, "import time; time.sleep(600)", Limits(seconds=0.5))

    assert told.failures == {"ada": "stopped after 0.5 s"}


def test_a_tool_that_answers_without_a_score_is_told(tmp_path: Path) -> None:
    assert compared(tmp_path, "print('{}')").failures == {"ada": "no score in its answer: 'score'"}


def test_a_tool_gets_an_empty_home_and_where_bubblewrap_is_no_network(tmp_path: Path) -> None:
    code = (
        "import json, os, socket; from pathlib import Path\n"
        "names = [name for _, name in socket.if_nameindex()]\n"
        "print(json.dumps({'score': len(list(Path.home().iterdir())), 'names': names}))"
    )
    run = compared(tmp_path, code).first["ada"]

    assert run.score == 0
    assert not without_network() or json.loads(run.answer)["names"] == ["lo"]


def test_an_altered_readme_leaves_the_history_as_it_was(tmp_path: Path) -> None:
    make_repository(tmp_path / "ada.git", [CommitSpec(files={"a.py": "a = 1\n"}), CommitSpec("Say more", {"readme.rst": "Ada\n"})])
    folder = tmp_path / "ada"
    checkout(Source(str(tmp_path / "ada.git")), folder)
    before = git(folder, "log", "--format=%an %ae %ad %cn %cd %s %P")
    alter(folder, "more\n")

    assert git(folder, "log", "--format=%an %ae %ad %cn %cd %s %P") == before
    assert (git(folder, "status", "--porcelain"), (folder / "readme.rst").read_text()) == ("", "Ada\nmore\n")


def test_files_that_the_source_lacks_are_left_out(tmp_path: Path) -> None:
    make_repository(tmp_path / "ada.git", [CommitSpec(files={"a.py": "a = 1\n", "big.bin": "large\n"})])
    blob = git(tmp_path / "ada.git", "rev-parse", "HEAD:big.bin").strip()
    (tmp_path / "ada.git" / "objects" / blob[:2] / blob[2:]).unlink()
    checkout(Source(str(tmp_path / "ada.git")), tmp_path / "ada")

    assert git(tmp_path / "ada", "ls-tree", "-r", "--name-only", "HEAD") == "a.py\n"
    assert git(tmp_path / "ada", "status", "--porcelain") == ""


def test_ratios_are_medians_over_repositories_where_both_came_to_a_score() -> None:
    ours = Told(OURS, first={name: done(1.0) for name in "abcd"})
    rival = Told(fake(""), first={"a": done(1, 2), "b": done(1, 3), "c": done(1, 7), "d": done(None, 90)})

    assert ratio(rival, ours, lambda run: run.cpu) == "3.00 (2.00 to 7.00)"
    assert ratio(ours, ours, lambda run: run.cpu) == "1"


def test_a_clock_is_dropped_only_where_it_is_known_and_said_so() -> None:
    first, second = {"a": done(1, answer='{"at": "1", "score": 1}')}, {"a": done(1, answer='{"at": "2", "score": 1}')}

    assert same_again(Told(fake("", clock="at"), first=first, second=second)) == "1 of 1 without `at` (0 with it)"
    assert same_again(Told(fake(""), first=first, second=second)) == "0 of 1"


def test_the_roc_auc_leaves_out_what_failed_and_says_so() -> None:
    told = Told(fake(""), labelled={"a": (True, done(3)), "b": (False, done(1)), "c": (True, done(1)), "d": (False, done(None))})

    assert separation(told).startswith("0.750 (")
    assert separation(told).endswith(", 3 of 4")


def test_the_suggested_levels_are_compared_category_by_category() -> None:
    def levels(*told: int | None) -> Run:
        return done(1, answer=json.dumps({"categories": [{"id": str(at), "suggested": one} for at, one in enumerate(told)]}))

    first = {"a": levels(1, 2), "b": levels(1, None), "c": levels(3), "d": levels(3)}
    altered = {"a": levels(1, 2), "b": levels(1, 0), "c": levels(4), "d": done(None)}

    assert levels_changed(Told(OURS, first=first, altered={"badge": altered}), "badge") == "2 of 3"


def test_a_tool_that_cannot_run_is_told_with_why_and_has_no_column() -> None:
    lines = table([Told(OURS), Told(fake(""), unable="needs a server")], []).splitlines()

    assert lines[0] == "| question | gitassay |"
    assert lines[-1] == "- fake 1: not run here; needs a server."


def test_a_tool_whose_environment_cannot_be_made_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "fake.txt").write_text("fake==1\n")
    monkeypatch.setattr("rival_runs.HERE", tmp_path)
    rival = Rival("fake", "1", "", 1, lambda asked: [], float)
    told = Bench([rival], tmp_path / "cache", "2026-01-01", Limits()).told[0]

    assert told.unable.startswith("could not be installed: ")


def test_a_repository_is_named_with_or_without_a_commit() -> None:
    assert source_of("https://example.org/ada/loom.git@0123abc") == Source("https://example.org/ada/loom.git", "0123abc")
    assert source_of("git@example.org:ada/loom") == Source("git@example.org:ada/loom")
    assert [Source(place).name for place in ("/copies/ada+loom/repo", "/x/ada+loom/r.git", "https://example.org/ada/loom.git")] == [
        "ada+loom",
        "ada+loom",
        "loom",
    ]


def test_a_sample_holds_as_many_of_each_label() -> None:
    rows = [{"repo": name, "label": label} for name, label in zip("abcdef", "YYYYNN", strict=True)]

    assert sorted(row["label"] for row in drawn(rows, 4)) == ["N", "N", "Y", "Y"]
    assert drawn(rows, 4) == drawn(rows[::-1], 4)
    assert drawn(rows, None) == rows


def test_a_documents_table_is_made_anew_between_its_markers() -> None:
    text = "A\n<!-- rivals: by hand -->\nold\n<!-- end of rivals -->\nB\n"

    assert replaced(text, "new") == "A\n<!-- rivals: by hand -->\n\nnew\n\n<!-- end of rivals -->\nB\n"
    with pytest.raises(ValueError, match="the document has no"):
        replaced("A\n", "new")


def test_our_own_answer_is_asked_for_as_of_the_day_given(tmp_path: Path) -> None:
    ours = next(one for one in RIVALS if one.name == "gitassay")

    command = ours.command(Asked(tmp_path, tmp_path, "2020-06-27", tmp_path))
    assert command[command.index("--as-of") + 1] == "2020-06-27"
