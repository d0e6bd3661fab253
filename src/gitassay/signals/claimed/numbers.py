"""Measured numbers a README states, looked up in what the repository keeps of its runs."""

import re
from collections.abc import Iterator

from gitassay.facts.facts import Facts
from gitassay.facts.readme import Readme
from gitassay.model.readme import Standing
from gitassay.signals.claimed.claim import Claim

MAX_NUMBERS = 60
MAX_CHARACTERS = 8_000_000
_METRIC = re.compile(
    r"\b(?:accurac(?:y|ies)|acc|f1|precision|recall|auc|roc|rmse|mae|mse|mape|r2|bleu|rouge|perplexity|loss|iou|miou|map|psnr|ssim|fid|wer"
    r"|latency|throughput|mrr|ndcg|hit rate|faithfulness|sensitivity|specificity|dice|kappa|error rate|score)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![\w.,:/-])(\d{1,3}(?:\.\d{1,6})?\s?%|\d{1,5}\.\d{2,6})(?![\w.]*\d)(?!\w)")
_KEPT = (".json", ".csv", ".tsv", ".txt", ".log", ".yaml", ".yml", ".out", ".md", ".html", ".jsonl", ".ipynb", ".tex")
_LEFT_OUT = re.compile(r"(?:package(?:-lock)?|composer|tsconfig|manifest)\.json$|requirements[\w.-]*\.txt$|(?:^|/)readme", re.IGNORECASE)


def numbers(facts: Facts, readme: Readme) -> Iterator[Claim]:
    """Each number beside a metric's name, with whether an output or a result file of the repository has it."""
    told: dict[str, int] = {}
    for line, text in _told(readme):
        for match in _NUMBER.finditer(text[:2_000]):
            told.setdefault(match.group(1).replace(" ", ""), line)
    wanted = dict(list(told.items())[:MAX_NUMBERS])
    missing = dict(wanted)
    kept = 0
    for path, text in _outputs(facts) if wanted else ():
        kept += 1
        for number in [number for number in missing if any(part in text for part in _forms(number))]:
            yield Claim("number", number, missing.pop(number), Standing.FOUND, f"{path} has it.")
        if not missing:
            return
    said = "No output or result file kept here has it; it may come from a run elsewhere." if kept else "The repository keeps no outputs."
    for number, line in missing.items():
        yield Claim("number", number, line, Standing.CANNOT_TELL, said)


def _told(readme: Readme) -> Iterator[tuple[int, str]]:
    """Sentences that name a metric, and rows of tables whose header or first cell does."""
    for line, text in readme.prose:
        for sentence in re.split(r"(?<=[.!?])\s+", text[:2_000]):
            if _METRIC.search(sentence):
                yield line, sentence
    for row in readme.rows:
        if _METRIC.search(" ".join((*row.header, *row.cells[:1]))[:1_000]):
            yield row.line, " ; ".join(row.cells[1:])[:2_000]


def _forms(number: str) -> list[str]:
    """A number as outputs may write it: 94.2% is 94.2 and 0.942. A bare small whole number would be found anywhere."""
    bare = number.removesuffix("%")
    if not number.endswith("%"):
        return [bare]
    share = f"{float(bare) / 100:.{len(bare.partition('.')[2]) + 2}f}"
    return [share, bare] if "." in bare else [number, share]


def _outputs(facts: Facts) -> Iterator[tuple[str, str]]:
    """Notebooks and files in which results are kept, within limits."""
    seen = 0
    for file in facts.files:
        if file.path.lower().endswith(_KEPT) and not _LEFT_OUT.search(file.path) and file.role not in ("vendored", "generated"):
            text = facts.texts.text(file.path) or ""
            seen += len(text)
            if seen > MAX_CHARACTERS:
                return
            yield file.path, text
