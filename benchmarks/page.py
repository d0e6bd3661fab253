"""Size of the candidate's page, and CPU seconds to render it, as it is and for a candidate with many repositories.

usage: python benchmarks/page.py ASSESSMENT_JSON... [--repositories 100]

The repositories of each assessment are repeated under further names, with their findings and comparisons, until there are so many. "linked"
is the page with a web address at every place, as it is for a candidate on GitHub.
"""

import argparse
import time
from pathlib import Path

from gitassay.model.assessment import Assessment
from gitassay.report.html import render_html

ADDRESS = "https://github.com/a-candidates-account/{repository}/blob/" + "a" * 40 + "/{path}#L{start}-L{end}"


def many(assessment: Assessment, wanted: int) -> Assessment:
    """The assessment with its repositories, findings and comparisons repeated; the categories keep their reasons."""
    cards, findings, comparisons = list(assessment.repositories), list(assessment.findings), list(assessment.comparisons)
    round_ = 0
    while len(cards) < wanted:
        round_ += 1
        named = {card.id: f"{card.id}-{round_}" for card in assessment.repositories}
        cards += [card.model_copy(update={"id": named[card.id]}) for card in assessment.repositories]
        findings += [
            one.model_copy(update={"id": f"{one.id}-{round_}", "repository": named.get(one.repository, one.repository)})
            for one in assessment.findings
        ]
        comparisons += [one.model_copy(update={"repository": named.get(one.repository, one.repository)}) for one in assessment.comparisons]
    kept = {card.id for card in cards[:wanted]}
    return assessment.model_copy(
        update={
            "repositories": tuple(cards[:wanted]),
            "findings": tuple(one for one in findings if one.repository in kept),
            "comparisons": tuple(one for one in comparisons if one.repository in kept),
        }
    )


def linked(assessment: Assessment) -> Assessment:
    """The assessment with a web address at every place."""
    return assessment.model_copy(
        update={
            "findings": tuple(
                one.model_copy(
                    update={
                        "locations": tuple(
                            place.model_copy(
                                update={
                                    "permalink": ADDRESS.format(
                                        repository=one.repository.rsplit("/", 1)[-1], path=place.path, start=place.start, end=place.end
                                    )
                                }
                            )
                            for place in one.locations
                        )
                    }
                )
                for one in assessment.findings
            )
        }
    )


def told(name: str, assessment: Assessment) -> str:
    """A row: name, repositories, findings, bytes of the page, CPU seconds."""
    started = time.process_time()
    page = render_html(assessment)
    spent = time.process_time() - started
    return f"| {name} | {len(assessment.repositories)} | {len(assessment.findings)} | {len(page.encode()) / 1000:.0f} kB | {spent:.2f} s |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assessments", type=Path, nargs="+")
    parser.add_argument("--repositories", type=int, default=100)
    arguments = parser.parse_args()
    print("| page | repositories | findings | size | CPU |\n| --- | --- | --- | --- | --- |")
    for path in arguments.assessments:
        assessment = Assessment.model_validate_json(path.read_text(encoding="utf-8"))
        render_html(assessment)  # the first one loads the templates
        print(told("as it is", assessment))
        print(told("linked", linked(assessment)))
        print(told("many", linked(many(assessment, arguments.repositories))))


if __name__ == "__main__":
    main()
