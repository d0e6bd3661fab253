"""An index of invented tutorials, and repositories compared with it."""

from pathlib import Path

from gitassay.facts.facts import Facts
from gitassay.facts.fingerprints import read_matches
from gitassay.matching.extract import Extract, file_prints
from gitassay.matching.index import Index
from gitassay.matching.lexers import FAMILIES
from gitassay.matching.manifest import Source
from gitassay.matching.writing import write_index
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.signal import Signal
from tests.support.memory import repository

SHOP = '''"""A shop that keeps its orders in a file."""

import json
from pathlib import Path


class OrderBook:
    def __init__(self, place, currency):
        self.place = Path(place)
        self.currency = currency
        self.orders = {}

    def read_orders(self):
        if not self.place.exists():
            return []
        with self.place.open() as stream:
            for row in json.load(stream):
                self.orders[row["number"]] = row["lines"]
        return sorted(self.orders.items())

    def add_order(self, number, lines):
        if number in self.orders:
            raise KeyError(f"order {number} is there already")
        total = sum(line["price"] * line["count"] for line in lines)
        self.orders[number] = {"lines": lines, "total": round(total, 2)}
        return total

    def cheapest_order(self):
        best = None
        for number, order in self.orders.items():
            if best is None or order["total"] < self.orders[best]["total"]:
                best = number
        return best

    def write_orders(self):
        rows = [{"number": number, **order} for number, order in self.orders.items()]
        self.place.write_text(json.dumps(rows, indent=2, sort_keys=True))


def format_price(value, currency):
    whole, rest = divmod(int(round(value * 100)), 100)
    return "{} {}.{:02d}".format(currency.upper(), whole, rest)


def report_orders(book):
    for number, order in book.read_orders():
        print(number.ljust(12), format_price(order["total"], book.currency).rjust(16))
    while len(book.orders) > 100:
        book.orders.pop(next(iter(book.orders)))
    return max(book.orders.values(), key=lambda order: order["total"], default=None)
'''
RENAMES = (("lines", "items"), ("number", "ref"), ("order", "ticket"), ("total", "amount"), ("value", "cents"), ("best", "least"))
OWN = """import socket
import struct


def checksum(packet, seed=0):
    first, second = seed & 0xFF, seed >> 8
    for byte in bytearray(packet):
        first = (first + byte) % 255
        second = (second + first) % 255
    return second << 8 | first


class Beacon(object):
    def __init__(self, host, port, interval):
        self.address = host, port
        self.interval = interval
        self.sequence = 0

    def announce(self, payload):
        self.sequence += 1
        head = struct.pack("!HI", checksum(payload), self.sequence)
        link = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        try:
            link.settimeout(self.interval)
            sent = link.sendto(head + payload, self.address)
        finally:
            link.close()
        return sent == len(head) + len(payload)
"""
README = "# The order book\n\n" + " ".join(
    f"Chapter {word} shows how the {word} of a shop is kept, why {word} must never be lost and what it costs when nobody looks after it."
    for word in ("order", "price", "ledger", "receipt", "basket", "voucher")
)


def renamed(code: str) -> str:
    """The same program with other names for most of its own variables."""
    for old, new in RENAMES:
        code = code.replace(f"{old}s", f"{new}s").replace(old, new)
    return code


def source(name: str, kind: str = "tutorial", family: str = "", since: int = 1_500_000_000, roots: tuple[str, ...] = ()) -> Source:
    """A source as a manifest describes it."""
    return Source(name, f"https://example.org/{name}", "d" * 40, "MIT", name.title(), kind, family or name, since, roots)


def extract(files: dict[str, str]) -> Extract:
    """What an index keeps of a source with these files."""
    found = Extract()
    for path, content in sorted(files.items()):
        language = {"py": "python", "ipynb": "notebook", "js": "javascript", "md": "text"}[path.rsplit(".", 1)[-1]]
        prints, names = file_prints(content, FAMILIES[language], language == "notebook")
        found.files.append((path, prints))
        found.names.update(names)
    return found


def index(folder: Path, *parts: tuple[Source, dict[str, str]]) -> Index:
    """An index of these sources, written to `folder` and opened."""
    write_index("Invented", [(one, extract(files)) for one, files in parts], folder)
    return Index(folder)


def compared(known: Index, files: dict[str, str | bytes], **more: object) -> Facts:
    """Facts of a repository with these files, its matches read against `known`."""
    facts = repository(files, **more)  # type: ignore[arg-type]
    readme = facts.readme.path if facts.readme else None
    found = read_matches(facts.snapshot, facts.source, facts.files, facts.notebooks, readme, facts.texts, (known,))
    facts.__dict__["matches"] = found
    return facts


def ask_compared(signal: Signal, known: Index, files: dict[str, str | bytes], **more: object) -> Finding:
    """Ask one signal about a repository with these files, compared with `known`."""
    facts = compared(known, files, **more)
    return signal.ask(facts, Answer(signal.id, facts))
