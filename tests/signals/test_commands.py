import pytest

from gitassay.signals.commands import is_install, is_run, simple


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("$ pip install -r requirements.txt", ["pip install -r requirements.txt"]),
        ("(venv) user@host:~$ python app.py  # start it", ["python app.py"]),
        ("cd app && npm install && npm start", ["cd app", "npm install", "npm start"]),
        ("CUDA_VISIBLE_DEVICES=0 python train.py", ["python train.py"]),
        ("sudo uv run pytest -q", ["pytest -q"]),
        ("# python app.py", []),
        ('echo "pytest"', []),
    ],
)
def test_a_line_of_shell_is_cut_into_its_commands(line: str, expected: list[str]) -> None:
    assert expected == list(simple(line))


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        ("pip install -e .", "python"),
        ("python3 -m pip install shop", "python"),
        ("conda env create -f environment.yml", "python"),
        ("npm ci", "node"),
        ("yarn", "node"),
        ("docker compose up --build", "docker"),
        ("python app.py", None),
        ("npm start", None),
        ("git clone https://example.org/a", None),
    ],
)
def test_an_install_command_is_known_by_its_kind(command: str, kind: str | None) -> None:
    assert kind == is_install(command)


@pytest.mark.parametrize(
    "command", ["python app.py", "python -m shop.cli", "streamlit run app.py", "npm run dev", "docker run -p 80:80 shop", "uvicorn app:app"]
)
def test_a_command_that_starts_something_is_a_run(command: str) -> None:
    assert is_run(command)


@pytest.mark.parametrize("command", ["python -m venv .venv", "pip install shop", "npm install", "git clone x", "python setup.py install"])
def test_a_command_that_prepares_is_no_run(command: str) -> None:
    assert not is_run(command)
