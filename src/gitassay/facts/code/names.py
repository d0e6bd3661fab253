"""Scopes of one source file, and what a dotted name in them stands for; the same for every language."""

from bisect import bisect_right
from dataclasses import dataclass, field

MAX_NAME = 300
MAX_DEPTH = 25
MAX_LEVELS = 200
MODULE = "\0"
"""Opens a head that is the name of a module itself, as in `require("x").y`."""
_INSTANCE = ("self", "this", "cls")
_KEPT_HEAD, _KEPT_TAIL = 120, 100


@dataclass(slots=True)
class Binding:
    """A name given a meaning at a position: imported `text`, another chain (`head` and `tail`), a function, or nothing known."""

    at: int
    text: str | None = None
    head: str | None = None
    tail: str = ""
    scope: "Scope | None" = None
    function: "Scope | None" = None
    meaning: tuple[str, bool] | None = None


@dataclass(slots=True)
class Scope:
    """A module, class or function. `name` is qualified; `members` are attributes set on the instance.

    `owner` is the class around it, or itself when it is one; `counted` the scope its statements count for: a callback
    without a name belongs to what is around it.
    """

    name: str
    kind: str
    parent: "Scope | None" = None
    names: dict[str, list[Binding]] = field(default_factory=dict)
    members: dict[str, list[Binding]] = field(default_factory=dict)
    returns: Binding | None = None
    statements: int = 0
    counted: "Scope" = field(init=False)
    owner: "Scope | None" = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.counted = self
        if self.parent is not None:
            self.counted = self.parent.counted if self.kind == "callback" else self
            self.owner = self if self.kind == "class" else self.parent.owner

    def inner(self, name: str) -> str:
        """The qualified name of something defined in here; without the way to it when that is very long."""
        return f"{self.name}.{name}" if self.name and len(self.name) < MAX_NAME else name

    def bind(self, name: str, binding: Binding) -> None:
        """Give a name another meaning from a position on."""
        known = self.names.get(name)
        if known is None:
            self.names[name] = [binding]
        elif known[-1].at <= binding.at:
            known.append(binding)
        else:
            known.insert(bisect_right(known, binding.at, key=_position), binding)


def _position(binding: Binding) -> int:
    return binding.at


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds a node: its scope, and whether it stands in a loop, in a guarded `try`, in a conditional import or its fallback."""

    scope: Scope
    loop: bool = False
    guarded: bool = False
    optional: bool = False
    fallback: bool = False


class Names:
    """Resolves chains such as `client` + `.chat.completions.create` to what they were imported as.

    A chain is a head (a plain name) and a tail in which `()` marks a call: `f().x` is `f` and `().x`.
    """

    def __init__(self, star: str | None = None, known: frozenset[str] = frozenset()) -> None:
        """`star` is the module whose names were all imported, if it is exactly one; `known` are names of the language itself."""
        self.star = star
        self.known = known

    def resolve(self, head: str, tail: str, scope: Scope, at: int) -> str:
        """The dotted name that a chain at a position stands for, at most 300 characters."""
        text, _ = self._expand(head, tail, scope, at, 0)
        return text if len(text) <= MAX_NAME else _shortened(text)

    def of_filled(self, chains: list[tuple[str, str]], scope: Scope, at: int) -> tuple[str, ...]:
        """Names as written and as resolved, each once and in order: what is filled into a text is asked for by either."""
        found: dict[str, None] = {}
        for head, tail in chains:
            found[_plain(head, tail)[:MAX_NAME]] = None
            found[self.resolve(head, tail, scope, at)] = None
        return tuple(found)

    def _expand(self, head: str, tail: str, scope: Scope, at: int, depth: int) -> tuple[str, bool]:
        """The dotted name, and whether it leads to an import."""
        if depth > MAX_DEPTH:
            return _plain(head, tail), False
        if head.startswith(MODULE):
            return _plain(head[1:], tail), True
        if head in _INSTANCE:
            return self._member(head, tail, scope, depth)
        found = self._find(head, scope, at)
        if found is None:
            if self.star and head not in self.known:
                return _plain(f"{self.star}.{head}", tail), True
            return _plain(head, tail), False
        return self._follow(found, head, tail, depth)

    def _follow(self, found: Binding, head: str, tail: str, depth: int) -> tuple[str, bool]:
        if found.text is not None:
            return _plain(found.text, tail), True
        if found.function is not None:
            return self._returned(found.function, head, tail, depth)
        if found.head is None or found.scope is None:
            return _plain(head, tail), False
        if found.meaning is None:
            found.meaning = (head, False)
            text, imported = self._expand(found.head, found.tail, found.scope, found.at - 1, depth + 1)
            found.meaning = (text if len(text) <= MAX_NAME else _shortened(text), imported)
        text, imported = found.meaning
        return _plain(text, tail), imported

    def _returned(self, function: Scope, head: str, tail: str, depth: int) -> tuple[str, bool]:
        """A call of a function of this file is what the function returns, when that leads to an import."""
        back = function.returns
        if back is not None and back.head is not None and back.scope is not None and tail.startswith("()"):
            text, imported = self._expand(back.head, back.tail, back.scope, back.at, depth + 1)
            if imported:
                return _plain(text, tail[2:]), True
        return _plain(head, tail), False

    def _member(self, head: str, tail: str, scope: Scope, depth: int) -> tuple[str, bool]:
        owner = scope.owner
        if owner is None or not tail.startswith("."):
            return _plain(head, tail), False
        name, rest = _first(tail[1:])
        bindings = owner.members.get(name) or owner.names.get(name)
        if not bindings:
            return _plain(head, tail), False
        found = next((one for one in bindings if one.head or one.text or one.function), bindings[0])
        text, imported = self._follow(found, f"{head}.{name}", rest, depth)
        return text, imported

    @staticmethod
    def _find(head: str, scope: Scope, at: int) -> Binding | None:
        """The binding that holds at a position: the last before it here, else the last one further out."""
        bindings = scope.names.get(head)
        if bindings is not None:
            index = bisect_right(bindings, at, key=_position)
            return bindings[index - 1] if index else bindings[0]
        outer = scope.parent
        for _ in range(MAX_LEVELS):
            if outer is None:
                break
            if outer.kind != "class":
                bindings = outer.names.get(head)
                if bindings is not None:
                    return bindings[-1]
            outer = outer.parent
        return None


def _plain(head: str, tail: str) -> str:
    return head + tail.replace("()", "") if tail else head


def _first(tail: str) -> tuple[str, str]:
    """The first name of `a.b().c`, and what follows it."""
    end = len(tail)
    for mark in (".", "("):
        index = tail.find(mark)
        if index != -1:
            end = min(end, index)
    return tail[:end], tail[end:]


def _shortened(text: str) -> str:
    """Keep where a long chain comes from and what it ends in."""
    return text[:_KEPT_HEAD].rpartition(".")[0] + "." + text[-_KEPT_TAIL:].partition(".")[2]
