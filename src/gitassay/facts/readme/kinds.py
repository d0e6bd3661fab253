"""What each section of a README is about, by a linear model whose every weight can be read in config/readme_sections/."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gitassay.facts.readme.features import features, stem
from gitassay.facts.readme.table import Readme
from gitassay.resources import resource


class Kind(StrEnum):
    """What a section tells, in the codes 1 to 8 of Prana et al., "Categorizing the Content of GitHub README Files" (EMSE 2019)."""

    WHAT = "what"
    WHY = "why"
    HOW = "how"
    WHEN = "when"
    WHO = "who"
    REFERENCES = "references"
    CONTRIBUTION = "contribution"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Model:
    """For each kind a bias and the weights of features; a section is of a kind when bias and weights add up to zero or more."""

    biases: Mapping[Kind, float]
    weights: Mapping[str, tuple[tuple[Kind, float], ...]]

    def margins(self, noticed: Iterable[str]) -> dict[Kind, float]:
        """How far a section with these features is above (or below) the line of each kind."""
        sums = dict(self.biases)
        for feature in noticed:
            for kind, weight in self.weights.get(feature, ()):
                sums[kind] += weight
        return sums

    def kinds(self, noticed: Iterable[str]) -> tuple[Kind, ...]:
        """The kinds of a section with these features: all above their line, or the nearest one when none is."""
        sums = self.margins(noticed)
        return tuple(kind for kind in Kind if sums[kind] >= 0) or (max(Kind, key=lambda kind: sums[kind]),)


def section_kinds(readme: Readme) -> tuple[tuple[Kind, ...], ...] | None:
    """The kinds of each section in order; None when the README is in another language than English, which is not measured."""
    if not readme.english:
        return None
    model = model_in_use()
    return tuple(model.kinds(noticed) for noticed in features(readme, families()))


@cache
def model_in_use() -> Model:
    """The model that ships with gitassay."""
    return read_model((resource("config") / "readme_sections" / "model.toml").read_text(encoding="utf-8"))


def read_model(text: str) -> Model:
    """A model from its TOML: a table a kind with its bias and its weights by feature."""
    document = tomllib.loads(text)
    weights: dict[str, list[tuple[Kind, float]]] = {}
    for kind in Kind:
        for feature, weight in document[kind.value]["weights"].items():
            weights.setdefault(feature, []).append((kind, float(weight)))
    biases = {kind: float(document[kind.value]["bias"]) for kind in Kind}
    return Model(biases, {feature: tuple(rows) for feature, rows in weights.items()})


@cache
def families() -> Mapping[str, frozenset[str]]:
    """Words of headings that mean much the same, by the name of their family, without their endings."""
    rows = tomllib.loads((resource("config") / "readme_sections" / "families.toml").read_text(encoding="utf-8"))["families"]
    return {name: frozenset(stem(word) for word in words) for name, words in rows.items()}
