"""How well copies are found beyond Python: edited copies of real files against ordinary files, by language.

usage: python benchmarks/originality_languages.py COPIES [--seed N]

COPIES holds bare repositories (owner+name[/repo][/.git]). For each language an index is built from up to 60 files of one group of
repositories. Asked are ten copies of each kind of edit, twenty blocks of 15 to 40 lines whatever they are (lists of imports, data, types)
and forty whole functions of 20 to 40 lines pasted into files of the other group (half of both renamed), and 60 files of the other group as
they are. A file is found when a region matches that is longer than any of an
unrelated file.
"""

import argparse
import random
import re
import tempfile
from pathlib import Path

from originality_peers import git_files

from gitassay.matching.extract import Extract, file_prints
from gitassay.matching.index import Index
from gitassay.matching.lexers import FAMILIES
from gitassay.matching.manifest import Source
from gitassay.matching.query import Text, match_files
from gitassay.matching.writing import write_index

GROUPS = {
    "javascript": ((".js", ".jsx"), ("bradtraversy/proshop_mern", "john-smilga/react-projects"), ("mochajs/mocha", "axios/axios")),
    "typescript": ((".ts", ".tsx"), ("vercel/ai-chatbot", "mckaywrigley/chatbot-ui"), ("reduxjs/redux", "chartjs/Chart.js")),
    "java": ((".java",), ("google/gson", "spring-projects/spring-petclinic"), ("modernmt/modernmt",)),
    "kotlin": ((".kt",), ("square/okhttp",), ("square/retrofit",)),
    "go": ((".go",), ("gin-gonic/gin", "spf13/cobra"), ("cortexlabs/cortex", "gorilla/mux")),
    "csharp": ((".cs",), ("JamesNK/Newtonsoft.Json",), ("Azure-Samples/azure-search-openai-demo-csharp",)),
    "cpp": ((".cpp", ".hpp", ".h"), ("nlohmann/json",), ("BachiLi/redner",)),
    "rust": ((".rs",), ("BurntSushi/ripgrep",), ("tokio-rs/mini-redis",)),
    "php": ((".php",), ("guzzle/guzzle",), ("slimphp/Slim",)),
    "sql": ((".sql",), ("mckaywrigley/chatbot-ui",), ("osuTitanic/titanic", "vercel/ai-chatbot")),
    "ruby": ((".rb",), ("resque/resque",), ("sinatra/sinatra",)),
}
KINDS = ("verbatim", "reformatted", "renamed", "edited", "renamed_edited", "block", "function")
_WORD = re.compile(r"(?<![\w.$@#\"'])([a-z_]\w{2,40})\b(?!\s*\()")
_KEYWORDS = """
    abstract async await bool boolean break byte case catch chan char class const continue data debugger default defer
    delete double else end enum export extends extern false final finally fixed float for foreach from func function impl
    implements import include inline int interface internal let long map match mod module move mut namespace new nil none
    null number object operator override package private protected pub public range readonly ref require return self short
    signed sizeof static string struct super switch template this throw throws trait true try type typedef typename typeof
    undefined union unless unsafe unsigned use using val var virtual void volatile where while yield def begin rescue ensure
    elsif then until and not
"""
_KEEP = frozenset(_KEYWORDS.split())
_DEF = re.compile(r"^\s*def \w")
_HEADS = {"go": r"^func\b", "rust": r"\bfn \w", "kotlin": r"\bfun\b", "php": r"\bfunction \w", "ruby": r"^\s*def \w"}
_HEAD = r"\)[^;\"'`]*\{?\s*$|=>\s*\{\s*$"
_NO_HEAD = re.compile(
    r"^\s*[}#*/.\"'@]|^\s*(?:if|for|while|switch|catch|else|do|try|using|lock|foreach|match|return|new|when|select)\b|\bnew\b"
)


def renamed(code: str) -> str:
    """Other names for what is neither called, nor a member, nor a keyword, where it stands at least twice."""
    words = [word for word in _WORD.findall(code) if word not in _KEEP]
    names = {word: f"q{number}_{word[:1]}" for number, word in enumerate(sorted({word for word in words if words.count(word) > 1}))}
    return _WORD.sub(lambda match: names.get(match.group(1), match.group(1)), code)


def reformatted(code: str) -> str:
    """Another indentation, and blank lines and blanks in other places."""
    rows = (row for row in code.split("\n") if row.strip())
    return "\n\n".join(re.sub(r"\s*([=+,{])\s*", r" \1 ", row.strip()) if '"' not in row else row.strip() for row in rows)


