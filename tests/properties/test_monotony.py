"""More real work never lowers a suggested score, and more claims never raise one."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gitassay.model.candidate import RepositorySource
from tests.properties.portfolio import MESSAGE, PROJECT, RICH, Files, scores
from tests.signals.written import cell, notebook

FEW = settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
BARE: Files = {path: text for path, text in PROJECT.items() if not path.startswith(("tests/", ".github/"))}
TRAINED: Files = {
    **PROJECT,
    "ferry/model.py": "from sklearn.ensemble import RandomForestRegressor\nfrom sklearn.model_selection import train_test_split\n\n\n"
    "def trained(rows, hours):\n    x, x_test, y, y_test = train_test_split(rows, hours)\n    model = RandomForestRegressor()\n"
    "    model.fit(x, y)\n    return model, x_test, y_test\n",
    "requirements.txt": "fastapi==0.110.0\nopenai==1.30.0\nscikit-learn==1.4.0\n",
}
NOTEBOOKS: Files = {
    "README.md": "# Notes\n\nThis project collects notes on tides, to tell sailors when a harbour can be entered.\n",
    "tides.py": "print(1)\n",
}
PROJECTS = (BARE, PROJECT, TRAINED, NOTEBOOKS, RICH)

TESTS = (
    "from ferry.tides import is_low\n\n\ndef test_low():\n    assert is_low(1) is True\n",
    "import unittest\n\n\nclass TestTides(unittest.TestCase):\n    def test_low(self):\n        self.assertEqual(len('ab'), 2)\n",
    "import pytest\n\nfrom ferry.boats import late\n\n\n@pytest.mark.parametrize('hour', [1, 2])\n"
    "def test_late(hour):\n    assert late([], hour) == []\n",
)
EVALUATIONS = (
    "from sklearn.metrics import mean_absolute_error\n\nfrom ferry.model import trained\n\n\ndef evaluate(rows, hours):\n"
    "    model, x, y = trained(rows, hours)\n    return mean_absolute_error(y, model.predict(x))\n",
    "import json\n\nfrom ferry.ask import explain\n\n\ndef evaluate(path):\n    cases = json.load(open(path))\n"
    "    right = sum(case['expected'] in explain(case['boats']) for case in cases)\n    return right / len(cases)\n",
)
CLAIMS = (
    "We use RAG with Pinecone, LangGraph agents and Ragas evaluation in production.",
    "Trusted by 10,000 users, featured on the front page, winner of a hackathon.",
    "The author is a senior architect with ten years of experience in MLOps.",
    "It scales to millions of requests with Kubernetes, Kafka and auto-scaling.",
    "Accuracy is 99.2 % on the test set and latency 12 ms at the 99th percentile.",
    "The model outperforms the baseline: accuracy 0.93 versus 0.81, at a cost of $0.002 a call.",
    "| model | accuracy |\n|---|---|\n| baseline | 0.81 |\n| ours | 0.93 |",
    "![build](https://img.shields.io/badge/build-passing-green) ![coverage](https://img.shields.io/badge/coverage-100%25-green)",
    "It is fully tested, monitored with Prometheus and deployed with Terraform.",
    "All outputs are checked for hallucination, bias and personal data.",
)


def no_lower(before: dict[str, int | None], after: dict[str, int | None]) -> bool:
    return all((after[name] or 0) >= (score or 0) for name, score in before.items())


@FEW
@given(st.sampled_from(PROJECTS), st.lists(st.sampled_from(TESTS), min_size=1, max_size=4))
def test_a_real_test_never_lowers_a_score(files: Files, tests: list[str]) -> None:
    added = {f"tests/test_added_{number}.py": text for number, text in enumerate(tests)}
    before, after = scores(files), scores({**files, **added})
    assert no_lower(before, after), (before, after)


@FEW
@given(st.sampled_from(PROJECTS), st.lists(st.sampled_from(EVALUATIONS), min_size=1, max_size=2, unique=True))
def test_a_real_evaluation_never_lowers_a_score(files: Files, evaluations: list[str]) -> None:
    added = {f"evaluation/evaluate_{number}.py": text for number, text in enumerate(evaluations)}
    before, after = scores(files), scores({**files, **added})
    assert no_lower(before, after), (before, after)


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize("number", range(len(PROJECTS)))
def test_a_claim_never_raises_a_score(claim: str, number: int) -> None:
    files = PROJECTS[number]
    before, after = scores(files), scores({**files, "README.md": f"{files['README.md']!s}\n{claim}\n"})
    assert no_lower(after, before), (before, after)


@FEW
@given(st.sampled_from(PROJECTS), st.lists(st.sampled_from(CLAIMS), min_size=2, max_size=8, unique=True))
def test_many_claims_never_raise_a_score(files: Files, claims: list[str]) -> None:
    text = "\n\n".join(claims)
    before, after = scores(files), scores({**files, "README.md": f"{files['README.md']!s}\n## About\n\n{text}\n"})
    assert no_lower(after, before), (before, after)


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize("number", range(len(PROJECTS)))
def test_a_claim_in_the_words_beside_the_code_never_raises_a_score(claim: str, number: int) -> None:
    files = PROJECTS[number]
    before = scores(files)
    source = RepositorySource(id="ada/project", location="", local=True, description=claim, topics=("rag", "agents", "mlops"))
    assert no_lower(scores(files, source=source), before)
    assert no_lower(scores(files, message=f"{MESSAGE}. {' '.join(claim.split())}"), before)
    assert no_lower(scores({**files, "NOTES.md": f"# Notes\n\n{claim}\n"}), before)


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_in_a_docstring_or_a_package_never_raises_a_score(claim: str) -> None:
    before = scores(RICH)
    named = {"ferry/__init__.py": f'"""{claim}"""\n', "pyproject.toml": f"[project]\nname = 'ferry'\ndescription = {json.dumps(claim)}\n"}
    plain = {"ferry/__init__.py": '"""Boats."""\n', "pyproject.toml": "[project]\nname = 'ferry'\ndescription = 'Boats'\n"}
    assert no_lower(scores({**RICH, **named}), scores({**RICH, **plain})), before


TEST_PLACES = ("tests/test_more.py", "ferry/test_more.py", "tests/unit/deep/test_more.py", "test_more.py")


@pytest.mark.parametrize("place", TEST_PLACES)
@pytest.mark.parametrize("number", range(len(PROJECTS)))
def test_wherever_a_real_test_stands_it_lowers_nothing(place: str, number: int) -> None:
    files = PROJECTS[number]
    before, after = scores(files), scores({**files, place: TESTS[0]})
    assert no_lower(before, after), (before, after)


@pytest.mark.parametrize("number", range(len(PROJECTS)))
def test_a_test_in_another_language_lowers_nothing(number: int) -> None:
    files = PROJECTS[number]
    script = "import { late } from './late';\n\ntest('late', () => {\n  expect(late([])).toEqual([]);\n});\n"
    added: Files = {"web/late.js": "export const late = (boats) => boats.filter((boat) => boat.late);\n", "web/late.test.js": script}
    added["web/package.json"] = '{"name": "web", "scripts": {"test": "jest"}, "devDependencies": {"jest": "29.7.0"}}'
    before, after = scores(files), scores({**files, **added})
    assert no_lower(before, after), (before, after)


@pytest.mark.parametrize("evaluation", EVALUATIONS)
def test_an_executed_evaluation_in_a_notebook_lowers_nothing(evaluation: str) -> None:
    for files in PROJECTS:
        before = scores(files)
        after = scores({**files, "evaluation/evaluate.ipynb": notebook(cell(evaluation), cell("evaluate('cases.json')", output="0.83\n"))})
        assert no_lower(before, after), (before, after)
