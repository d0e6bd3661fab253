"""Credentials in files: what looks like a real one, and what only stands in for one."""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from gitassay.facts.code.table import Unit
from gitassay.facts.facts import Facts
from gitassay.facts.files import RepositoryFile
from gitassay.facts.text import MAX_TEXT_BYTES
from gitassay.model.finding import Place
from gitassay.signals.hinted import lines_with

MAX_LINE = 4_000
MAX_FILES = 3_000
MAX_BYTES = 40_000_000
_BITS = 3.2
"""Entropy per character from which a value looks random rather than written."""

_FORMS = re.compile(
    r"(?P<github>gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})"
    r"|(?P<openai>(?<![A-Za-z0-9])sk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{32,200})"
    r"|(?P<anthropic>(?<![A-Za-z0-9])sk-ant-[A-Za-z0-9_-]{32,200})"
    r"|(?P<aws>\b(?:AKIA|ASIA)[0-9A-Z]{16}\b)"
    r"|(?P<slack>xox[baprs]-[0-9]{8,}-[A-Za-z0-9-]{20,200})"
    r"|(?P<google>AIza[0-9A-Za-z_-]{35})"
    r"|(?P<huggingface>\bhf_[A-Za-z0-9]{34,})"
    r"|(?P<groq>\bgsk_[A-Za-z0-9]{40,})"
    r"|(?P<gitlab>glpat-[A-Za-z0-9_-]{20,})"
    r"|(?P<stripe>\b[sr]k_live_[0-9A-Za-z]{16,})"
    r"|(?P<npm>\bnpm_[A-Za-z0-9]{36})"
    r"|(?P<pypi>pypi-[A-Za-z0-9_-]{50,})"
    r"|(?P<pinecone>\bpcsk_[A-Za-z0-9_]{40,})"
    r"|(?P<tavily>\btvly-[A-Za-z0-9-]{28,})"
    r"|(?P<langsmith>\blsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10})"
    r"|(?P<sendgrid>\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})"
    r"|(?P<telegram>\b\d{9,10}:AA[A-Za-z0-9_-]{33}\b)"
)
_TITLES = {
    "github": "GitHub token", "openai": "OpenAI key", "anthropic": "Anthropic key", "aws": "AWS access key", "slack": "Slack token",
    "google": "Google API key", "huggingface": "Hugging Face token", "groq": "Groq key", "gitlab": "GitLab token", "stripe": "Stripe key",
    "npm": "npm token", "pypi": "PyPI token", "pinecone": "Pinecone key", "tavily": "Tavily key", "langsmith": "LangSmith key",
    "sendgrid": "SendGrid key", "telegram": "Telegram bot token",
}  # fmt: skip
_SETTING = re.compile(
    r"(?P<key>(?:api_?key|secret|token|passw(?:or)?d|access_?key|private_?key|credentials?)[A-Za-z0-9_]{0,20})"
    r"[\"']?\s{0,4}(?:=|:)\s{0,4}(?P<quote>[\"']?)(?P<value>[^\s\"'`,;#]{12,200})(?P=quote)",
    re.IGNORECASE,
)
_GOOGLE = "AIza"
_FORM_HINTS = (
    "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "sk-", "akia", "asia", "xox", "aiza", "hf_", "gsk_", "glpat-", "k_live_", "npm_",
    "pypi-", "pcsk_", "tvly-", "lsv2_", "sg.", ":aa",
)  # fmt: skip
_KEY_HINTS = ("-----begin",)
_SETTING_HINTS = (
    "api_key", "apikey", "access_key", "accesskey", "private_key", "privatekey", "secret", "token", "passwd", "password", "credential",
)  # fmt: skip
"""What every credential shows of itself, in lower case: lines without any of it are not looked at more closely."""
_NAME_CHARACTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-"
LONGEST_NAME = 60
_PRIVATE_KEY = re.compile(r"-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED )?PRIVATE KEY-----")
_BASE64 = re.compile(r"[A-Za-z0-9+/=]{40,}")
_STANDS_IN = re.compile(
    r"your|example|sample|placeholder|change[-_]?me|dummy|fake|test|mock|insert|replace|redacted|removed|hidden|secret[-_]?(?:key|here|token)|<|>"
    r"|\$\{|\{\{|%\(|\.\.\.|…|\*{3}|x{4,}|0{6,}|1234567|abcdef|foobar|todo|none|null|undefined|process\.env|os\.|getenv|environ"
    r"|settings\.|config\.|self\.|here$",
    re.IGNORECASE,
)
_READERS = re.compile(r"(?:^|\.)(?:getenv|environ\.get|environ\.setdefault)$")
_SECRET = re.compile(r"[A-Z][A-Z0-9_]*(?:SECRET|SECRET_KEY|PASSWORD|PASSWD)$|SECRET_KEY$")
_WRITTEN = re.compile(r"[^\s\"'<>{}]{8,200}")
_NOT_A_SECRET = re.compile(
    r"token_?(?:type|url|uri|limit|count|id|name|izer|path|endpoint|budget)|max_?tokens|secret_?name|key_?name|key_?id"
    r"|password_?(?:hash|field|reset|input)|csrf|public|(?:pad|eos|bos|unk|sep|mask|cls|special)_?token|(?:_file|_path|_url)$",
    re.IGNORECASE,
)
_ENV = re.compile(r"(?:^|/)(?:[\w-]+)?\.env(?:\.(?:local|prod(?:uction)?|dev(?:elopment)?|staging))?$")
_BROWSER_KEY = re.compile(
    r"authDomain|messagingSenderId|maps\.googleapis\.com|google-services|GoogleService-Info|firebaseConfig", re.IGNORECASE
)
_SKIPPED = frozenset({"vendored", "generated"})
_ASIDE = frozenset({"test", "example", "docs"})


