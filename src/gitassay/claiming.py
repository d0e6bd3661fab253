"""What the page shows of one README: what its sections are about, its claims and what became of them, its way to a running project."""

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme
from gitassay.facts.readme.kinds import Kind
from gitassay.model.readme import ClaimDocument, ReadmeCard, SetupStep, Standing
from gitassay.plain import visible, without_secrets
from gitassay.signals.claims import claims_of
from gitassay.signals.setup_steps import counts, setup_steps

MAX_SHOWN = 60
MAX_NAME = 120
_ORDER = (Standing.NOT_FOUND, Standing.CANNOT_TELL, Standing.FOUND)


def readme_card(facts: Facts) -> ReadmeCard | None:
    """The README's part of a repository's card; None without a README. A fault in the lookups costs the lookups alone."""
    readme = facts.readme
    if readme is None:
        return None
    try:
        return _card(facts, readme)
    except MemoryError:
        raise
    except Exception as error:  # one broken lookup must not cost the repository
        problem = f"The README's claims could not be looked up because of a fault in the tool ({type(error).__name__})."
        return ReadmeCard(path=_plain(readme.path), covers=None, counts=(0, 0, 0), problem=problem)


def _card(facts: Facts, readme: Readme) -> ReadmeCard:
    claims = claims_of(facts)
    shown = sorted(claims, key=lambda one: _ORDER.index(one.standing))[:MAX_SHOWN]
    return ReadmeCard(
        path=_plain(readme.path),
        covers=_covers(facts, readme),
        counts=counts(claims),
        claims=tuple(
            ClaimDocument(kind=one.kind, name=_plain(one.name), line=one.line, standing=one.standing, said=_plain(one.said))
            for one in shown
        ),
        setup=tuple(
            SetupStep(step=one.step, standing=one.standing, said=_plain(one.said), line=one.line) for one in setup_steps(facts, readme)
        ),
    )


def _covers(facts: Facts, readme: Readme) -> tuple[str, ...] | None:
    """The kinds of sections the README has, in the order of the kinds; text without a heading is not counted."""
    if not readme.english:
        return None
    found = {kind for section, several in zip(readme.sections, facts.readme_kinds, strict=True) if section.level for kind in several}
    return tuple(kind.value for kind in Kind if kind in found)


def _plain(text: str) -> str:
    return visible(without_secrets(text), MAX_NAME * 2)
