"""`gitassay batch`: lists of applicants, run, looked at, put right."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from gitassay.batch.errors import BatchError, BusyError, ListError, SettingsError
from gitassay.cli.exits import CommandError, Exit
from gitassay.cli.options import DEFAULT_PROFILE, Formats, NoColor, ProfileName, Quiet, RubricPath, Tutorials
from gitassay.sources.errors import TokenError
from gitassay.store.errors import StoreError

MISSING = "Batches need more libraries. Install them: pip install 'gitassay[batch]'."
FOLDER = Path("reports/batch")

app = typer.Typer(help="Assess lists of applicants: planned, resumed, each exactly once.", no_args_is_help=True)

Folder = Annotated[Path, typer.Option("--out", envvar="GITASSAY_BATCH", help="The batch's folder.")]
Store = Annotated[
    str | None,
    typer.Option("--store", envvar="GITASSAY_STORE", help="The database: sqlite:///FILE or postgresql+psycopg://… (default: in --out)."),
]
Config = Annotated[
    Path | None, typer.Option("--config", envvar="GITASSAY_BATCH_CONFIG", help="Settings like config/batch.toml, which ships.")
]
Number = Annotated[int | None, typer.Option("--batch", min=1, help="The batch's number (default: the last).")]
Applicants = Annotated[list[str] | None, typer.Argument(metavar="[APPLICANT...]", help="Only these, by the list's ids.")]


@contextmanager
def told() -> Iterator[None]:
    """Turn what can go wrong with lists, stores and engines into messages with exit codes."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise CommandError(MISSING, Exit.USAGE) from error
    except TokenError as error:
        raise CommandError(f"{error} Then go on with --resume.", Exit.TOKEN) from error
    except (StoreError, ListError, BusyError, SettingsError) as error:
        raise CommandError(str(error), Exit.USAGE) from error
    except BatchError as error:
        raise CommandError(str(error), Exit.PARTIAL) from error


@app.command("run")
def run(
    applicants: Annotated[Path | None, typer.Argument(metavar="APPLICANTS", help="A list in CSV, JSON or XLSX.")] = None,
    out: Folder = FOLDER,
    store: Store = None,
    config: Config = None,
    plan: Annotated[bool, typer.Option("--plan", help="Only say what it would take.")] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the last batch where it stopped.")] = False,
    since: Annotated[
        str | None, typer.Option("--since", help="Only what changed since a batch: its number, or last.", metavar="NUMBER|last")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Assess also those who were erased.")] = False,
    as_of: Annotated[str | None, typer.Option("--as-of", help="Day of the assessments, YYYY-MM-DD (default: today, UTC).")] = None,
    workers: Annotated[int, typer.Option("--workers", "-w", min=1, max=64, help="Candidates read at the same time.")] = 2,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, max=64, envvar="GITASSAY_JOBS", help="Repositories of each at a time.")] = 1,
    scheduler: Annotated[str | None, typer.Option("--scheduler", help="A Dask scheduler, such as tcp://HOST:8786.")] = None,
    offline: Annotated[
        bool, typer.Option("--offline", envvar="GITASSAY_OFFLINE", help="Use no network; only local folders can be read.")
    ] = False,
    github_url: Annotated[
        str | None, typer.Option("--github-url", envvar="GITASSAY_GITHUB_URL", help="A GitHub Enterprise server instead of github.com.")
    ] = None,
    max_repos: Annotated[int | None, typer.Option("--max-repos", min=1, help="Read at most this many repositories of each.")] = None,
    format: Formats = "html",
    rubric: RubricPath = None,
    profile: ProfileName = DEFAULT_PROFILE,
    tutorials: Tutorials = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", envvar="GITASSAY_NO_CACHE", help="Remember nothing between batches.")] = False,
    title: Annotated[str, typer.Option("--title", help="The heading of the table.")] = "Candidates",
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> int:
    """Assess every applicant of a list and write a page each, index.html and index.csv.

    Tokens come from GITHUB_TOKENS (several, apart by commas), GITHUB_TOKEN or GH_TOKEN, never from the command line.
    """
    with told():
        from gitassay.cli.batch_run import Wish, carry_out

        wish = Wish(
            applicants, out.absolute(), store, config, plan, resume, since, again, as_of, workers, jobs, scheduler, offline, github_url,
            max_repos,             format, rubric, profile, tutorials, not no_cache, title, quiet, not no_color,
        )  # fmt: skip
        return carry_out(wish)


@app.command("status")
def status(out: Folder = FOLDER, store: Store = None, number: Number = None) -> None:
    """Say how far a batch is, and list whom nothing can be said about and why."""
    with told():
        from gitassay.cli.batch_look import show_status

        show_status(out, store, number)


@app.command("retry")
def retry(applicants: Applicants = None, out: Folder = FOLDER, store: Store = None, number: Number = None) -> None:
    """Put back who failed or was set aside, all or those named; `batch run --resume` tries them again."""
    with told():
        from gitassay.cli.batch_look import put_back

        put_back(out, store, number, applicants or [])


@app.command("cancel")
def cancel(out: Folder = FOLDER, store: Store = None, number: Number = None) -> None:
    """Take back what has not begun; whoever works on the batch finishes what they are at and ends."""
    with told():
        from gitassay.cli.batch_look import take_back

        take_back(out, store, number)


@app.command("diff")
def diff(
    first: Annotated[int, typer.Argument(metavar="NUMBER", help="The earlier batch.")],
    second: Annotated[int | None, typer.Argument(metavar="[NUMBER]", help="The later one (default: the last).")] = None,
    out: Folder = FOLDER,
    store: Store = None,
) -> None:
    """Say who is new, who is gone and whose suggestions changed between two batches."""
    with told():
        from gitassay.cli.batch_look import show_difference

        show_difference(out, store, first, second)
