import pytest

from gitassay.model.outcome import Outcome
from gitassay.signals.originality.is_untouched_template import Scaffold, is_untouched_template, scaffolds
from tests.support.memory import ask


def test_a_scaffold_as_generated_is_untouched() -> None:
    finding = ask(
        is_untouched_template,
        {
            "src/App.js": (
                'import logo from "./logo.svg";\n'
                "\n"
                "function App() {\n"
                "  return <p>Edit <code>src/App.js</code> and save to reload.</p>;\n"
                "}\n"
                "\n"
                "export default App;\n"
            ),
            "src/index.js": 'import App from "./App";\n\nrender(App);\n',
        },
    )
    assert finding.outcome == Outcome.YES
    assert "matches" in finding.message


def test_a_scaffold_with_work_beside_it_is_not() -> None:
    assert (
        ask(
            is_untouched_template,
            {
                "src/App.js": (
                    'import logo from "./logo.svg";\n'
                    "\n"
                    "function App() {\n"
                    "  return <p>Edit <code>src/App.js</code> and save to reload.</p>;\n"
                    "}\n"
                    "\n"
                    "export default App;\n"
                ),
                "src/page0.js": (
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                ),
                "src/page1.js": (
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                ),
                "src/page2.js": (
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                    "export function page() {\n"
                    "  return 1;\n"
                    "}\n"
                ),
            },
        ).outcome
        == Outcome.NO
    )


def test_a_sample_page_that_was_replaced_is_not() -> None:
    assert (
        ask(
            is_untouched_template,
            {
                "src/App.js": "function App() {\n  return <p>My shop</p>;\n}\n\nexport default App;\n",
                "src/index.js": 'import App from "./App";\n\nrender(App);\n',
            },
        ).outcome
        == Outcome.NO
    )


@pytest.mark.parametrize("scaffold", scaffolds(), ids=lambda one: one.name)
def test_each_generator_is_known_by_each_of_its_signs_and_not_beside_own_work(scaffold: Scaffold) -> None:
    own = "".join(f"def part_{number}(value):\n    return value + {number}\n" for number in range(30))
    for path, text in scaffold.signs:
        code = {next(iter(sorted(scaffold.files))): "x = 1\n"} if path.endswith((".vue", ".svelte", ".html", ".rst")) else {}
        mark = "#" if path.endswith(".py") else "//"
        files: dict[str, str | bytes] = {**code, path: f"{mark} {text}\n"}
        assert ask(is_untouched_template, files).outcome == Outcome.YES, path
        assert ask(is_untouched_template, {**files, "own/work.py": own}).outcome == Outcome.NO, path
