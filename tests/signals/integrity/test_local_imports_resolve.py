from gitassay.model.outcome import Outcome
from gitassay.signals.integrity.local_imports_resolve import local_imports_resolve
from tests.support.memory import ask


def test_relative_imports_that_lead_to_files_resolve() -> None:
    assert (
        ask(local_imports_resolve, {"shop/__init__.py": "from .cart import add\n", "shop/cart.py": "def add(a):\n    return a\n"}).outcome
        == Outcome.YES
    )


def test_a_relative_import_of_a_missing_module_does_not() -> None:
    finding = ask(
        local_imports_resolve,
        {
            "shop/__init__.py": "from .cart import add\n",
            "shop/other.py": (
                "def part_0(value):\n"
                "    total = value + 0\n"
                "    return total\n"
                "\n"
                "\n"
                "def part_1(value):\n"
                "    total = value + 1\n"
                "    return total\n"
                "\n"
                "\n"
            ),
        },
    )
    assert finding.outcome == Outcome.NO
    assert ".cart" in finding.message
    assert finding.locations[0].path == "shop/__init__.py"


def test_a_module_left_out_by_gitignore_says_nothing() -> None:
    assert (
        ask(local_imports_resolve, {"shop/__init__.py": "from .secrets import KEY\n", ".gitignore": "secrets.py\n"}).outcome
        == Outcome.NOT_APPLICABLE
    )


def test_an_import_inside_try_says_nothing() -> None:
    assert (
        ask(
            local_imports_resolve, {"shop/__init__.py": "try:\n    from .speedups import add\nexcept ImportError:\n    add = None\n"}
        ).outcome
        == Outcome.NOT_APPLICABLE
    )


def test_a_script_is_found_as_bundlers_look_it_up() -> None:
    assert (
        ask(
            local_imports_resolve,
            {
                "src/a.ts": 'import { b } from "./b.js";\nimport { c } from "./c";\nb(c);\n',
                "src/b.ts": "export const b = 1;\n",
                "src/c/index.tsx": "export const c = 1;\n",
            },
        ).outcome
        == Outcome.YES
    )


def test_a_missing_script_does_not_resolve() -> None:
    assert ask(local_imports_resolve, {"src/a.js": 'import { b } from "./b";\nb();\n'}).outcome == Outcome.NO


def test_a_gitignore_in_a_folder_holds_for_that_folder() -> None:
    files = {"web/.gitignore": "config.ts\n", "web/src/a.ts": 'import { key } from "./config";\nkey();\n'}
    assert ask(local_imports_resolve, files).outcome == Outcome.NOT_APPLICABLE


def test_a_module_missing_from_an_own_package_is_named() -> None:
    files: dict[str, str | bytes] = {"src/__init__.py": "", "src/text/__init__.py": "", "src/text/a.py": "A = 1\n"}
    finding = ask(local_imports_resolve, {**files, "src/b.py": "from src.text.cleaner import clean\nfrom src.text.a import A\n"})
    assert (finding.outcome, [place.start for place in finding.locations]) == (Outcome.NO, [1])


def test_a_folder_named_as_a_declared_package_is_not_meant() -> None:
    files: dict[str, str | bytes] = {
        "requirements.txt": "transformers==4.0\n",
        "src/transformers/__init__.py": "",
        "src/transformers/a.py": "from transformers.models import bert\n",
    }
    assert ask(local_imports_resolve, files).outcome == Outcome.NOT_APPLICABLE


def test_modules_that_a_compiler_makes_are_not_missed() -> None:
    files: dict[str, str | bytes] = {"pkg/__init__.py": "", "pkg/fast.c": "int a;\n", "b.py": "import pkg.fast\n"}
    assert ask(local_imports_resolve, files).outcome == Outcome.NOT_APPLICABLE


def test_the_root_of_the_project_is_there() -> None:
    files: dict[str, str | bytes] = {"package.json": "{}\n", "test/koa/a.js": "const Koa = require('../..');\n"}
    assert ask(local_imports_resolve, files).outcome == Outcome.YES


def test_a_folder_named_as_a_part_of_python_is_not_meant() -> None:
    files: dict[str, str | bytes] = {"app/http/__init__.py": "", "app/http/a.py": "from http.cookiejar import CookieJar\n"}
    assert ask(local_imports_resolve, files).outcome == Outcome.NOT_APPLICABLE


def test_fixtures_may_import_what_is_not_there() -> None:
    assert ask(local_imports_resolve, {"test/fixtures/a.js": "import './absent';\n"}).outcome == Outcome.NOT_APPLICABLE


def test_a_package_that_others_declare_a_part_of_may_be_meant() -> None:
    files: dict[str, str | bytes] = {
        "requirements.txt": "kubeflow-tfjob\n",
        "kubeflow/__init__.py": "",
        "kubeflow/a.py": "import kubeflow.tfjob\n",
    }
    assert ask(local_imports_resolve, files).outcome == Outcome.NOT_APPLICABLE
