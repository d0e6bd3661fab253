"""Counts words, tells English from other languages, and reads plain text."""

import re
from collections.abc import Iterable

from gitassay.facts.readme.table import Block, Draft, Heading, Reference

MIN_WORDS = 30
"""Below this a share of words says little."""
SHARE = 0.10
LEAST_SHARE = 0.03
FOREIGN_LETTERS = 0.4
MAX_COUNTED = 200_000
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_URL = re.compile(r"https?://[^\s<>()\[\]\"'`|]{1,1000}")
_UNDERLINE = re.compile(r"^(=|-|~|\^|\*|#)\1{2,}\s*$")
_MARKED = re.compile(r"^(={1,6}|#{1,6}|\*{1,6}) +(\S.{0,300})$")
_ITEM = re.compile(r"^\s{0,40}(?:[-*+•]|\d{1,3}[.)])\s+")
_COMMON = (
    "the and of to is for with this that are it be by from can or your will which using used use how when have has not an we "
    "our its these if were into at as on you then but each see than based should they their there more also only any other "
    "what where"
)
_ENGLISH = frozenset(_COMMON.split())
_OTHERS = {
    "es": "el los las una para con que por del como esta este es son se su más en la de",
    "fr": "le les des une pour avec que qui est dans sur pas vous nous ce cette sont et du la de en",
    "de": "der die das und ist für mit nicht ein eine auf werden wird von zu dem den des sie wir sich im",
    "pt": "os uma para com que não por dos das como este esta são você ou do da em na de",
    "it": "il gli una per con che non del della sono questo questa di come nel alla è la e",
    "nl": "het een voor met niet van zijn wordt deze dit naar ook je maar bij de en",
    "tr": "ve bir bu için ile olarak olan da de çok daha gibi ise",
    "id": "yang dan untuk dengan ini adalah dari pada dalam tidak akan atau ke di",
    "pl": "i w na z do nie się jest oraz dla przez od po jak to że",
    "sv": "och att det som en på är av för med till den inte har om",
    "vi": "và của là có cho các được trong một với không này để",
    "ro": "și de la în cu pentru este un o care pe din nu sau sunt",
}
_FOREIGN = {language: frozenset(words.split()) for language, words in _OTHERS.items()}


def count_words(prose: Iterable[tuple[int, str]]) -> int:
    """How many words with a letter the prose has."""
    return sum(1 for _, text in prose for word in text.split() if any(letter.isalpha() for letter in word))


def reads_as_english(prose: Iterable[tuple[int, str]]) -> bool:
    """Whether prose reads as English, by its letters and its commonest words. Too little to tell counts as English."""
    text = " ".join(text for _, text in prose)[:MAX_COUNTED].lower()
    letters = [letter for letter in text if letter.isalpha()]
    if sum(1 for letter in letters if ord(letter) > 0x24F) > FOREIGN_LETTERS * len(letters):
        return False
    words = _WORD.findall(_URL.sub(" ", text))
    english = sum(1 for word in words if word in _ENGLISH)
    other = max(sum(1 for word in words if word in common) for common in _FOREIGN.values())
    if len(words) < MIN_WORDS:
        return other <= english + 1
    if english >= SHARE * len(words):
        return english >= other
    return english >= LEAST_SHARE * len(words) and english > other


def find_urls(text: str) -> list[str]:
    """Bare web addresses in a text, closing punctuation left off."""
    return [match.rstrip(".,;:!?*_~") for match in _URL.findall(text)]


def read_text(lines: list[str], draft: Draft) -> None:
    """Read plain text: underlined (or marked) lines are headings, indented paragraphs code, the rest prose."""
    paragraph: list[str] = []
    start = 0
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            start = start if paragraph else number
            paragraph.append(line)
            continue
        if paragraph:
            _paragraph(paragraph, start, draft)
            paragraph = []


def _paragraph(paragraph: list[str], start: int, draft: Draft) -> None:
    if all(line.startswith(("    ", "\t")) for line in paragraph) and len(paragraph) < 500:
        draft.blocks.append(
            Block("", "\n".join(line.removeprefix("\t").removeprefix("    ") for line in paragraph), start, start + len(paragraph) - 1)
        )
        return
    told: list[tuple[int, list[str]]] = []
    for number, line in enumerate(paragraph, start=start):
        following = paragraph[number - start + 1] if number - start + 1 < len(paragraph) else ""
        heading = _heading(line, following, number)
        if heading:
            draft.headings.append(heading)
        elif not _UNDERLINE.match(line):
            if not told or _ITEM.match(line):
                told.append((number, []))
            told[-1][1].append(_ITEM.sub("", line).strip())
            draft.references += [Reference(url, "", False, number) for url in find_urls(line)]
    draft.prose += [(number, " ".join(texts)) for number, texts in told]


def _heading(line: str, following: str, number: int) -> Heading | None:
    underline = _UNDERLINE.match(following)
    if underline and not _UNDERLINE.match(line):
        return Heading(line.strip()[:300], 1 if underline.group(1) == "=" else 2, number)
    marked = _MARKED.match(line[:400])
    return Heading(marked.group(2).strip("= "), len(marked.group(1)), number) if marked else None
