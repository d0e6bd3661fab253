"""The rubric: categories, levels, criteria and what each signal is worth. Read from TOML, never written in code."""

from typing import Literal

from pydantic import Field, model_validator

from gitassay.model.assessment import LevelAnchor, Tier
from gitassay.model.document import Document


class Requirement(Document):
    """One thing a level asks for, over signals: `all` of some, `any` of some, or `at_least` n `of` some.

    A signal's id stands for a yes; `not subject/question` stands for a no. `say` is the sentence for "why not higher" when it fails.
    """

    say: str
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    at_least: int | None = Field(default=None, ge=1)
    of: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _one_form(self) -> "Requirement":
        if [bool(self.all), bool(self.any), self.at_least is not None].count(True) != 1:
            raise ValueError('a requirement has exactly one of "all", "any" and "at_least"')
        if (self.at_least is None) == bool(self.of):
            raise ValueError('"at_least" goes with "of"')
        if self.at_least is not None and self.at_least > len(self.of):
            raise ValueError('"at_least" asks for more than "of" lists')
        return self

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms as written."""
        return self.all or self.any or self.of

    @property
    def signals(self) -> tuple[str, ...]:
        """Ids of the signals it asks."""
        return tuple(term.removeprefix("not ") for term in self.terms)


class Level(Document):
    """One rung: all of its requirements must hold, and those of every rung below."""

    score: int = Field(ge=0, le=5)
    name: str
    anchor: str
    require: tuple[Requirement, ...] = ()


class Cap(Document):
    """A limit on the suggestion: no more than `score` from a repository where `when` holds."""

    score: int = Field(ge=0, le=5)
    when: tuple[str, ...]
    say: str


class Practice(Document):
    """One thing people of the trade do, shown by `signs`: each is any one of some signals (`not subject/question` for a no)."""

    name: str
    signs: tuple[tuple[str, ...], ...] = Field(min_length=1)

    @property
    def signals(self) -> tuple[str, ...]:
        """Ids of the signals it asks."""
        return tuple(term.removeprefix("not ") for sign in self.signs for term in sign)


class Category(Document):
    """One category. `scope` says whether one repository must hold a level alone, or the portfolio together may.

    `practices` say how much of the trade is seen, apart from any level; no score rests on them.
    It is assessed when one of `evidence` is answered yes (or, for `always`, as soon as a repository with code was read).
    """

    id: str
    title: str
    weight: float = Field(gt=0, le=100)
    scope: Literal["repository", "portfolio"] = "repository"
    always: bool = False
    evidence: tuple[str, ...] = ()
    levels: tuple[Level, ...]
    caps: tuple[Cap, ...] = ()
    practices: tuple[Practice, ...] = ()
    questions: tuple["Ask", ...] = ()

    @model_validator(mode="after")
    def _ladder(self) -> "Category":
        if [level.score for level in self.levels] != [0, 1, 2, 3, 4, 5]:
            raise ValueError(f"category {self.id}: levels must be 0, 1, 2, 3, 4, 5 in this order")
        return self

    @property
    def anchors(self) -> tuple[LevelAnchor, ...]:
        """What each score means."""
        return tuple(LevelAnchor(score=level.score, name=level.name, anchor=level.anchor) for level in self.levels)


class Ask(Document):
    """A question for the interview. Asked when `signal` has one of the outcomes in `when`; without a signal, always."""

    text: str
    because: str
    touches: tuple[str, ...] = ()
    signal: str | None = None
    when: tuple[str, ...] = ("no",)


class Worth(Document):
    """What one signal is worth: the categories it belongs to and the flags it raises.

    `green` and `red` are the sentences of a flag on yes; `green_on_no` and `red_on_no` on no.
    """

    categories: tuple[str, ...] = ()
    green: str | None = None
    red: str | None = None
    green_on_no: str | None = None
    red_on_no: str | None = None
    explanation: str | None = None
    supports: str = Field(default="", max_length=200)


class FlagRow(Document):
    """One row of the rubric's flag table, in the words of its source.

    It is seen in a repository where all of `require` hold; only then do flags of its `signals` count there.
    """

    id: str
    polarity: Literal["green", "red"]
    title: str
    text: str
    signals: tuple[str, ...] = Field(min_length=1)
    require: tuple[Requirement, ...] = Field(min_length=1)


class Rubric(Document):
    """The whole rubric."""

    id: str
    version: str
    title: str
    source: str
    tiers: tuple[Tier, ...]
    categories: tuple[Category, ...]
    flags: tuple[FlagRow, ...] = ()
    signals: dict[str, Worth]

    @model_validator(mode="after")
    def _adds_up(self) -> "Rubric":
        total = sum(category.weight for category in self.categories)
        if abs(total - 100) > 1e-9:
            raise ValueError(f"the weights of the categories sum to {total:g}, not to 100")
        if [tier.at_least for tier in self.tiers] != sorted((tier.at_least for tier in self.tiers), reverse=True):
            raise ValueError("tiers must be listed from the highest to the lowest")
        known = {category.id for category in self.categories}
        for signal, worth in self.signals.items():
            for category in worth.categories:
                if category not in known:
                    raise ValueError(f"signal {signal}: there is no category {category!r}")
        return self
