"""What tests of the summary share: settings for a server on loopback, and an assessment of a few written files."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from gitassay.llm.client import Client
from gitassay.llm.settings import Chosen, Settings, load_settings
from gitassay.llm.summarise import Writer
from gitassay.model.assessment import Assessment, CandidateCard, RepositoryCard
from gitassay.model.candidate import Identity, RepositorySource, Status
from gitassay.model.reading import RepositoryReading
from gitassay.model.snapshot import Commit
from gitassay.model.summary import Summary
from gitassay.resources import resource
from gitassay.scoring.assemble import assemble
from gitassay.scoring.rubric import LoadedRubric, load_rubric
from gitassay.signals.signal import all_signals, ask_all
from tests.support.memory import COMMIT, repository
from tests.support.modelserver import ModelServer

KEY = "sk-" + "unused0" * 5


def settings(url: str = "http://127.0.0.1:9/v1", **changed: Any) -> Settings:
    """The limits that ship, without pauses, for a server on this machine."""
    loaded = load_settings(resource("config") / "llm.toml", Chosen(model="stand-in"), {"OPENAI_BASE_URL": url, "OPENAI_API_KEY": KEY})
    return replace(loaded, **{"pause": 0.0, "timeout": 5.0} | changed)


def written(server: ModelServer, assessment: Assessment, **changed: Any) -> Summary:
    """The summary that a server's model leads to."""
    chosen = settings(server.url, **changed)
    return Writer(chosen, Client(chosen)).write(assessment)


@cache
def rubric() -> LoadedRubric:
    """The rubric that ships."""
    return load_rubric(resource("config") / "rubric.toml", None)


def assessed(files: dict[str, str | bytes], commits: tuple[Commit, ...] = (), name: str = "project", owner: str = "ada") -> Assessment:
    """The sealed assessment of one repository with these files, by every signal and the rubric that ships."""
    identity = Identity(name="Ada Okonkwo", login="ada-okonkwo", emails=frozenset({"ada@okonkwo.example"}))
    source = RepositorySource(id=f"{owner}/{name}", location="", local=True)
    facts = repository(files, commits, identity, source)
    card = RepositoryCard(
        id=f"{owner}/{name}", url=f"https://github.com/{owner}/{name}", commit=COMMIT, status=Status.READ, reason="Read in full."
    )
    reading = RepositoryReading(card=card, findings=ask_all(facts), has_code=True)
    candidate = CandidateCard(name=identity.name, login=identity.login, url="https://github.com/ada-okonkwo")
    questions = {one.id: one.question for one in all_signals()}
    return assemble(candidate, [reading], rubric(), questions, date(2026, 1, 1), "0.0.0").sealed("2026-01-01T00:00:00+00:00")
