from gitassay.model.outcome import Outcome
from gitassay.signals.originality.is_untouched_template import is_untouched_template
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
