"""Names of metrics, and how their numbers are written."""

import re
from functools import lru_cache

from gitassay.facts.results.table import Metric

MAX_LINE = 2_000
_NAMES: tuple[tuple[str, str, str], ...] = (
    (
        "precision",
        "map",
        r"\bmAP(?:[\s@_-]?[\d.:]+)*\b|\bmean average precision\b|\b(?:box|mask|bbox)[ _]?AP\b|\bAP(?:50|75)?\b(?=[ @]?[\d|:(]|$)",
    ),
    ("auc", "auc", r"\b(?:pr|roc|avg)?[ _-]?auc(?:[ _-]?(?:roc|pr|score))?\b|\bauroc\b|\bauprc\b"),
    (
        "accuracy",
        "accuracy",
        r"accurac(?:y|ies)|(?<![a-z])(?:top|val|test|train|valid|eval)?[ _.-]*[15]?[ _-]?acc(?![a-z])|\bcv[ _]score\b",
    ),
    ("faithfulness", "faithfulness", r"\bfaith(?:fulness)?\b|\bgroundedness\b|hallucination rate"),
    ("faithfulness", "relevance", r"(?:answer|context|retrieval)[ _-]?relevanc[ey]|\brelevancy\b|\brel\b(?=$| \|)"),
    ("f1", "f1", r"(?<![a-z0-9])f1(?![0-9])(?:[ _-]?(?:score|macro|micro|weighted|measure))?|\bf-?score\b|f-measure"),
    ("precision", "precision", r"(?<![a-z])prec(?:ision)?(?:[ _]?@[ _]?\d+)?(?![a-z])"),
    ("recall", "recall", r"(?<![a-z])recall(?:[ _]?@[ _]?\d+)?|\bsensitivity\b|\bR@\d+\b|\bctx rec\b"),
    ("recall", "specificity", r"\bspecificity\b"),
    ("ranking", "hit rate", r"\bhit[ _-]?rate(?:[ _]?@[ _]?\d+)?\b|\bhits?[ _]?@[ _]?\d+\b|^hit$"),
    ("error", "rmse", r"\brmsl?e\b|root[ _]mean[ _]squared?[ _](?:log(?:arithmic)?[ _])?error"),
    ("error", "mse", r"\bmse\b|mean[ _]squared[ _](?:log[ _])?error"),
    ("error", "mae", r"\bmae\b|(?:mean|median)[ _]absolute[ _]error"),
    ("error", "mape", r"\bs?mape\b|mean[ _]absolute[ _]percentage[ _]error"),
    ("error", "wer", r"\bwer\b|word error rate"),
    ("error", "cer", r"\bcer\b|character error rate"),
    (
        "error",
        "error rate",
        r"\b(?:test|top-?[15]|validation) error\b|\berror rate\b|false[ _](?:positive|negative)[ _]rate|\bfpr(?:95)?\b",
    ),
    ("r2", "r2", r"(?<![a-z0-9])r(?:2|²|\^2|\^\{2\})(?![0-9])(?:[ _-]score)?|\br-?squared\b"),
    ("loss", "log loss", r"\blog[ _-]?loss\b|\bcross[ _-]?entropy\b"),
    ("loss", "perplexity", r"\bperplexity\b|\bppl\b"),
    ("loss", "loss", r"(?<![a-z])loss(?:es)?(?![a-z])|\blogprob\b"),
    ("error", "brier score", r"\bbrier(?:[ _]score)?\b"),
    ("text", "bleu", r"\bbleu(?:-\d)?\b"),
    ("text", "rouge", r"\brouge(?:-?[12lLsum]+)?\b"),
    ("text", "meteor", r"\bmeteor\b"),
    ("text", "bertscore", r"\bbertscore\b"),
    ("text", "exact match", r"\bexact[ _]match\b"),
    ("image", "iou", r"\bm?iou\b"),
    ("image", "dice", r"\bdice\b(?:[ _](?:score|coefficient))?"),
    ("image", "psnr", r"\bpsnr\b"),
    ("image", "ssim", r"\bssim\b"),
    ("image", "fid", r"\bfid\b"),
    ("ranking", "mrr", r"\bmrr(?:[ _]?@[ _]?\d+)?\b"),
    ("ranking", "ndcg", r"\bndcg(?:[ _]?@[ _]?\d+)?\b"),
    ("ranking", "mean rank", r"\bmean[ _]?r(?:ank)?\b"),
    ("throughput", "throughput", r"\bthroughput\b|\bfps\b|requests? per second|tok(?:en)?s?(?:/s| per second)|\bqps\b|\brps\b|speed-?up"),
    (
        "latency",
        "latency",
        r"\blatenc(?:y|ies)\b|response time|\bp(?:50|90|95|99)\b|inference[ _](?:time|speed)"
        r"|(?:time|seconds|ms)[ _/]per[ _](?:step|image|token|iter\w*|query)"
        r"|\bspeed\b|iteration time|time to first token|\bttft\b|query time|processed [\d,]+ \w+ in",
    ),
    ("cost", "cost", r"\bcosts?\b|\bprice\b"),
    ("kappa", "kappa", r"\bkappa\b"),
    ("kappa", "mcc", r"\bmcc\b"),
    ("kappa", "silhouette", r"\bsilhouette(?:[ _]score)?\b"),
    ("rate", "success rate", r"\b(?:success|pass|completion)[ _]rate\b"),
)
_ALL = tuple((Metric(family, name), re.compile(pattern, re.IGNORECASE)) for family, name, pattern in _NAMES)
ANY = re.compile("|".join(f"(?:{pattern})" for _, _, pattern in _NAMES), re.IGNORECASE)
"""Any metric's name."""
_HINTS = (
    *("ap", "auc", "auroc", "auprc", "acc", "cv", "faith", "ground", "halluc", "rel", "f1", "score", "measure", "rec", "sensi", "r@"),
    *("specif", "hit", "rms", "mean", "mse", "mae", "median", "wer", "cer", "error", "fpr", "rate", "r2", "r²", "r^", "squared"),
    *("loss", "entropy", "perplex", "ppl", "logprob", "brier", "bleu", "rouge", "meteor", "exact", "iou", "dice", "psnr", "ssim", "fid"),
    *("mrr", "ndcg", "throughput", "fps", "per", "tok", "qps", "rps", "req", "speed", "latenc", "time", "p50", "p90", "p95", "p99"),
    *("infer", "ttft", "processed", "cost", "price", "kappa", "mcc", "silhou"),
)
"""One of these, in lower case, stands in every name of a metric and every rate: looking for them costs a tenth of looking for a name."""

