"""Generated applicants: an account each on a loopback GitHub, with small repositories whose content differs from one to the next."""

from pathlib import Path

from tests.support.githubserver import Account, Repository
from tests.support.gitrepo import CommitSpec, make_repository

BEGIN = 1_700_000_000
USES = (
    "import openai\n\nclient = openai.OpenAI()\n\n\ndef ask(text):\n    return client.responses.create(model='m', input=text)\n",
    "import fastapi\n\napp = fastapi.FastAPI()\n\n\n@app.get('/')\ndef root():\n    return {'n': NUMBER}\n",
    "import numpy as np\n\n\ndef near(one, other):\n    return float(np.dot(one, other))\n",
    "from sklearn.linear_model import LogisticRegression\n\nmodel = LogisticRegression(C=NUMBER)\n",
    "import sqlite3\n\n\ndef rows(path):\n    return sqlite3.connect(path).execute('select NUMBER').fetchall()\n",
)


def make_applicant(root: Path, number: int, repositories: int = 2) -> Account:
    """Make the repositories of one applicant below `root`, for a git server, and tell GitHub's side of it."""
    login = f"applicant{number}"
    email = f"{login}@example.org"
    names = []
    for one in range(repositories):
        name = f"project{one}"
        text = USES[(number + one) % len(USES)].replace("NUMBER", str(number * 10 + one))
        readme = f"# {name} {number}\n\nIt does {one}.\n"
        test = f"from app import *\n\n\ndef test_{number}():\n    assert {number} + {one} == {number + one}\n"
        make_repository(
            root / login / f"{name}.git",
            (
                CommitSpec("Begin", {"README.md": readme, "app.py": text}, email=email, time=BEGIN + number),
                CommitSpec("Test it", {"tests/test_app.py": test}, email=email, time=BEGIN + 86_400 + number),
            ),
        )
        names.append(Repository(name, email=email, odd={"id": number * 100 + one}))
    return Account(login, number=1_000 + number, repositories=tuple(names))


def write_list(path: Path, accounts: list[Account]) -> Path:
    """The list of applicants as CSV."""
    lines = [f"A-{number:04d},{account.login}\n" for number, account in enumerate(accounts, 1)]
    path.write_text("id,github\n" + "".join(lines))
    return path
