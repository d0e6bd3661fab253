from gitassay.model.outcome import Outcome
from gitassay.signals.genai.computes_embeddings import computes_embeddings
from tests.support.memory import ask


def test_an_embeddings_call_counts() -> None:
    files: dict[str, str | bytes] = {
        "index.py": (
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            'vector = client.embeddings.create(model="text-embedding-3-small", input="text")\n'
        ),
    }
    finding = ask(computes_embeddings, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert [(place.path, place.start) for place in finding.locations] == [("index.py", 4)]


def test_a_local_model_that_encodes_counts() -> None:
    files: dict[str, str | bytes] = {
        "index.py": (
            "from sentence_transformers import SentenceTransformer\n"
            "\n"
            'model = SentenceTransformer("all-MiniLM-L6-v2")\n'
            'vectors = model.encode(["a", "b"])\n'
        ),
    }
    finding = ask(computes_embeddings, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_request_over_http_counts() -> None:
    files: dict[str, str | bytes] = {
        "index.py": (
            "import requests\n"
            "\n"
            "\n"
            "def embed(text):\n"
            '    return requests.post("https://api.openai.com/v1/embeddings", json={"input": text}).json()\n'
        ),
    }
    finding = ask(computes_embeddings, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_javascript_counts() -> None:
    files: dict[str, str | bytes] = {
        "index.ts": ('import { embed } from "ai";\n\nexport const vector = await embed({ model, value: "text" });\n'),
    }
    finding = ask(computes_embeddings, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_an_embedding_layer_does_not() -> None:
    files: dict[str, str | bytes] = {
        "model.py": ("import torch\n\nlayer = torch.nn.Embedding(10, 3)\n"),
    }
    finding = ask(computes_embeddings, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_dead_import_does_not() -> None:
    files: dict[str, str | bytes] = {
        "index.py": ('from langchain_openai import OpenAIEmbeddings\n\nprint("embeddings")\n'),
    }
    finding = ask(computes_embeddings, files)
    assert finding.outcome == Outcome.NO, finding.message