_SHARE = r"(?<![\w.,/-])(?:\d{1,3}(?:[.,]\d+)?\s?%|[01]?[.]\d{2,}|0[.]\d+|1[.]0+|\d{1,3}[.]\d+)(?![\d.]*[\w/])(?![.]\d)"
_PLAIN = r"(?<![\w.,/])-?\d[\d,]*[.]\d+(?:e[-+]?\d+)?\s?%?(?![\w/])"
_UNIT_OF_TIME = r"(?:ms|µs|us|ns|s|secs?|seconds?|min(?:utes?)?)"
TIMED = rf"(?<![\w.,-])\d[\d.,]*\s?{_UNIT_OF_TIME}\b"
RATED = (
    r"(?<![\w.,-])\d[\d.,]*\s?(?:fps|frames per second|req(?:uests)?/s(?:ec)?"
    r"|rps|qps|tok(?:ens)?/s(?:ec)?|tokens? per second|requests? per second)\b"
)
MONEY = r"(?:[$€£]\s?\d[\d.,]*|(?<![\w.,])\d[\d.,]*\s?(?:USD|EUR|cents?|dollars?)\b)"
SHARE_VALUE = re.compile(_SHARE, re.IGNORECASE)
_VALUES = {
    **dict.fromkeys(("error", "loss", "image", "ranking"), re.compile(f"{_PLAIN}|{_SHARE}", re.IGNORECASE)),
    "latency": re.compile(TIMED, re.IGNORECASE),
    "throughput": re.compile(RATED, re.IGNORECASE),
    "cost": re.compile(MONEY, re.IGNORECASE),
}
WISH = re.compile(
    r"\b(?:should|targets?|goals?|aim(?:s|ing)?|expect(?:ed)?|hope|would|could|will"
    r"|want|if|thresholds?|floors?|at least|minimum of|a minimum|defaults? (?:is|to|value|of)"
    r"|planned|e\.g\.|set to|ideally|require[sd]?)\b|[≥≤]|[<>]=|\?\s*$",
    re.IGNORECASE,
)
"""Words that make a number an aim, a limit or advice."""


def may_measure(text: str) -> bool:
    """Whether it is worth looking for a metric's name or a rate in a text: where this says no, there is none."""
    lowered = text.lower()
    return any(hint in lowered for hint in _HINTS)


@lru_cache(maxsize=4_000)
def metric_named(text: str) -> Metric | None:
    """The first metric that a text names; of those that begin at one place, the most specific."""
    cut = text[:MAX_LINE]
    if not may_measure(cut):
        return None
    found = ANY.search(cut)
    if not found:
        return None
    return next((metric for metric, pattern in _ALL if (match := pattern.match(cut, found.start())) and match.end() > found.start()), None)


def metric_of(text: str) -> str | None:
    """The family of the first metric that a text names."""
    metric = metric_named(text)
    return metric.family if metric else None


def values_of(metric: Metric) -> re.Pattern[str]:
    """How numbers of a metric are written in running text."""
    return _VALUES.get(metric.family, SHARE_VALUE)


_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?", re.IGNORECASE)


def number_of(value: str) -> tuple[float | None, str]:
    """A written value as a number (percent as a share of 1) and its unit."""
    match = _NUMBER.search(value[:60])
    if not match:
        return None, ""
    unit = (value[: match.start()] + value[match.end() :]).strip(" ~≈<>*_()±")[:20]
    text = match.group()
    try:
        number = float(text.replace(",", "." if re.fullmatch(r"-?\d{1,2},\d{1,2}", text) else ""))
    except (ValueError, OverflowError):
        return None, unit
    return (number / 100 if unit.startswith("%") else number), unit
