"""Which Python expressions assert something, and which of these can never fail."""

import ast

_ASSERTING = ("assert_", "assert")
_OWNERS = ("self.assert", "numpy.testing.assert", "np.testing.assert", "pandas.testing.assert", "torch.testing.assert", "tf.test.")


def is_trivial(test: ast.expr) -> bool:
    """Whether an asserted expression is true whatever the code does."""
    if isinstance(test, ast.Constant):
        return True
    if isinstance(test, ast.UnaryOp):
        return is_trivial(test.operand)
    if isinstance(test, ast.Tuple):
        return bool(test.elts)
    if isinstance(test, ast.Compare) and len(test.comparators) == 1:
        return _same(test.left, test.comparators[0])
    return False


def is_trivial_call(name: str, node: ast.Call) -> bool | None:
    """For a call that asserts: whether it can never fail. None for calls that assert nothing."""
    last = name.rsplit(".", 1)[-1]
    asserts = name.startswith(_OWNERS) or name in ("pytest.raises", "pytest.warns") or (last.startswith("assert_") and "." in name)
    asserts = asserts or (name.startswith("self.") and last.startswith(("assert", "fail")))
    if not asserts:
        return None
    if last in ("assertTrue", "assertFalse", "assert_"):
        return bool(node.args) and is_trivial(node.args[0])
    if last in ("assertEqual", "assertEquals", "assertIs", "assert_equal") and len(node.args) >= 2:
        return _same(node.args[0], node.args[1])
    return False


def _same(left: ast.expr, right: ast.expr) -> bool:
    if isinstance(left, ast.Constant) and isinstance(right, ast.Constant):
        return True
    plain = isinstance(left, ast.Name | ast.Attribute)
    return plain and ast.dump(left) == ast.dump(right)
