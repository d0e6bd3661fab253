"""`gitassay assess TARGET...`: reads a candidate's repositories and writes the assessment and the page to confirm."""

import os
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from gitassay.browser import find_browser
from gitassay.cli.browse import open_page
from gitassay.cli.console import Talk, answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.cli.llm import (
    BatchCost,
    BatchTokens,
    Cache,
    Cost,
    DryRun,
    Llm,
    Model,
    Price,
    Prices,
    Timeout,
    Tokens,
    Wish,
    outlined,
    summarised,
    told,
)
from gitassay.cli.lookups import LookupCache, NpmRegistry, OsvDir, OsvUrl, PythonIndex, lookup_settings
from gitassay.cli.options import (
    DEFAULT_PROFILE,
    ENGLISH,
    Formats,
    Language,
    NoColor,
    Open,
    ProfileName,
    Quiet,
    RubricPath,
    Tutorials,
    day,
    load,
)
from gitassay.cli.options import tutorials as own_tutorials
from gitassay.cli.summary import summary
from gitassay.demo_pictures import take_pictures
from gitassay.llm.settings import Chosen, Settings
from gitassay.llm.stored import write_summary
from gitassay.model.assessment import Assessment
from gitassay.model.candidate import Status
from gitassay.model.summary import Summary
from gitassay.pipeline import assay
from gitassay.quoting import Quotes
from gitassay.report.formats import FORMATS, UnknownFormatError, parse_formats, write_formats
from gitassay.report.pdf import PrintingError
from gitassay.request import Request
from gitassay.sources.errors import NothingThereError, SourceError, TokenError

CALM = frozenset({Status.READ, Status.SKIPPED, Status.EMPTY})
FAIL_ON = ("red-flag", "unassessed")

Name = Annotated[str | None, typer.Option("--name", help="What to call the candidate (default: the GitHub name or the first target).")]
Out = Annotated[Path | None, typer.Option("--out", help="Folder to write to (default: reports/runs/<candidate>/<run>).")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="Day of the assessment, YYYY-MM-DD (default: today, UTC).")]
Offline = Annotated[bool, typer.Option("--offline", envvar="GITASSAY_OFFLINE", help="Use no network; only local folders can be read.")]
CheckLinks = Annotated[
    bool, typer.Option("--check-links/--no-check-links", help="Look whether live demos answer, and note what was found with the day.")
]
DemoPictures = Annotated[
    bool,
    typer.Option("--demo-pictures", help="Check links, and take a picture of each live demo that answers (needs Chromium; not as root)."),
]
NoCache = Annotated[bool, typer.Option("--no-cache", envvar="GITASSAY_NO_CACHE", help="Read everything anew, and remember nothing.")]
CacheDir = Annotated[
    Path | None,
    typer.Option("--cache-dir", envvar="GITASSAY_CACHE_DIR", help="Folder of what was read before (default: ~/.cache/gitassay)."),
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, envvar="GITASSAY_JOBS", help="Repositories read at the same time.")]


