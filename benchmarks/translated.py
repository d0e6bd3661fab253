"""How much of the pages of many runs can be said in another language: `benchmarks/translated.py FOLDER... --language de`."""

import argparse
from collections import Counter
from pathlib import Path

from gitassay.model.assessment import Assessment
from gitassay.report.html import render_html
from gitassay.report.sentences import noting_untold


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path, help="folders that hold runs")
    parser.add_argument("--language", default="de")
    arguments = parser.parse_args()
    pages = whole = 0
    left: Counter[str] = Counter()
    for path in sorted(path for folder in arguments.folders for path in folder.rglob("assessment.json")):
        try:
            assessment = Assessment.model_validate_json(path.read_text(encoding="utf-8"))
        except ValueError:
            continue
        with noting_untold() as noted:
            render_html(assessment, language=arguments.language)
        pages, whole = pages + 1, whole + (not noted)
        left.update(noted.keys())
    print(f"{pages} pages, {whole} without a sentence in English; {len(left)} sentences could not be said on some page.")
    for text, times in left.most_common(40):
        print(f"{times:5}  {text[:160]}")


if __name__ == "__main__":
    main()
