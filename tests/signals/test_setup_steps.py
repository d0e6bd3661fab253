from gitassay.signals.setup_steps import setup_steps
from tests.support.memory import repository


def steps(readme: str, files: dict[str, str]) -> dict[str, str]:
    facts = repository({"README.md": readme, **files})
    assert facts.readme is not None
    return {one.step: str(one.standing) for one in setup_steps(facts, facts.readme)}


APP = 'import os\nKEY = os.getenv("RAIN_API_KEY")\nPORT = os.getenv("RAIN_PORT", "80")\n'


def test_a_way_that_can_be_followed_is_complete() -> None:
    readme = "Needs Python 3.11.\n\n```sh\npip install -r requirements.txt\nexport RAIN_API_KEY=x\npython app.py\n```\n"
    assert steps(readme, {"requirements.txt": "numpy\n", "app.py": APP}) == dict.fromkeys(
        ("install", "run", "configure", "versions"), "found"
    )


def test_what_commands_need_has_to_be_there() -> None:
    readme = "```sh\npip install -r gone.txt\npython gone.py\n```\n"
    assert steps(readme, {"app.py": APP}) == dict.fromkeys(("install", "run", "configure", "versions"), "not found")


def test_what_is_not_needed_can_not_be_told() -> None:
    assert steps("Just text.\n", {"app.py": "print(1)\n"}) == {
        "install": "cannot tell",
        "run": "not found",
        "configure": "cannot tell",
        "versions": "not found",
    }


def test_code_that_uses_a_library_shows_how_to_run_it() -> None:
    readme = "```sh\npip install rain\n```\n\n```python\nfrom rain import forecast\n```\n"
    found = steps(readme, {"rain/__init__.py": "def forecast():\n    return 1\n", "pyproject.toml": '[project]\nname = "rain"\n'})
    assert (found["install"], found["run"]) == ("found", "found")


def test_an_example_of_an_environment_file_tells_variables() -> None:
    assert steps("Text.\n", {"app.py": APP, ".env.example": "RAIN_API_KEY=\n"})["configure"] == "found"
