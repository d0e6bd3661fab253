import pytest

from gitassay.model.candidate import RepositorySource
from gitassay.signals.demo_links import demo_links
from tests.support.memory import repository


def demos(text: str) -> list[str]:
    source = RepositorySource(id="ada/letters", location="", local=True)
    return [one.url for one in demo_links(repository({"README.md": text}, source=source))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# P\n\n[Live Demo](https://letters.streamlit.app/)\n", ["https://letters.streamlit.app/"]),
        ("# P\n\n## Link to the application\n\nhttps://prediction-1.herokuapp.com\n", ["https://prediction-1.herokuapp.com"]),
        ("# P\n\nSee it in action [here](https://ada.example.net/letters).\n", ["https://ada.example.net/letters"]),
        ("# P\n\n**Live Demo:** [http://157.180.73.218:8501/](http://157.180.73.218:8501/)\n", ["http://157.180.73.218:8501/"]),
        ("# P\n\n[View demo](http://ada.github.io/letters)\n", ["http://ada.github.io/letters"]),
    ],
)
def test_a_link_announced_as_the_running_project_is_its_demo(text: str, expected: list[str]) -> None:
    assert expected == demos(text)


@pytest.mark.parametrize(
    "text",
    [
        "# P\n\n[Documentation](https://ada.github.io/letters/)\n",
        "# P\n\n## Related projects\n\n- [Demo](https://words.streamlit.app/) of somebody else\n",
        "# P\n\nYour app will be at https://your-app.vercel.app\n",
        "# P\n\n[![Deploy](https://vercel.com/button)](https://vercel.com/new/clone?repository-url=x)\n",
        "# P\n\nWatch the [video](https://www.youtube.com/watch?v=1).\n",
        "# P\n\nDownload the [demo](https://ada.example.net/demo.apk).\n",
        "# P\n\nIt uses [Streamlit](https://streamlit.io).\n",
    ],
)
def test_documents_placeholders_files_and_other_peoples_work_are_no_demo(text: str) -> None:
    assert demos(text) == []
