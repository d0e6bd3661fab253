from tests.facts.manifests.rows import declared, file, manifests

PYPROJECT = """\
[build-system]
requires = ["hatchling>=1.27"]

[project]
name = "My.App"
dependencies = [
    "flask==2.0",
    # a comment
    "numpy>=1.0; python_version > '3.8'",
]

[project.optional-dependencies]
test = ["pytest"]
gpu = [
    "torch>=2,<3",
]

[project.scripts]
my-app = "my_app.cli:main"

[project.entry-points."my.plugins"]
one = "my_app.one"

[dependency-groups]
dev = ["ruff", {include-group = "docs"}]
docs = ["sphinx"]
"""


def test_a_standard_pyproject_is_read() -> None:
    assert declared("pyproject.toml", PYPROJECT) == [
        ("pypi", "hatchling", ">=1.27", "floor", "build", 2),
        ("pypi", "flask", "==2.0", "pinned", "main", 7),
        ("pypi", "numpy", ">=1.0", "floor", "main", 9),
        ("pypi", "pytest", "", "any", "test", 13),
        ("pypi", "torch", ">=2,<3", "bounded", "optional", 15),
        ("pypi", "ruff", "", "any", "dev", 25),
        ("pypi", "sphinx", "", "any", "docs", 26),
    ]
    assert file("pyproject.toml", PYPROJECT).entry_points == (("my-app", "my_app.cli:main", 19), ("one", "my_app.one", 22))
    assert manifests({"pyproject.toml": PYPROJECT}).package_names == ("my-app",)


POETRY = """\
[tool.poetry]
name = "my-app"

[tool.poetry.dependencies]
python = "^3.9"
flask = "^2.0"
numpy = "1.21.0"
pandas = { version = ">=1.0", optional = true }
anything = "*"
tool = { git = "https://git.example/tool.git" }
"local.thing" = { path = "../thing" }

[tool.poetry.group.dev.dependencies]
black = ">=22,<24"

[tool.poetry.group.test.dependencies]
pytest = "~7.0"

[tool.poetry.dev-dependencies]
mypy = "^1.0"

[tool.poetry.scripts]
app = "my_app:main"
"""


def test_poetry_groups_have_their_scopes() -> None:
    assert declared("pyproject.toml", POETRY) == [
        ("pypi", "flask", "^2.0", "bounded", "main", 6),
        ("pypi", "numpy", "1.21.0", "pinned", "main", 7),
        ("pypi", "pandas", ">=1.0", "floor", "optional", 8),
        ("pypi", "anything", "*", "any", "main", 9),
        ("pypi", "tool", "https://git.example/tool.git", "url", "main", 10),
        ("pypi", "local-thing", "../thing", "path", "main", 11),
        ("pypi", "black", ">=22,<24", "bounded", "dev", 14),
        ("pypi", "pytest", "~7.0", "bounded", "test", 17),
        ("pypi", "mypy", "^1.0", "bounded", "dev", 20),
    ]
    assert file("pyproject.toml", POETRY).entry_points == (("app", "my_app:main", 23),)


def test_development_packages_of_pdm_uv_and_hatch_are_read() -> None:
    text = (
        '[tool.pdm.dev-dependencies]\ntest = ["pytest==8.0"]\n[tool.uv]\ndev-dependencies = [\n  "ruff",\n]\n'
        '[tool.hatch.envs.default]\ndependencies = ["coverage"]\n'
    )
    assert declared("pyproject.toml", text) == [
        ("pypi", "pytest", "==8.0", "pinned", "test", 2),
        ("pypi", "ruff", "", "any", "dev", 5),
        ("pypi", "coverage", "", "any", "dev", 8),
    ]


def test_dotted_and_inline_tables_keep_their_lines() -> None:
    text = 'project.name = "x"\nproject.dependencies = ["a"]\ntool.poetry = { dependencies = { b = "1.0" } }\n'
    assert declared("pyproject.toml", text) == [("pypi", "a", "", "any", "main", 2), ("pypi", "b", "1.0", "pinned", "main", 3)]


def test_dynamic_dependencies_make_it_dynamic() -> None:
    assert file("pyproject.toml", '[project]\nname = "x"\ndynamic = ["dependencies"]\n').dynamic
    assert not file("pyproject.toml", '[project]\nname = "x"\ndynamic = ["version"]\n').dynamic


