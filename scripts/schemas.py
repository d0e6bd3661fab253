"""Writes the JSON Schemas of the documents gitassay reads and writes; with --check only says which are out of date."""

import json
import sys
from pathlib import Path

from pydantic import BaseModel

from gitassay.model.assessment import Assessment
from gitassay.model.decision import DecisionFile
from gitassay.model.rubric import Rubric
from gitassay.model.scorecard import Scorecard
from gitassay.model.summary import Summary

FOLDER = Path(__file__).parents[1] / "config" / "schema"
DOCUMENTS: dict[str, type[BaseModel]] = {
    "assessment": Assessment,
    "decision": DecisionFile,
    "rubric": Rubric,
    "scorecard": Scorecard,
    "summary": Summary,
}


def schema(document: type[BaseModel]) -> str:
    """The JSON Schema of one document, as it is stored."""
    content = {"$schema": "https://json-schema.org/draft/2020-12/schema", **document.model_json_schema()}
    return json.dumps(content, indent=2, sort_keys=True, ensure_ascii=True) + "\n"


def main(arguments: list[str]) -> int:
    """Write the schemas, or compare them. The exit code is 1 when one is out of date."""
    stale = []
    for name, document in DOCUMENTS.items():
        path = FOLDER / f"{name}.schema.json"
        text = schema(document)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path.name)
            if "--check" not in arguments:
                FOLDER.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="\n")
    if stale and "--check" in arguments:
        print(f"Out of date in config/schema: {', '.join(stale)}. Run make schema.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
