"""Collects what pages say into the catalogues of reports/locale and compiles them; with --check only says what is out of date."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from sentences import messages

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "reports" / "locale"
PATTERNS = LOCALE / "patterns.txt"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "marked": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
OPTIONS = {"**.j2": {"trimmed": "false", "silent": "false"}}


def catalogs() -> dict[str, Catalog]:
    """The messages by catalogue, as the sources have them now."""
    pages, judgement = Catalog(), Catalog()
    for folder, method in (("reports/templates", ("**.j2", "jinja2.ext:babel_extract")), ("src/gitassay/report", ("**.py", "python"))):
        for file, _, message, comments, context in sorted(
            extract_from_dir(ROOT / folder, [method], OPTIONS, KEYWORDS), key=lambda row: (row[0], row[1])
        ):
            pages.add(message, locations=[(f"{folder}/{file}", 0)], auto_comments=comments, context=context)
    for sentence, places in sorted(messages().items(), key=lambda row: (sorted(row[1]), row[0])):
        if sentence not in pages:
            judgement.add(sentence, locations=[(place, 0) for place in sorted(places)])
    return {"pages": pages, "judgement": judgement}


def written() -> Iterator[tuple[Path, bytes]]:
    """Every file that the sources and the translations make: the list of patterns, the catalogues and what they compile to."""
    found = catalogs()
    patterns = sorted(str(message.id) for message in found["judgement"] if message.id and "{" in str(message.id))
    yield PATTERNS, ("\n".join(patterns) + "\n").encode()
    for folder in sorted(LOCALE.glob("*/LC_MESSAGES")):
        for domain, template in found.items():
            path = folder / f"{domain}.po"
            catalog = _updated(path, template, folder.parent.name)
            yield path, _bytes(catalog)
            compiled = io.BytesIO()
            write_mo(compiled, catalog)
            yield path.with_suffix(".mo"), compiled.getvalue()


def _updated(path: Path, template: Catalog, locale: str) -> Catalog:
    """The translations of a file for the messages there are now. Nothing is guessed: a new message starts empty."""
    old = Catalog(locale=locale)
    if path.exists():
        with path.open("rb") as file:
            old = read_po(file, locale=locale)
    catalog = Catalog(locale=locale, charset="utf-8", fuzzy=False)
    for message in template:
        if message.id:
            known = old.get(message.id if isinstance(message.id, str) else message.id[0], message.context)
            catalog.add(
                message.id,
                known.string if known else "",
                locations=message.locations,
                context=message.context,
                flags=known.flags if known else (),
            )
    return catalog


def _bytes(catalog: Catalog) -> bytes:
    content = io.BytesIO()
    catalog.header_comment = "# What pages say. `make messages` keeps it in step with the sources; translate the lines that are empty."
    write_po(content, catalog, width=140, sort_output=False, include_lineno=False, omit_header=True)
    head = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: {catalog.locale_identifier}\\n"\n'
    plural = f'"Plural-Forms: {catalog.plural_forms}\\n"\n\n'
    return (head + plural).encode() + content.getvalue().lstrip()


def _same(path: Path, content: bytes) -> bool:
    """Whether a file says the same; what is compiled carries a date and the compiler's version beside it."""
    if path.suffix != ".mo":
        return path.read_bytes() == content
    old, new = (read_mo(io.BytesIO(one)) for one in (path.read_bytes(), content))
    return [(m.id, m.context, m.string) for m in old if m.id] == [(m.id, m.context, m.string) for m in new if m.id]


def main() -> int:
    """Write what is out of date, or name it."""
    stale = [(path, content) for path, content in written() if not path.exists() or not _same(path, content)]
    if "--check" in sys.argv[1:]:
        for path, _ in stale:
            print(f"{path.relative_to(ROOT)} is out of date. Run `make messages` and translate what is new.")
        return 1 if stale else 0
    for path, content in stale:
        path.write_bytes(content)
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