def test_packages_taken_from_a_requirements_file_that_is_there_are_known() -> None:
    text = '[project]\nname = "x"\ndynamic = ["dependencies"]\n[tool.setuptools.dynamic]\ndependencies = { file = ["requirements.txt"] }\n'
    both = manifests({"pyproject.toml": text, "requirements.txt": "numpy\n"}).files
    assert [(one.path, one.dynamic) for one in both] == [("pyproject.toml", False), ("requirements.txt", False)]
    assert file("pyproject.toml", text).dynamic


def test_a_pipfile_is_read() -> None:
    text = (
        '[[source]]\nurl = "https://a.example"\n[packages]\nflask = "*"\nnumpy = "==1.2"\nme = {editable = true, path = "."}\n'
        '[dev-packages]\npytest = {version = ">=7", extras = ["x"]}\n[requires]\npython_version = "3.8"\n'
        '[scripts]\nserve = "python app.py"\n'
    )
    assert declared("Pipfile", text) == [
        ("pypi", "flask", "*", "any", "main", 4),
        ("pypi", "numpy", "==1.2", "pinned", "main", 5),
        ("pypi", "me", ".", "path", "main", 6),
        ("pypi", "pytest", ">=7", "floor", "dev", 8),
    ]
    assert file("Pipfile", text).scripts == (("serve", "python app.py"),)


SETUP = """\
from setuptools import setup

BASE = ["numpy>=1.0"]
TEST = ("pytest",)

setup(
    name="My_App",
    install_requires=BASE + [
        "flask==2.0",
    ],
    tests_require=TEST,
    extras_require={"docs": ["sphinx"], "gpu": ["torch"]},
    entry_points={"console_scripts": ["my-app = my_app.cli:main"]},
)
"""


def test_setup_py_is_read_without_running_it() -> None:
    assert declared("setup.py", SETUP) == [
        ("pypi", "numpy", ">=1.0", "floor", "main", 3),
        ("pypi", "pytest", "", "any", "test", 4),
        ("pypi", "flask", "==2.0", "pinned", "main", 9),
        ("pypi", "sphinx", "", "any", "docs", 12),
        ("pypi", "torch", "", "any", "optional", 12),
    ]
    found = file("setup.py", SETUP)
    assert (found.dynamic, found.entry_points) == (False, (("my-app", "my_app.cli:main", 13),))
    assert manifests({"setup.py": SETUP}).package_names == ("my-app",)


def test_computed_packages_make_setup_py_dynamic() -> None:
    for value in ("read()", "[x for x in y]", "unknown", "f'{a}'", "open('deps.txt').read()"):
        assert file("setup.py", f"from setuptools import setup\nsetup(install_requires={value})\n").dynamic
    assert file("setup.py", "setup(**config)\n").dynamic
    assert file("setup.py", "deps = ['a']\ndeps.append('b')\nsetup(install_requires=deps)\n").dynamic
    assert file("setup.py", "a = b\nb = a\nsetup(install_requires=a)\n").dynamic


def test_setup_py_that_reads_the_requirements_file_beside_it_is_known() -> None:
    text = (
        "from setuptools import setup\nwith open('requirements.txt') as file:\n    deps = file.read().split()\n"
        "setup(install_requires=deps)\n"
    )
    found = manifests({"setup.py": text, "requirements.txt": "numpy\n"})
    assert [(one.path, one.dynamic, one.includes) for one in found.files] == [
        ("requirements.txt", False, ()),
        ("setup.py", False, ("requirements.txt",)),
    ]


def test_setup_cfg_is_read() -> None:
    text = (
        "[metadata]\nname = my-app\n\n[options]\ninstall_requires =\n    flask==2.0\n    # no\n"
        "    numpy; python_version < '3.9'\nsetup_requires = wheel; cython\n"
        "[options.extras_require]\ntest =\n    pytest\n[options.entry_points]\nconsole_scripts =\n    app = my_app:main\n"
    )
    assert declared("setup.cfg", text) == [
        ("pypi", "flask", "==2.0", "pinned", "main", 6),
        ("pypi", "numpy", "", "any", "main", 8),
        ("pypi", "cython", "", "any", "build", 9),
        ("pypi", "wheel", "", "any", "build", 9),
        ("pypi", "pytest", "", "any", "test", 12),
    ]
    assert file("setup.cfg", text).entry_points == (("app", "my_app:main", 15),)
    assert file("setup.cfg", "[options]\ninstall_requires = file: requirements.txt\n").dynamic
