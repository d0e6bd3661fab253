import pytest

from gitassay.signals.local_modules import local_modules, normal
from tests.support.memory import repository

FILES: dict[str, str | bytes] = {
    "src/shop/__init__.py": "",
    "src/shop/cart.py": "",
    "src/shop/fast.cpython-311.so": b"\x00",
    "web/a.ts": "",
    "web/b/index.jsx": "",
    "web/logo.svg": "",
    ".gitignore": "secret.py\n/local/\n*.gen.ts\n# note\n",
}


@pytest.mark.parametrize("module", ["shop", "shop.cart", "src.shop.cart", "shop.fast", "cart"])
def test_a_module_is_found_from_any_root(module: str) -> None:
    assert local_modules(repository(FILES)).has_python(module)


@pytest.mark.parametrize("module", ["shop.basket", "flask", "shop.cart.add"])
def test_what_is_no_file_is_no_module(module: str) -> None:
    assert not local_modules(repository(FILES)).has_python(module)


@pytest.mark.parametrize(("module", "expected"), [(".cart", True), (".", True), (".basket", False), ("..shop.cart", True), (".fast", True)])
def test_a_relative_import_starts_at_its_own_folder(module: str, expected: bool) -> None:
    assert expected == local_modules(repository(FILES)).has_relative("src/shop/__init__.py", module)


@pytest.mark.parametrize(
    ("module", "expected"), [("./b", True), ("./a", True), ("./a.js", True), ("./logo.svg?raw", True), ("./c", False), ("../../out", True)]
)
def test_a_script_is_looked_up_as_bundlers_do(module: str, expected: bool) -> None:
    assert expected == local_modules(repository(FILES)).has_script("web/main.ts", module)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("secret.py", True),
        ("a/secret.py", True),
        ("local/x.py", True),
        ("x.gen.ts", True),
        ("shop/_version.py", True),
        ("a_pb2.py", True),
        ("shop/x.py", False),
    ],
)
def test_what_gitignore_or_a_build_explains_is_made_later(path: str, expected: bool) -> None:
    assert expected == local_modules(repository(FILES)).made_later(path)


@pytest.mark.parametrize(("path", "expected"), [("a/../b", "b"), ("./a//b", "a/b"), ("../a", None), ("a/./b", "a/b")])
def test_a_path_is_worked_out_inside_the_repository(path: str, expected: str | None) -> None:
    assert expected == normal(path)
