"""What a path alone tells: its language, and whose room it lies in."""

import re
from pathlib import PurePosixPath

LANGUAGES = {
    ".py": "python", ".pyw": "python", ".pyi": "python", ".ipynb": "notebook",
    ".js": "javascript", ".jsx": "javascript", ".mjs": "javascript", ".cjs": "javascript",
    ".ts": "typescript", ".tsx": "typescript", ".mts": "typescript", ".cts": "typescript",
    ".java": "java", ".kt": "kotlin", ".kts": "kotlin", ".go": "go", ".rs": "rust", ".c": "c", ".h": "c",
    ".cc": "cpp", ".cpp": "cpp", ".cxx": "cpp", ".hpp": "cpp", ".hh": "cpp", ".cu": "cpp", ".cuh": "cpp", ".cs": "csharp", ".rb": "ruby",
    ".php": "php", ".swift": "swift", ".scala": "scala", ".r": "r", ".jl": "julia", ".sh": "shell", ".bash": "shell",
    ".sql": "sql", ".html": "html", ".htm": "html", ".css": "css", ".scss": "css", ".vue": "vue", ".svelte": "svelte",
    ".m": "matlab", ".lua": "lua", ".dart": "dart", ".ex": "elixir", ".exs": "elixir", ".erl": "erlang", ".hs": "haskell", ".pl": "perl",
    ".clj": "clojure", ".ml": "ocaml", ".f90": "fortran",
}  # fmt: skip
"""Language by lower-case ending."""

MARKUP = frozenset({"html", "css", "sql", "notebook"})
"""Languages that are no program of their own; notebooks count through their cells."""

_VENDORED_PARTS = frozenset(
    [
        "node_modules",
        "vendor",
        "vendors",
        "third_party",
        "third-party",
        "thirdparty",
        "bower_components",
        "site-packages",
        "dist-packages",
        "pods",
        "carthage",
        ".history",
        ".yarn",
        ".tox",
        ".eggs",
        "externals",
        "external_libs",
        "jspm_packages",
    ]
)
_ENVIRONMENT = re.compile(r"(^|/)(venv|\.venv|env|\.env|virtualenv)/(lib|Lib|bin|Scripts|include)/|\.dist-info/|\.egg-info/")
_VENDORED_NAME = re.compile(r"(\.min\.(js|css)|[.-]bundle\.js|^jquery[\w.-]*\.js|^bootstrap[\w.-]*\.(js|css)|\.pack\.js)$", re.IGNORECASE)
_GENERATED_PARTS = frozenset(
    {"dist", "build", "out", ".next", ".nuxt", "coverage", "htmlcov", "__pycache__", ".ipynb_checkpoints", "_build", "__macosx"}
)
_GENERATED_NAME = re.compile(r"(^\._.*|_pb2(_grpc)?\.pyi?|\.pb\.go|_generated\.\w+|\.g\.dart|\.designer\.cs)$", re.IGNORECASE)
_TEST_PARTS = frozenset({"tests", "test", "__tests__", "spec", "specs", "testing", "unittests", "unit_tests", "e2e", "cypress"})
_TEST_NAME = re.compile(
    r"^(test_.*\.py|.*_tests?\.py|conftest\.py|.*_test\.(go|rb|exs)|.*_spec\.rb|.*\.(test|spec)\.[cm]?[jt]sx?|.*(Test|Tests|IT)\.(java|kt|cs|php))$"
)
_LOOSE_TEST_NAME = re.compile(r"^(tests?|test_?\w*|\w+_test)\.py$")
_EXAMPLE_PARTS = frozenset({"examples", "example", "demos", "demo", "samples", "sample", "tutorials", "tutorial", "playground"})
_DOCS_PARTS = frozenset({"docs", "doc", "documentation", "website"})
_DOCS_SUFFIX = frozenset({".md", ".markdown", ".rst", ".adoc", ".tex", ".txt"})
_CONFIG_SUFFIX = frozenset({".toml", ".ini", ".cfg", ".yml", ".yaml", ".lock", ".conf", ".tf", ".env", ".properties", ".gradle"})
_CONFIG_NAME = re.compile(
    r"^(requirements.*\.txt|constraints.*\.txt|pipfile(\.lock)?|package(-lock)?\.json|tsconfig.*\.json|.*dockerfile.*|containerfile|makefile"
    r"|procfile|jenkinsfile|gemfile(\.lock)?|go\.(mod|sum)|cargo\.(toml|lock)|pom\.xml|composer\.(json|lock)|\..*rc(\.\w+)?|\.\w+ignore|\.git\w+"
    r"|\.editorconfig|vercel\.json|app\.json|setup\.cfg|.*\.config\.[cm]?[jt]s|setup\.py|noxfile\.py|environment\.ya?ml)$",
    re.IGNORECASE,
)


def language_of(path: str) -> str:
    """The language by the ending, "" when it is none that is known."""
    return LANGUAGES.get(PurePosixPath(path).suffix.lower(), "")


def is_vendored(path: str) -> bool:
    """Whether the file lies in a room for other people's code."""
    folders = path.lower().split("/")[:-1]
    return any(part in _VENDORED_PARTS for part in folders) or bool(_ENVIRONMENT.search(path)) or bool(_VENDORED_NAME.search(_name(path)))


def is_generated(path: str) -> bool:
    """Whether the file lies where tools write, or is named as they name theirs."""
    folders = path.lower().split("/")[:-1]
    return any(part in _GENERATED_PARTS for part in folders) or bool(_GENERATED_NAME.search(_name(path)))


def role_by_path(path: str, language: str) -> str:
    """The role a path suggests; one of the roles of `facts.files`."""
    if is_vendored(path):
        return "vendored"
    if is_generated(path):
        return "generated"
    folders = set(path.lower().split("/")[:-1])
    name, suffix = _name(path), PurePosixPath(path).suffix.lower()
    if language and language not in ("sql", "html", "css"):
        return _source_role(name, language, folders)
    if _CONFIG_NAME.match(name) or suffix in _CONFIG_SUFFIX:
        return "config"
    if suffix in _DOCS_SUFFIX or folders & _DOCS_PARTS:
        return "docs"
    return "main" if language else "other"


def _source_role(name: str, language: str, folders: set[str]) -> str:
    if folders & _TEST_PARTS or _TEST_NAME.match(name):
        return "test"
    if folders & _EXAMPLE_PARTS:
        return "example"
    if folders & _DOCS_PARTS:
        return "docs"
    if language == "notebook":
        return "notebook"
    if _CONFIG_NAME.match(name):
        return "config"
    return "main"


def may_be_no_test(path: str) -> bool:
    """Whether a file is named like a test, outside of a folder of tests: an evaluation script `test.py` is common in machine learning."""
    folders = set(path.lower().split("/")[:-1])
    return bool(_LOOSE_TEST_NAME.match(_name(path))) and not folders & _TEST_PARTS


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]
