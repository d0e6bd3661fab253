"""Whether the packages in use were kept current."""

from gitassay.facts.dependencies.standing import Standing
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer, Measures
from gitassay.signals.places import counted, named
from gitassay.signals.signal import signal

MANY_YEARS = 2.0
"""Years a single package may lie behind, on average over the packages with an exact version."""


@signal("Are the packages in use kept current?")
def kept_current(facts: Facts, answer: Answer) -> Finding:
    """Versions far behind, withdrawn or abandoned ones will have to be replaced by whoever takes the project over.

    Seen: releases and states that the registries given with --python-index and --npm-registry tell; the years between the release in use
    and the newest one, for packages with an exact version.
    Not seen: packages without an exact version; what a source does not say; why somebody stays with an old release.
    """
    if facts.lookups.registries is None:
        return answer.not_available("Not checked: no package registry was given (--python-index or --npm-registry).")
    rows = [row for row in facts.dependencies if row.scope and row.age is not None]
    if not rows:
        return answer.not_applicable("No declared package belongs to a registry that was given.")
    dropped = [row for row in rows if row.age and (row.age.gone or row.age.yanked or row.age.deprecated is not None)]
    dated = [row for row in rows if row.age and row.age.libyears is not None]
    if not dated and not dropped:
        why = next((row.age.problem for row in rows if row.age and row.age.problem), "the sources say nothing")
        return answer.not_available(f"For none of the {counted(len(rows), 'package')} the age could be told: {why}.")
    years = sum(row.age.libyears or 0.0 for row in dated if row.age)
    measures: Measures = {"libyears": round(years, 1), "dated": len(dated), "dropped": len(dropped)}
    late = sorted((row for row in dated if _years(row) > 1), key=lambda row: (-_years(row), row.name))
    places = [Place(row.first.path, row.first.line, row.first.line) for row in (*dropped, *late, *dated)]
    said = f"{counted(len(dated), 'package')} with an exact version, {years:.1f} years behind in all." if dated else ""
    if dropped:
        return answer.no(
            f"No longer offered or looked after: {named(row.name for row in dropped)}. {said}".strip(), places, measures=measures
        )
    if years / len(dated) > MANY_YEARS:
        return answer.no(f"{said} Furthest behind: {named(f'{row.name} {row.first.version}' for row in late)}.", places, measures=measures)
    return answer.yes(said, places, Confidence.MEDIUM, measures)


def _years(row: Standing) -> float:
    return row.age.libyears or 0.0 if row.age else 0.0