def assess(
    targets: Annotated[
        list[str],
        typer.Argument(metavar="TARGET", help="GitHub name, git URL (optionally URL@commit), or local folder. All are one candidate."),
    ],
    name: Name = None,
    out: Out = None,
    as_of: AsOf = None,
    author: Annotated[
        list[str] | None, typer.Option("--author", help="An e-mail address of the candidate's commits (may be given several times).")
    ] = None,
    offline: Offline = False,
    format: Formats = "html",
    rubric: RubricPath = None,
    profile: ProfileName = DEFAULT_PROFILE,
    jobs: Jobs = 2,
    github_url: Annotated[
        str | None, typer.Option("--github-url", envvar="GITASSAY_GITHUB_URL", help="A GitHub Enterprise server instead of github.com.")
    ] = None,
    max_repos: Annotated[
        int | None, typer.Option("--max-repos", min=1, help="Read at most this many repositories, most recently pushed first.")
    ] = None,
    keep_clones: Annotated[
        bool, typer.Option("--keep-clones", help="Keep the clones in the run's folder instead of deleting them.")
    ] = False,
    show_sources: Annotated[
        bool, typer.Option("--show-sources", help="Bring the lines of known tutorials that match, to show both side by side.")
    ] = False,
    copies: Annotated[
        Path | None, typer.Option("--copies", help="A folder of known works, named owner+name, used by --show-sources before the web.")
    ] = None,
    tutorials: Tutorials = None,
    check_links: CheckLinks = False,
    demo_pictures: DemoPictures = False,
    no_cache: NoCache = False,
    cache_dir: CacheDir = None,
    language: Language = ENGLISH,
    open: Open = False,
    llm: Llm = False,
    llm_dry_run: DryRun = False,
    llm_model: Model = None,
    llm_max_tokens: Tokens = None,
    llm_batch_budget: BatchTokens = None,
    llm_price: Price = None,
    llm_prices: Prices = None,
    llm_max_cost: Cost = None,
    llm_batch_max_cost: BatchCost = None,
    llm_timeout: Timeout = None,
    llm_cache: Cache = None,
    fail_on: Annotated[str | None, typer.Option("--fail-on", help="Exit with 10 on: red-flag, unassessed (separated by commas).")] = None,
    osv_url: OsvUrl = None,
    osv_dir: OsvDir = None,
    python_index: PythonIndex = None,
    npm_registry: NpmRegistry = None,
    lookup_cache: LookupCache = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> int:
    """Read a candidate's repositories, suggest scores, and write assessment.json and the report a person confirms.

    A GitHub token is taken from GITHUB_TOKEN or GH_TOKEN, never from the command line. Without one, GitHub allows 60 requests an hour.
    """
    loaded = load(rubric, profile)
    formats, conditions = _formats(format), _conditions(fail_on)
    chosen = Chosen(
        llm_model, llm_price, llm_max_tokens, llm_max_cost, llm_timeout, offline, llm_batch_budget, llm_batch_max_cost, llm_prices
    )
    wish = Wish(llm, llm_dry_run, llm_cache, chosen)
    settings = wish.settings()
    run = out or _run_folder(name or targets[0])
    request = Request(
        targets=tuple(targets),
        name=name,
        authors=tuple(author or ()),
        as_of=day(as_of),
        loaded=loaded,
        jobs=jobs,
        github_url=github_url,
        token=os.environ.get("GITHUB_TOKEN") or os.environ.get("GH_TOKEN"),
        offline=offline,
        links_on=datetime.now(UTC).date() if (check_links or demo_pictures) and not offline else None,
        max_repositories=max_repos,
        tutorials=own_tutorials(tutorials),
        keep_clones=_unused(run / "clones") if keep_clones else None,
        quotes=Quotes(copies, offline) if show_sources or copies else None,
        cache=None if no_cache else cache_dir or default_cache(),
        lookups=lookup_settings(osv_url, osv_dir, python_index, npm_registry, lookup_cache, offline),
    )
    talk = Talk(quiet=quiet, color=not no_color)
    assessment = carry_out(request, talk)
    written = write_run(assessment, run, formats, language)
    answer(summary(assessment, run))
    if demo_pictures and not offline:
        answer("\n".join(_pictures(assessment, run)))
    if llm_dry_run:
        answer(outlined(assessment))
    narrative = None if settings is None else add_summary(assessment, run, formats, settings, wish, talk, language)
    if open:
        open_page(written)
    return outcome(assessment, conditions, narrative)


def _pictures(assessment: Assessment, run: Path) -> list[str]:
    browser = find_browser()
    if browser is None:
        return ["No pictures of demos: they need Chromium or Chrome, and none was found. Install one (apt-get install chromium)."]
    return take_pictures(assessment, run, browser) or ["No pictures of demos: none answered with a page."]


def add_summary(
    assessment: Assessment, run: Path, formats: Sequence[str], settings: Settings, wish: Wish, talk: Talk, language: str
) -> Summary:
    """Have the summary written, beside an assessment that is on disk already, and the report again with it."""
    narrative = summarised(assessment, settings, wish.cache, talk)
    write_summary(run, narrative)
    write_formats(assessment, (), run, [name for name in formats if FORMATS[name].told], narrative, language)
    answer(told(narrative))
    return narrative


def carry_out(request: Request, talk: Talk) -> Assessment:
    """Run the pipeline, turning what can go wrong with sources into messages with exit codes."""
    try:
        assessment = assay(request, talk)
    except NothingThereError as error:
        raise CommandError(str(error), Exit.NOTHING) from error
    except TokenError as error:
        raise CommandError(str(error), Exit.TOKEN) from error
    except SourceError as error:
        raise CommandError(str(error), Exit.USAGE) from error
    return assessment.sealed(datetime.now(UTC).isoformat(timespec="seconds"))


def write_run(assessment: Assessment, run: Path, formats: Sequence[str], language: str | None = None) -> list[Path]:
    """Write assessment.json, which every other command reads, and the formats asked for."""
    safe = tuple(dict.fromkeys(("json", *(name for name in formats if name != "pdf"))))
    try:
        written = write_formats(assessment, (), run, safe, language=language)
        return [*written, *write_formats(assessment, (), run, ("pdf",), language=language)] if "pdf" in formats else written
    except PrintingError as error:
        raise CommandError(f"{error} All else was written to {run}.", Exit.PARTIAL) from error
    except OSError as error:
        raise CommandError(f"{run}: cannot be written ({error.strerror}). Choose another folder with --out.", Exit.USAGE) from error


def outcome(assessment: Assessment, conditions: Sequence[str] = (), narrative: Summary | None = None) -> Exit:
    """The exit code that tells how the run ended. A summary that was asked for and lacks a part makes it one done in part."""
    if "red-flag" in conditions and any(flag.polarity == "red" for flag in assessment.flags):
        return Exit.FAIL_ON
    if "unassessed" in conditions and any(one.suggested is None for one in assessment.categories):
        return Exit.FAIL_ON
    if any(card.status not in CALM for card in assessment.repositories) or (narrative is not None and narrative.missing):
        return Exit.PARTIAL
    return Exit.DONE


def _formats(text: str) -> tuple[str, ...]:
    try:
        return parse_formats(text)
    except UnknownFormatError as error:
        raise CommandError(str(error), Exit.USAGE) from error


def _conditions(text: str | None) -> tuple[str, ...]:
    conditions = tuple(part.strip() for part in (text or "").split(",") if part.strip())
    unknown = [part for part in conditions if part not in FAIL_ON]
    if unknown:
        raise CommandError(f"--fail-on knows {' and '.join(FAIL_ON)}, not {', '.join(unknown)}.", Exit.USAGE)
    return conditions


def _run_folder(label: str) -> Path:
    """A new folder below reports/runs: by candidate and day, numbered when there is one already."""
    stem = re.sub(r"[^A-Za-z0-9._-]+", "-", label.removeprefix("github:")).strip("-.") or "candidate"
    return _unused(Path("reports/runs") / stem[-80:] / datetime.now(UTC).date().isoformat())


def default_cache() -> Path:
    """Where readings are remembered unless somebody says otherwise, as the XDG base directories have it."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gitassay"


def _unused(folder: Path) -> Path:
    """The folder, or one beside it with a number when there is one already."""
    place, number = folder, 1
    while place.exists():
        number += 1
        place = folder.with_name(f"{folder.name}-{number}")
    return place
