"""`gitassay llm ...` and the options that add a summary to a run."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import typer

from gitassay.cli.console import Talk, answer
from gitassay.cli.exits import CommandError, Exit
from gitassay.cli.options import Formats, NoColor, Quiet
from gitassay.llm.budget import Budget
from gitassay.llm.cache import ReplyCache, default_folder
from gitassay.llm.client import Client
from gitassay.llm.settings import Chosen, Settings, SettingsError, load_settings
from gitassay.llm.stored import SUMMARY, write_summary
from gitassay.model.assessment import Assessment
from gitassay.model.summary import Summary, Usage
from gitassay.report.formats import UnknownFormatError, parse_formats, write_formats
from gitassay.resources import resource
from gitassay.review.decision import DecisionError, read_assessment, read_decisions

app = typer.Typer(help="The optional summary by a language model: cited, verified, unable to change a number.", no_args_is_help=True)

Llm = Annotated[bool, typer.Option("--llm", envvar="GITASSAY_LLM", help="Add a verified summary by the model of --llm-model.")]
DryRun = Annotated[bool, typer.Option("--llm-dry-run", help="Print what would be sent to the model, and send nothing.")]
Model = Annotated[str | None, typer.Option("--llm-model", envvar="GITASSAY_LLM_MODEL", help="Name of the model, as its server calls it.")]
Tokens = Annotated[
    int | None,
    typer.Option("--llm-max-tokens", min=1, envvar="GITASSAY_LLM_MAX_TOKENS", help="Tokens a summary may take, sent and received."),
]
BatchTokens = Annotated[
    int | None,
    typer.Option(
        "--llm-batch-budget",
        min=1,
        envvar="GITASSAY_LLM_BATCH_BUDGET",
        help="Tokens that all summaries of one command may take together.",
    ),
]
Price = Annotated[
    str | None,
    typer.Option("--llm-price", envvar="GITASSAY_LLM_PRICE", help="Dollars for a million tokens sent and received, such as 0.15,0.60."),
]
Cost = Annotated[
    float | None,
    typer.Option("--llm-max-cost", min=0, envvar="GITASSAY_LLM_MAX_COST", help="Dollars a summary may cost (needs a price)."),
]
BatchCost = Annotated[
    float | None,
    typer.Option(
        "--llm-batch-max-cost",
        min=0,
        envvar="GITASSAY_LLM_BATCH_MAX_COST",
        help="Dollars that all summaries of one command may cost together (needs a price).",
    ),
]
Prices = Annotated[
    Path | None,
    typer.Option(
        "--llm-prices",
        envvar="GITASSAY_LLM_PRICES",
        help='A TOML file of prices: "model" = [sent, received], dollars for a million tokens.',
    ),
]
Timeout = Annotated[
    float | None,
    typer.Option("--llm-timeout", min=0.1, envvar="GITASSAY_LLM_TIMEOUT", help="Seconds without an answer until a request is given up."),
]
Cache = Annotated[
    Path | None,
    typer.Option("--llm-cache", envvar="GITASSAY_LLM_CACHE", help="Folder of replies that were paid for (default: the user's cache)."),
]


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: a summary (`wanted`), or only to see what would be sent (`dry`)."""

    wanted: bool = False
    dry: bool = False
    cache: Path | None = None
    chosen: Chosen = field(default_factory=Chosen)

    def settings(self) -> Settings | None:
        """The settings, or None when no model is to be asked. Called before anything is read, so that a slip costs nothing.

        Raises:
            CommandError: the model can't be asked that way (exit 2), or a key is needed (exit 4).
        """
        if self.dry or not self.wanted:
            return None
        try:
            return load_settings(resource("config") / "llm.toml", self.chosen)
        except SettingsError as error:
            raise CommandError(str(error), Exit.TOKEN if error.needs_key else Exit.USAGE) from error


def batch_budget(settings: Settings) -> Budget:
    """What all summaries of one command may take together. A command about many candidates makes one and hands it to each."""
    return Budget(settings.max_batch_tokens, settings.max_batch_cost, settings.price, name="batch")


def summarised(assessment: Assessment, settings: Settings, cache: Path | None, talk: Talk, batch: Budget | None = None) -> Summary:
    """Have the summary written; says before what it may cost and after what it did, of the batch's budget, too."""
    from gitassay.llm.summarise import Writer, plan

    planned, batch = plan(assessment), batch or batch_budget(settings)
    talk.remark(
        f"Summary by {settings.model}: {len(planned.tasks)} requests, up to {planned.prompt_tokens + planned.reply_tokens:,} tokens"
        f"{_dollars(settings, planned.prompt_tokens, planned.reply_tokens)}; the limit is {settings.max_tokens:,} tokens"
        f"{f' and {settings.max_cost:.4f} USD' if settings.max_cost is not None else ''}, "
        f"and {batch.max_tokens - batch.usage.tokens:,} tokens{_dollars_left(batch)} are left for the batch."
    )
    writer = Writer(settings, Client(settings), ReplyCache(cache or default_folder()), batch, talk.remark)
    summary = writer.write(assessment, planned)
    talk.remark(
        f"The summary took {spent(summary.usage)}; {batch.usage.tokens:,} of {batch.max_tokens:,} tokens"
        f"{_dollars_used(batch)} for the batch are used."
    )
    return summary