@dataclass(frozen=True, slots=True)
class Leak:
    """Something that looks like a real credential: its kind in words (never its value) and where it stands."""

    kind: str
    place: Place


def leaks(facts: Facts) -> tuple[Leak, ...]:
    """What looks like real credentials in the files of the snapshot; values that stand in for one are none."""
    found: list[Leak] = []
    for file in _readable(facts):
        text = facts.texts.without_pictures(file.path)
        if text:
            found.extend(_in_text(file, text))
    return tuple(dict.fromkeys(found))


def _readable(facts: Facts) -> Iterator[RepositoryFile]:
    total = 0
    ordered = sorted(facts.files, key=lambda file: (not _ENV.search(file.path), file.role not in ("main", "config", "notebook"), file.path))
    for file in ordered[:MAX_FILES]:
        if (
            file.role in _SKIPPED
            or not file.size
            or file.size > MAX_TEXT_BYTES
            or file.path.endswith((".lock", "-lock.json", ".svg", ".csv", ".map"))
        ):
            continue
        total += file.size
        if total > MAX_BYTES:
            return
        yield file


def _in_text(file: RepositoryFile, text: str) -> Iterator[Leak]:
    environment = bool(_ENV.search(file.path))
    lines = (text.replace('\\"', '"') if file.role == "notebook" else text).split("\n")  # cells stand in strings of their own
    browser = _GOOGLE in text and bool(_BROWSER_KEY.search(text[:MAX_TEXT_BYTES]))
    lower = text.lower()
    if len(lower) != len(text):  # a few letters grow when they are lowered, which would shift the lines
        lower = text
    kinds: dict[int, str] = {}
    if environment or file.role in ("main", "config", "notebook"):
        kinds |= {number: _setting(lines[number - 1][:MAX_LINE], environment) for number in lines_with(lower, _SETTING_HINTS)}
    if file.role not in _ASIDE:
        for number in lines_with(lower, _KEY_HINTS):
            cut = lines[number - 1][:MAX_LINE]
            if _PRIVATE_KEY.search(cut) and _has_body(lines, number, cut):
                kinds[number] = kinds.get(number) or "private key"
    for number in lines_with(lower, _FORM_HINTS):
        kinds[number] = _form(lines[number - 1][:MAX_LINE], browser) or kinds.get(number, "")
    for number, kind in sorted(kinds.items()):
        if kind:
            yield Leak(kind, Place(file.path, number, number))


def _form(line: str, browser: bool) -> str:
    """The kind of a credential in one of the well-known forms, "" for none."""
    for match in _FORMS.finditer(line):
        kind = match.lastgroup or ""
        value = match.group()
        if kind == "google" and browser:
            continue
        body = re.split(r"[_-]", value, maxsplit=1)[-1] if kind != "aws" else value[4:]
        if not _STANDS_IN.search(value) and "EXAMPLE" not in value and _is_random(body, mixed=kind not in ("aws", "langsmith")):
            return _TITLES[kind]
    return ""


def _setting(line: str, environment: bool) -> str:
    """The kind of a credential that is set to a literal value, "" for none."""
    stripped = line.lstrip()
    if stripped.startswith(("#", "//", "*")):
        return ""
    for match in _SETTING.finditer(line):
        key, value = _before(line, match.start("key")) + match.group("key"), match.group("value")
        quoted = bool(match.group("quote"))
        if value.startswith(_GOOGLE) or _NOT_A_SECRET.search(key) or _STANDS_IN.search(value) or not (quoted or environment):
            continue
        if (
            re.fullmatch(r"[A-Za-z0-9+/=_.-]{16,}", value)
            and not re.search(r"^[a-z]+(?:[._/-][a-z]+)*$", value)
            and _is_random(value, mixed=True)
        ):
            return "value of a setting named as a credential"
    return ""


def _before(line: str, end: int) -> str:
    """What stands directly before a position and belongs to the same name."""
    part = line[max(end - LONGEST_NAME, 0) : end]
    return part[len(part.rstrip(_NAME_CHARACTERS)) :]


def _is_random(value: str, mixed: bool) -> bool:
    """Whether a value looks drawn at random: enough entropy and, if `mixed`, letters as well as digits."""
    if mixed and not (any(one.isdigit() for one in value) and any(one.isalpha() for one in value)):
        return False
    counts = Counter(value)
    entropy = -sum(count / len(value) * math.log2(count / len(value)) for count in counts.values())
    return entropy >= _BITS


def _has_body(lines: list[str], number: int, line: str) -> bool:
    """Whether key material follows the opening line, on it or below it."""
    below = lines[number : number + 3]
    return any(_BASE64.search(one[:MAX_LINE]) and not _STANDS_IN.search(one[:200]) for one in (line.split("-----")[-1], *below))


def instead_of_secrets(unit: Unit) -> list[Place]:
    """Places that take a secret or password from the environment, or else a literal that stands on the same line."""
    found = []
    for call in unit.calls:
        if _READERS.search(call.name[:200]) and call.strings and _SECRET.match(call.strings[0]):
            others = [text.value for text in unit.texts if text.line == call.line and text.value != call.strings[0]]
            if any(_WRITTEN.fullmatch(other) and not _STANDS_IN.search(other) for other in (*call.strings[1:], *others)):
                found.append(Place(unit.path, call.line, call.end))
    return found
