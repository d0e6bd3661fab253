"""What the law and people ask for: `gitassay erase`, `export`, `fairness` and `agreement`."""

from pathlib import Path
from typing import Annotated

import typer

from gitassay.cli.batch import FOLDER, Config, Folder, Number, Store, told

Candidate = Annotated[str, typer.Argument(metavar="CANDIDATE", help="A login, the list's id, or the store's id.")]
By = Annotated[str, typer.Option("--by", help="Who does this; it goes on record.")]


def erase(
    candidate: Candidate,
    by: By,
    reason: Annotated[str, typer.Option("--reason", help="Why; it goes on record. Name nobody in it.")] = "asked for",
    out: Folder = FOLDER,
    store: Store = None,
    runs: Annotated[
        list[Path] | None, typer.Option("--runs", help="A folder of single runs to look through, too (default: reports/runs).")
    ] = None,
    cache_dir: Annotated[
        list[Path] | None, typer.Option("--cache-dir", help="A folder of what is remembered, too (default: ~/.cache/gitassay).")
    ] = None,
    llm_cache: Annotated[
        Path | None,
        typer.Option("--llm-cache", envvar="GITASSAY_LLM_CACHE", help="The folder of a model's replies (default: the user's cache)."),
    ] = None,
) -> None:
    """Erase a candidate from store, pages, runs and what is remembered; a tombstone without a name stays."""
    with told():
        from gitassay.cli.governed import carry_out_erasure, places

        carry_out_erasure(candidate, by, reason, places(out.absolute(), runs, cache_dir, llm_cache), store)


def export(
    candidate: Candidate,
    by: Annotated[str, typer.Option("--by", help="Who does this; it goes on record.")] = "command line",
    into: Annotated[Path, typer.Option("--into", help="The JSON file to write.")] = Path("export.json"),
    out: Folder = FOLDER,
    store: Store = None,
) -> None:
    """Write all that is held of a candidate, and why, into one file to hand over."""
    with told():
        from gitassay.cli.governed import carry_out_export

        carry_out_export(candidate, by, into, out.absolute(), store)


def fairness(
    people: Annotated[Path, typer.Argument(metavar="PEOPLE", help="A list kept apart: id, groups, and who was chosen (CSV, JSON, XLSX).")],
    groups: Annotated[str, typer.Option("--groups", help="Columns of groups, by commas, such as sex,ethnicity.")],
    chosen: Annotated[
        str | None, typer.Option("--chosen", help="The column that says yes or no; without it totals above the median count.")
    ] = None,
    out: Folder = FOLDER,
    store: Store = None,
    number: Number = None,
    config: Config = None,
) -> None:
    """Print selection or scoring rates of groups, their impact ratios, unknowns, and where numbers are too small."""
    with told():
        from gitassay.cli.governed import show_fairness

        show_fairness(people, groups, chosen, out.absolute(), store, number, config)


def agreement(
    folder: Annotated[Path, typer.Argument(help="A folder that holds runs with decisions, such as a batch's.")] = Path("reports/runs"),
) -> None:
    """Print how far persons confirmed what was suggested: the share they changed, which way, and weighted kappa."""
    with told():
        from gitassay.cli.governed import show_agreement

        show_agreement(folder)