def spent(usage: Usage) -> str:
    """What a summary cost, in words."""
    cost = "" if usage.cost is None else f", {usage.cost:.4f} USD"
    cached = f", {usage.from_cache} replies from the cache" if usage.from_cache else ""
    return f"{usage.requests} requests, {usage.prompt_tokens:,} tokens sent, {usage.completion_tokens:,} received{cost}{cached}"


def outlined(assessment: Assessment) -> str:
    """What would be sent, word for word, and how much it is."""
    from gitassay.llm.summarise import MARK, plan

    planned = plan(assessment)
    most = planned.prompt_tokens + planned.reply_tokens
    rows = [f"Nothing was sent. A summary would take {len(planned.tasks)} requests and up to {most:,} tokens."]
    rows.append("The marker around the evidence is random and new for each request.")
    for task in planned.tasks:
        rows.append(
            f"\n### {task.title}: prompt {task.prompt.reference.name} {task.prompt.reference.version}, about {task.prompt_tokens:,} tokens"
        )
        rows += [f"--- {message['role']}\n{message['content']}" for message in task.messages(MARK)]
    return "\n".join(rows)


def told(summary: Summary) -> str:
    """The summary's state in one line, for the end of a run."""
    withheld = sum(part.state == "withheld" for part in summary.parts)
    line = f"Summary: {summary.kept} sentences kept, {summary.dropped_count} dropped"
    line += f", {withheld} parts withheld" if withheld else ""
    if summary.missing:
        line += f", {len(summary.missing)} of {len(summary.parts)} parts missing: {summary.missing[0].reason}"
    return line


@app.command("write")
def write(
    run: Annotated[list[Path], typer.Argument(help="The folder of a run (it holds assessment.json), or several that share one budget.")],
    format: Formats = "html",
    llm_model: Model = None,
    llm_dry_run: DryRun = False,
    llm_max_tokens: Tokens = None,
    llm_batch_budget: BatchTokens = None,
    llm_price: Price = None,
    llm_prices: Prices = None,
    llm_max_cost: Cost = None,
    llm_batch_max_cost: BatchCost = None,
    llm_timeout: Timeout = None,
    llm_cache: Cache = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> int:
    """Add a summary to runs that are there: writes summary.json and the report again; the assessments stay as they are."""
    chosen = Chosen(
        llm_model, llm_price, llm_max_tokens, llm_max_cost, llm_timeout, False, llm_batch_budget, llm_batch_max_cost, llm_prices
    )
    settings = Wish(True, llm_dry_run, llm_cache, chosen).settings()
    try:
        # All are read before anything is sent, so that a slip costs nothing.
        formats, read = parse_formats(format), [(one, read_assessment(one), read_decisions(one)) for one in run]
    except (DecisionError, UnknownFormatError) as error:
        raise CommandError(str(error), Exit.USAGE) from error
    if settings is None:
        answer("\n\n".join(outlined(assessment) for _, assessment, _ in read))
        return Exit.DONE
    talk, batch, missing = Talk(quiet=quiet, color=not no_color), batch_budget(settings), False
    for folder, assessment, decisions in read:
        summary = summarised(assessment, settings, llm_cache, talk, batch)
        write_summary(folder, summary)
        write_formats(assessment, decisions, folder, formats, summary)
        answer(f"{told(summary)}\nWritten: {folder / SUMMARY}")
        missing = missing or bool(summary.missing)
    return Exit.PARTIAL if missing else Exit.DONE


@app.command("verify")
def verify(
    assessment: Annotated[Path, typer.Argument(help="An assessment.json, or the folder of a run.")],
    sentences: Annotated[
        Path, typer.Argument(help="A text file, one sentence a line with its [E1], or JSON: a list of text and evidence.")
    ],
    format: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """Say of each sentence whether the evidence it cites bears it, as a summary's sentences are verified. Asks no model."""
    from gitassay.llm.verify.file import SentencesError, read_document, read_sentences, verdicts

    try:
        rows = verdicts(read_document(assessment), read_sentences(sentences))
    except SentencesError as error:
        raise CommandError(str(error), Exit.USAGE) from error
    if format == "json":
        answer(json.dumps([row.as_row() for row in rows], ensure_ascii=True, indent=1))
        return
    answer("\n".join(f"{'kept   ' if row.kept else 'dropped'} {row.text}{'' if row.kept else f' ({row.reason})'}" for row in rows))
    answer(f"{sum(row.kept for row in rows)} of {len(rows)} kept.")


def _dollars(settings: Settings, prompt_tokens: int, reply_tokens: int) -> str:
    return "" if settings.price is None else f", at most {settings.price.of(prompt_tokens, reply_tokens):.4f} USD"


def _dollars_left(batch: Budget) -> str:
    return "" if batch.max_cost is None else f" and {max(batch.max_cost - (batch.usage.cost or 0), 0):.4f} USD"


def _dollars_used(batch: Budget) -> str:
    return "" if batch.max_cost is None else f" and {batch.usage.cost or 0:.4f} of {batch.max_cost:.4f} USD"
