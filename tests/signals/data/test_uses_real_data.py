from gitassay.model.outcome import Outcome
from gitassay.signals.data.uses_real_data import uses_real_data
from tests.support.memory import ask


def test_scraped_pages_are_real_data() -> None:
    assert (
        ask(
            uses_real_data,
            {
                "a.py": (
                    "import requests\n"
                    "from bs4 import BeautifulSoup\n"
                    "\n"
                    'soup = BeautifulSoup(requests.get("https://example.org").text, "html.parser")\n'
                )
            },
        ).outcome
        == Outcome.YES
    )


def test_own_files_that_are_cleaned_are_real_data() -> None:
    finding = ask(
        uses_real_data,
        {
            "a.py": ('import pandas as pd\n\ndf = pd.read_csv("letters.csv")\ndf = df.dropna()\ndf = df.drop_duplicates()\n'),
            "letters.csv": "a,b\n1,\n",
        },
    )
    assert finding.outcome == Outcome.YES
    assert finding.confidence == "medium"


def test_cleaned_textbook_data_are_not() -> None:
    assert (
        ask(
            uses_real_data,
            {
                "a.py": ('import pandas as pd\n\ndf = pd.read_csv("titanic.csv")\ndf = df.dropna()\ndf = df.drop_duplicates()\n'),
                "titanic.csv": "a,b\n1,\n",
            },
        ).outcome
        == Outcome.NO
    )


def test_own_files_that_nothing_cleans_are_not_enough() -> None:
    assert (
        ask(uses_real_data, {"a.py": 'import pandas as pd\n\ndf = pd.read_csv("letters.csv")\n', "letters.csv": "a,b\n1,\n"}).outcome
        == Outcome.NO
    )


def test_weights_of_a_model_are_no_data() -> None:
    source = "from huggingface_hub import hf_hub_download\n\npath = hf_hub_download(repo_id='org/model', filename='model.safetensors')\n"
    assert ask(uses_real_data, {"app.py": source}).outcome != Outcome.YES
