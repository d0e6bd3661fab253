"""`gitassay rubric check|show`: is a rubric usable, and what does it say."""

from pathlib import Path
from typing import Annotated

import typer

from gitassay.cli.console import answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.cli.options import DEFAULT_PROFILE, ProfileName, load
from gitassay.model.rubric import Category, Requirement
from gitassay.scoring.rubric import unknown_signals
from gitassay.signals.signal import all_signals

app = typer.Typer(help="Check or show the rubric.", no_args_is_help=True, rich_markup_mode=None)
File = Annotated[
    Path | None, typer.Argument(envvar="GITASSAY_RUBRIC", help="A rubric (TOML); without it, the one that ships.", show_default=False)
]


@app.command("check")
def check(rubric: File = None, profile: ProfileName = DEFAULT_PROFILE) -> None:
    """Say whether a rubric can be used: form, weights, ladders, and that every signal it names exists and every signal is valued."""
    loaded = load(rubric, profile)
    known = frozenset(one.id for one in all_signals())
    unknown = unknown_signals(loaded.rubric, known)
    unvalued = sorted(known - set(loaded.rubric.signals))
    problems = [f"There is no signal {name!r}. Correct the name; `gitassay signals` lists them." for name in unknown]
    problems += [f'The signal {name!r} is not valued. Add [signals."{name}"].' for name in unvalued]
    if problems:
        raise CommandError("\n".join(problems), Exit.USAGE)
    answer(f"{loaded.reference.id} {loaded.reference.version}: {len(loaded.rubric.categories)} categories, {len(known)} signals, usable.")


@app.command("show")
def show(rubric: File = None, profile: ProfileName = DEFAULT_PROFILE) -> None:
    """Print categories, weights, levels and what each level asks for."""
    loaded = load(rubric, profile)
    lines = [f"{loaded.reference.title} ({loaded.reference.id} {loaded.reference.version})", f"sha256 {loaded.reference.sha256}", ""]
    for category in loaded.rubric.categories:
        lines += [*_category(category), ""]
    lines += [f"{tier.name}: {tier.at_least:g} and more. {tier.hiring_signal}." for tier in loaded.rubric.tiers]
    answer("\n".join(lines))


def _category(category: Category) -> list[str]:
    lines = [f"{category.title} ({category.id}), weight {category.weight:g} of 100"]
    for level in category.levels:
        lines.append(f"  {level.score} {level.name}: {level.anchor}")
        lines += [f"      {_need(need)}" for need in level.require]
    lines += [f"  at most {cap.score} when {' or '.join(cap.when)}: {cap.say}" for cap in category.caps]
    return lines


def _need(need: Requirement) -> str:
    if need.all:
        return "all of: " + ", ".join(need.all)
    count = need.at_least or 1
    return f"at least {count} of: " + ", ".join(need.terms)
