"""Reads YAML as a tree of nodes with lines; nothing is constructed, and no value is guessed from its spelling."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from gitassay.facts.formats.errors import UnreadableError

MAX_CHARACTERS = 200_000
MAX_LINE = 20_000
MAX_DEPTH = 60
MAX_NODES = 60_000
MAX_EXPANDED = 200_000
"""Nodes counted as often as aliases repeat them."""
MAX_DOCUMENTS = 200
_BREAKS = str.maketrans(dict.fromkeys("\r\x85\u2028\u2029", " "))
"""What YAML counts as the end of a line, and git does not."""
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True, eq=False)
class Node:
    """A value of a YAML document. `text` is a scalar as written; `pairs` those of a mapping in order, `items` those of a sequence."""

    kind: str
    line: int
    text: str = ""
    plain: bool = False
    pairs: list[tuple["Node", "Node"]] = field(default_factory=list)
    items: list["Node"] = field(default_factory=list)
    size: int = 1

    def entries(self) -> Iterator[tuple[str, "Node", int]]:
        """Keys (as text), values and the lines of keys of a mapping; merged mappings come after its own keys."""
        merged: list[Node] = []
        for key, value in self.pairs:
            if key.text == "<<" and key.plain:
                merged += value.items or [value]
            elif key.kind == "scalar":
                yield key.text, value, key.line
        own = {key.text for key, _ in self.pairs}
        for one in merged:
            for key, value in one.pairs:
                if key.kind == "scalar" and key.text not in own:
                    own.add(key.text)
                    yield key.text, value, key.line

    def get(self, name: str) -> "Node | None":
        """The value of a key, None when there is none."""
        return next((value for key, value, _ in self.entries() if key == name), None)

    def line_of(self, name: str) -> int:
        """The line of a key; the node's own when there is none."""
        return next((line for key, _, line in self.entries() if key == name), self.line)

    def string(self, name: str) -> str:
        """The scalar of a key as text, "" when there is none."""
        value = self.get(name)
        return value.text if value is not None and value.kind == "scalar" else ""

    def children(self, name: str) -> list["Node"]:
        """The items of the sequence under a key."""
        value = self.get(name)
        return value.items if value is not None else []

    def strings(self) -> list["Node"]:
        """Scalars of this node: itself, or those of a sequence, sequences in it included once."""
        if self.kind == "scalar":
            return [self]
        return [inner for item in self.items for inner in ([item] if item.kind == "scalar" else item.items) if inner.kind == "scalar"]


@dataclass(slots=True)
class _Open:
    node: Node
    key: Node | None = None


def read_yaml(text: str) -> list[Node]:
    """Return the documents of a text.

    Raises:
        UnreadableError: too large, no YAML, nested too deep, or aliases that would make it too large.
    """
    if len(text) > MAX_CHARACTERS:
        raise UnreadableError(f"larger than {MAX_CHARACTERS // 1000} kB of YAML")
    if any(len(line) > MAX_LINE for line in text.split("\n")):
        raise UnreadableError("a line longer than 20 kB")
    try:
        return _Builder().build(text.replace("\r\n", "\n").translate(_BREAKS))
    except (yaml.YAMLError, ValueError, RecursionError, MemoryError) as error:
        raise error if isinstance(error, UnreadableError) else UnreadableError("not valid YAML") from error


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


class _Builder:
    """Builds nodes from the parser's events, so that depth and size are known before they hurt."""

    def __init__(self) -> None:
        self._open: list[_Open] = []
        self._anchors: dict[str, Node | None] = {}
        self._documents: list[Node] = []
        self._nodes = 0

    def build(self, text: str) -> list[Node]:
        for event in yaml.parse(text, Loader=_LOADER):
            self._take(event)
            if len(self._documents) >= MAX_DOCUMENTS:
                break
        return self._documents

    def _take(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._add(self._known(event.anchor or ""))
        elif isinstance(event, yaml.ScalarEvent):
            node = Node("scalar", _line(event), event.value, plain=not event.style)
            self._count(event.anchor, node)
            self._add(node)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            kind = "mapping" if isinstance(event, yaml.MappingStartEvent) else "sequence"
            node = Node(kind, _line(event))
            self._count(event.anchor, None)
            self._open.append(_Open(node))
            if event.anchor:
                self._pending(event.anchor, node)
            if len(self._open) > MAX_DEPTH:
                raise UnreadableError("nested too deep")
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            closed = self._open.pop().node
            self._finish(closed)
            self._add(closed)
        elif isinstance(event, yaml.DocumentEndEvent):
            self._anchors.clear()

    def _count(self, anchor: str | None, node: Node | None) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise UnreadableError("too many values")
        if anchor:
            self._anchors[anchor] = node

    def _pending(self, anchor: str, node: Node) -> None:
        """Remember an anchor whose node is not complete: an alias to it would be endless."""
        node.text = anchor

    def _finish(self, node: Node) -> None:
        if node.text:
            self._anchors[node.text] = node
            node.text = ""

    def _known(self, anchor: str) -> Node:
        node = self._anchors.get(anchor)
        if node is None:
            raise UnreadableError("an alias that refers to itself or to nothing")
        return node

    def _add(self, node: Node) -> None:
        if not self._open:
            self._documents.append(node)
            return
        parent = self._open[-1]
        parent.node.size += node.size
        if parent.node.size > MAX_EXPANDED:
            raise UnreadableError("aliases that would make it too large")
        if parent.node.kind == "sequence":
            parent.node.items.append(node)
        elif parent.key is None:
            parent.key = node
        else:
            parent.node.pairs.append((parent.key, node))
            parent.key = None
