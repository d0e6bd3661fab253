"""Which Python expressions assert something, and which of these can never fail."""

import ast

_MAX_NODES = 200
_RAISES = frozenset({"pytest.raises", "pytest.warns", "pytest.deprecated_call"})
_EQUALS = frozenset({"assertEqual", "assertEquals", "assertIs", "assertAlmostEqual", "assertListEqual", "assertDictEqual", "assert_equal"})
_TRUTHS = frozenset({"assertTrue", "assert_", "assertIsNotNone"})
_LEAVES = (ast.Constant, ast.UnaryOp, ast.BinOp, ast.BoolOp, ast.Compare, ast.operator, ast.unaryop, ast.cmpop, ast.boolop)
_REFLEXIVE = (ast.Eq, ast.Is, ast.LtE, ast.GtE)


def asserts(name: str) -> bool:
    """Whether a call of this resolved name asserts something: unittest, mock, numpy, pandas, torch and pytest name theirs so."""
    return name in _RAISES or name.rpartition(".")[2].startswith("assert")


def is_trivial_call(name: str, node: ast.Call) -> bool:
    """Whether an asserting call can never fail."""
    last, values = name.rpartition(".")[2], node.args
    if last in _EQUALS and len(values) >= 2:
        return _same(values[0], values[1]) or (_is_constant(values[0]) and _is_constant(values[1]))
    return last in _TRUTHS and bool(values) and is_trivial(values[0])


def is_trivial(test: ast.AST) -> bool:
    """Whether an asserted expression is made of constants only, or compares something with itself. `assert False` does fail."""
    if isinstance(test, ast.Constant):
        return bool(test.value)
    if isinstance(test, ast.Tuple):
        return bool(test.elts)
    if isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], _REFLEXIVE):
        return _same(test.left, test.comparators[0]) or _is_constant(test)
    return _is_constant(test)


def _same(left: ast.AST, right: ast.AST) -> bool:
    """Whether two expressions are written alike and call nothing (a call may give another value the second time)."""
    if type(left) is not type(right):
        return False
    nodes = _nodes(left)
    if nodes is None or any(isinstance(one, ast.Call | ast.Await) for one in nodes):
        return False
    return ast.dump(left) == ast.dump(right)


def _is_constant(node: ast.AST) -> bool:
    nodes = _nodes(node)
    return nodes is not None and all(isinstance(one, _LEAVES) for one in nodes)


def _nodes(node: ast.AST) -> list[ast.AST] | None:
    """The nodes below, or None when they are too many to bother."""
    nodes = [one for _, one in zip(range(_MAX_NODES), ast.walk(node), strict=False)]
    return nodes if len(nodes) < _MAX_NODES else None
