"""Edits of Python files as people make them when they take code over; used by originality_peers.py."""

import ast
import random

KINDS = ("verbatim", "reformatted", "renamed", "edited", "renamed_edited", "shuffled", "half_pasted")


class _Renamer(ast.NodeTransformer):
    """Gives every argument and assigned local name of functions another one."""

    def __init__(self, names: set[str]) -> None:
        self._names = {name: f"{name[:1]}{number}_v" for number, name in enumerate(sorted(names))}

    def visit_Name(self, node: ast.Name) -> ast.AST:
        node.id = self._names.get(node.id, node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        node.arg = self._names.get(node.arg, node.arg)
        return node


def _locals(tree: ast.AST) -> set[str]:
    names = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)} - {"self", "cls"}
    names |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return names - {node.arg for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg}


def renamed(code: str) -> str:
    tree = ast.parse(code)
    return ast.unparse(_Renamer(_locals(tree)).visit(tree))


def edited(code: str, chance: random.Random, share: float = 0.2) -> str:
    """Deletes statements, or puts others before them, `share` of all."""
    tree = ast.parse(code)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.stmt):
            kept: list[ast.stmt] = []
            for statement in body:
                draw = chance.random()
                if draw < share / 2:
                    continue
                if draw < share:
                    kept.append(ast.parse(f"note_{chance.randrange(99)} = max({chance.randrange(9)}, {chance.randrange(9)})").body[0])
                kept.append(statement)
            node.body = kept or [ast.Pass()]
    return ast.unparse(ast.fix_missing_locations(tree))


def shuffled(code: str, chance: random.Random) -> str:
    tree = ast.parse(code)
    chance.shuffle(tree.body)
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            chance.shuffle(node.body)
    return ast.unparse(tree)


def edit(kind: str, code: str, other: str, chance: random.Random) -> str:
    """One edit of `code`; `other` is an unrelated file into which half of it is pasted."""
    if kind == "verbatim":
        return code
    if kind == "reformatted":
        return ast.unparse(ast.parse(code))
    if kind == "renamed":
        return renamed(code)
    if kind == "edited":
        return edited(code, chance)
    if kind == "renamed_edited":
        return edited(renamed(code), chance)
    if kind == "shuffled":
        return shuffled(code, chance)
    rows = code.split("\n")
    return other + "\n" + "\n".join(rows[len(rows) // 4 : len(rows) * 3 // 4])


def functions(code: str, least: int = 20, most: int = 40) -> list[str]:
    """The source of each function of 20 to 40 lines."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef) and least <= (node.end_lineno or 0) - node.lineno + 1 <= most:
            rows = code.split("\n")[node.lineno - 1 : node.end_lineno]
            indent = len(rows[0]) - len(rows[0].lstrip())
            found.append("\n".join(row[indent:] for row in rows))
    return found
