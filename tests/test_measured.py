from gitassay.measured import MOST_RESULTS, measured_card
from gitassay.model.candidate import RepositorySource
from tests.support.memory import repository

README = "# Letters\n\n[Live Demo](https://letters.streamlit.app/)\n\n| model | accuracy | mrr |\n|---|---|---|\n| ours | 84.5% | 0.61 |\n"
CODE = (
    "from sklearn.datasets import load_iris\nfrom sklearn.metrics import accuracy_score\n\n"
    "x = load_iris()\nm.fit(x)\nprint(accuracy_score(a, b))\n"
)


def test_a_card_tells_results_with_what_stands_behind_them_data_and_demos() -> None:
    card = measured_card(repository({"README.md": README, "train.py": CODE}))
    assert (
        [(row.metric, row.value, row.backing, row.backing_path) for row in card.results],
        (card.claimed, card.data, [(demo.url, demo.state) for demo in card.demos]),
    ) == (
        [("accuracy", "84.5%", "code that computes the metric", "train.py"), ("mrr", "0.61", "", "")],
        (1, "toy", [("https://letters.streamlit.app/", "not checked")]),
    )


def test_of_many_results_a_part_is_shown_and_all_are_counted() -> None:
    rows = "".join(f"| m{number} | 0.{number:03} |\n" for number in range(100, 160))
    card = measured_card(repository({"README.md": f"# P\n\n| model | accuracy |\n|---|---|\n{rows}"}))
    assert (len(card.results), card.results_found) == (MOST_RESULTS, 60)


def test_texts_of_the_candidate_are_made_visible_and_cut() -> None:
    source = RepositorySource(id="ada/letters", location="", local=True)
    text = "# P\n\n| model | accuracy |\n|---|---|\n| o\u202eurs" + "x" * 200 + " | 0.845 |\n"
    (row,) = measured_card(repository({"README.md": text}, source=source)).results
    assert ("\u202e" in row.subject, len(row.subject) <= 90) == (False, True)