def edited(code: str, chance: random.Random, share: float = 0.2) -> str:
    """Deletes lines without braces, or puts others before them, `share` of all."""
    kept: list[str] = []
    for row in code.split("\n"):
        draw = chance.random() if row.strip() and not re.search(r"[{}]|^\s*(?:import|use|end|def|#)", row) else 1.0
        if draw < share / 2:
            continue
        if draw < share:
            kept.append(f"note{chance.randrange(99)} = max({chance.randrange(9)}, {chance.randrange(9)});")
        kept.append(row)
    return "\n".join(kept)


def blocks(code: str) -> list[str]:
    """Blocks of 15 to 40 lines that begin with a line of their own and end where its indentation comes back."""
    rows = code.split("\n")
    opens = re.compile(r"(?:\)|=>|\w)[^;]*\{\s*$|^\s*def ")
    return [block for start, row in enumerate(rows) if opens.search(row) and (block := _block(rows, start, start, range(15, 41)))]


def functions(code: str, head: re.Pattern[str]) -> list[str]:
    """Whole functions and methods of 20 to 40 lines, with the brace on their line or the next; no lists, types or branches."""
    rows, found = code.split("\n"), []
    for start, row in enumerate(rows):
        if not head.search(row) or _NO_HEAD.search(row):
            continue
        opened = start + 1 if rows[start + 1 : start + 2] and rows[start + 1].strip() == "{" else start
        if "{" in rows[opened] or _DEF.search(row):
            block = _block(rows, start, opened, range(20, 41))
            found += [block] if block else []
    return found


def _block(rows: list[str], start: int, opened: int, lengths: range) -> str:
    indent = len(rows[start]) - len(rows[start].lstrip())
    ends = (at for at in range(opened + 1, len(rows)) if rows[at].strip() and len(rows[at]) - len(rows[at].lstrip()) <= indent)
    end = next(ends, start)
    return "\n".join(rows[start : end + 1]) if end - start + 1 in lengths else ""


def tests(language: str, reference: list[str], others: list[str], chance: random.Random) -> dict[str, list[str]]:
    made: dict[str, list[str]] = {}
    for kind in KINDS[:5]:
        picked = chance.sample(reference, min(10, len(reference)))
        code = [renamed(one) if kind.startswith("renamed") else reformatted(one) if kind == "reformatted" else one for one in picked]
        made[kind] = [edited(one, chance) if kind.endswith("edited") else one for one in code]
    head = re.compile(_HEADS.get(language, _HEAD))
    for kind, lot in (("block", 20), ("function", 40)):
        pieces = [piece for one in reference for piece in (blocks(one) if kind == "block" else functions(one, head))]
        hosts = chance.choices(others, k=lot)
        picked = chance.sample(pieces, min(lot, len(pieces)))
        made[kind] = [
            f"{host}\n\n{renamed(piece) if at % 2 else piece}\n" for at, (host, piece) in enumerate(zip(hosts, picked, strict=False))
        ]
    made["unrelated"] = others[:60]
    return made


def measure(language: str, copies: Path, seed: int) -> str:
    endings, sources, ordinary = GROUPS[language]
    chance = random.Random(seed)
    reference = git_files(copies, sources, endings, 60, chance)
    others = git_files(copies, ordinary, endings, 60, chance)
    family = FAMILIES[language]
    extract = Extract([(f"{number}", file_prints(code, family)[0]) for number, code in enumerate(reference)])
    with tempfile.TemporaryDirectory() as folder:
        write_index("languages", [(Source("r/r", "", "0" * 40, "", "", "tutorial", "r", 0, ()), extract)], Path(folder))
        index = Index(Path(folder))
        longest = {
            kind: [
                max([0, *(region.tokens for region in match_files(index, [Text("x", "0" * 40, family, code)])[0].regions)])
                for code in codes
            ]
            for kind, codes in tests(language, reference, others, chance).items()
        }
    limit = max(longest["unrelated"], default=0)
    cells = " | ".join(f"{sum(length > limit for length in longest[kind])}/{len(longest[kind])}" for kind in KINDS)
    flagged = sum(length >= 60 for length in longest["unrelated"])
    return f"| {language} | {len(reference)} | {cells} | {limit} | {flagged}/{len(longest['unrelated'])} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("copies", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"| language | files | {' | '.join(KINDS)} | longest unrelated | unrelated of 60 tokens |")
    for language in GROUPS:
        print(measure(language, options.copies, options.seed))


if __name__ == "__main__":
    main()
