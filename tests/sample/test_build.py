import ast
import json
import os
import re
import subprocess
import tomllib
from datetime import date
from pathlib import Path

import pytest

from gitassay.resources import resource
from gitassay.sample.build import AS_OF, AUTHOR, SampleError, build_sample, read_patches

FOLDER = resource("samples") / "ada"
COMMITS = {
    "churn-notebooks": "7b9b4440b2ae9bcf7a5e4a2a7e4305d93f3bcc98",
    "inbox-agent": "df5d86c8434ef684be688220d26b15c6c30d93e4",
    "price-predictor": "93b8b9771220f06c88ae03befc5836de1fe7f223",
    "support-answers": "422aa55fbebba8a1fc354378b7900fc203b768a4",
    "titanic-survival": "1aa32a65a30ed1737fd04553b295296245af7fc6",
}
QUIET = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_sample(tmp_path_factory.mktemp("sample"))


def git(repository: Path, *arguments: str, **environment: str) -> str:
    ran = subprocess.run(["git", "-C", str(repository), *arguments], env=QUIET | environment, capture_output=True, check=True, timeout=60)
    return ran.stdout.decode()


def names() -> list[str]:
    return [row["name"] for row in tomllib.loads((FOLDER / "repositories.toml").read_text(encoding="utf-8"))["repository"]]


def files(built: Path, name: str) -> dict[str, str]:
    repository = built / f"{name}.git"
    return {
        path: git(repository, "show", f"main:{path}")
        for path in git(repository, "ls-tree", "-r", "--name-only", "main").split("\n")
        if path
    }


def test_each_folder_of_patches_is_a_repository(built: Path) -> None:
    folders = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())
    assert folders == names() == sorted(COMMITS)
    assert sorted(path.name for path in built.iterdir()) == [f"{name}.git" for name in folders]


@pytest.mark.parametrize("name", sorted(COMMITS))
def test_commit_ids_are_the_same_on_every_machine(built: Path, name: str) -> None:
    assert git(built / f"{name}.git", "rev-parse", "HEAD").strip() == COMMITS[name]


def test_settings_of_the_machine_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = tmp_path / "gitconfig"
    settings.write_text("[user]\nname = Someone\n[commit]\ngpgsign = true\n[core]\nautocrlf = true\n[init]\ndefaultBranch = trunk\n")
    for name, value in {
        "GIT_CONFIG_GLOBAL": str(settings),
        "GIT_AUTHOR_NAME": "Someone",
        "GIT_COMMITTER_DATE": "2001-01-01T00:00:00Z",
        "GIT_DIR": str(tmp_path),
        "TZ": "Asia/Kolkata",
    }.items():
        monkeypatch.setenv(name, value)
    built = build_sample(tmp_path / "built")
    assert {name: git(built / f"{name}.git", "rev-parse", "main").strip() for name in COMMITS} == COMMITS


@pytest.mark.parametrize("name", sorted(COMMITS))
def test_git_itself_makes_the_same_commits_of_the_patches(tmp_path: Path, name: str) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    patches = sorted(str(path) for path in (FOLDER / name).glob("*.patch"))
    git(
        tmp_path, "am", "--quiet", "--keep-cr", "--whitespace=nowarn", "--committer-date-is-author-date", *patches,
        GIT_COMMITTER_NAME="Ada Example", GIT_COMMITTER_EMAIL=AUTHOR,
    )  # fmt: skip
    authors = {patch.author for patch in read_patches(FOLDER / name)}
    if len(authors) == 1:
        assert git(tmp_path, "rev-parse", "HEAD").strip() == COMMITS[name]
    assert git(tmp_path, "rev-parse", "HEAD^{tree}") == git(build_sample(tmp_path / "built") / f"{name}.git", "rev-parse", "main^{tree}")


@pytest.mark.parametrize("name", sorted(COMMITS))
def test_the_repositories_are_sound(built: Path, name: str) -> None:
    git(built / f"{name}.git", "fsck", "--strict")


@pytest.mark.parametrize("name", sorted(COMMITS))
def test_dates_go_forward_and_end_before_the_day_of_the_assessment(name: str) -> None:
    dates = [patch.date for patch in read_patches(FOLDER / name)]
    assert dates == sorted(set(dates))
    assert dates[-1].date() < date.fromisoformat(AS_OF)


def test_releases_are_tagged(built: Path) -> None:
    repository = built / "support-answers.git"
    assert git(repository, "tag").split() == ["v1.0.0", "v1.1.0"]
    for tag in ("v1.0.0", "v1.1.0"):
        assert f'version = "{tag[1:]}"' in git(repository, "show", f"{tag}:pyproject.toml")


def test_two_people_wrote_the_service(built: Path) -> None:
    authors = git(built / "support-answers.git", "log", "--format=%ae").split()
    assert (authors.count(AUTHOR), authors.count("grace@example.org")) == (21, 2)


def broken_python(found: dict[str, str]) -> list[str]:
    broken = []
    for path, text in found.items():
        if path.endswith(".py"):
            try:
                ast.parse(text)
            except SyntaxError:
                broken.append(path)
    return sorted(broken)


@pytest.mark.parametrize("name", sorted(COMMITS.keys() - {"price-predictor"}))
def test_what_should_parse_parses(built: Path, name: str) -> None:
    found = files(built, name)
    assert broken_python(found) == []
    for path, text in found.items():
        if path.endswith((".ipynb", ".json")):
            json.loads(text)
        if path.endswith(".jsonl"):
            assert all(json.loads(line) for line in text.splitlines())
        if path.endswith(".toml"):
            tomllib.loads(text)


def test_the_broken_one_is_broken(built: Path) -> None:
    found = files(built, "price-predictor")
    assert broken_python(found) == ["src/config.py", "src/server.py"]
    assert "xgboost" in found["src/train.py"]
    assert "xgboost" not in found["requirements.txt"]
    assert "src/cleaning.py" not in found
    assert "train_model.py" in found["README.md"]
    assert json.loads(found["explore.ipynb"])["cells"][-1]["outputs"][-1]["output_type"] == "error"


@pytest.mark.parametrize("name", sorted(COMMITS))
def test_addresses_are_reserved_for_examples(built: Path, name: str) -> None:
    reserved = re.compile(r"(?:^|[.@])example(?:\.(?:com|org|net))?$|(?:^|\.)test$|^localhost$")
    for path, text in files(built, name).items():
        hosts = re.findall(r"https?://([\w.-]+)|[\w.+-]+@([\w-]+\.[\w.-]*\w)", text)
        foreign = [web or mail for web, mail in hosts if not reserved.search(web or mail) and (web or mail) != "qdrant"]
        assert (path, foreign) == (path, [])


def test_without_git_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SampleError, match="Install git"):
        build_sample(tmp_path / "built")


def test_a_refusal_of_git_is_told(tmp_path: Path) -> None:
    (tmp_path / "inbox-agent.git").write_text("in the way")
    with pytest.raises(SampleError, match="git could not build"):
        build_sample(tmp_path)
