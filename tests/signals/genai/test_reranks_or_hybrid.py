from gitassay.model.outcome import Outcome
from gitassay.signals.genai.reranks_or_hybrid import reranks_or_hybrid
from tests.support.memory import ask


def test_a_cross_encoder_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "import chromadb\n"
            "\n"
            'found = chromadb.Client().get_or_create_collection("docs").query(query_texts=["x"])\n'
            "\n"
            "from sentence_transformers import CrossEncoder\n"
            "\n"
            'scores = CrossEncoder("ms-marco").predict([("q", "d")])\n'
        ),
    }
    finding = ask(reranks_or_hybrid, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_word_search_beside_vector_search_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "import chromadb\n"
            "\n"
            'found = chromadb.Client().get_or_create_collection("docs").query(query_texts=["x"])\n'
            "\n"
            "from rank_bm25 import BM25Okapi\n"
            "\n"
            'bm25 = BM25Okapi([["a"]])\n'
        ),
    }
    finding = ask(reranks_or_hybrid, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_fusion_of_ones_own_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "import chromadb\n"
            "\n"
            'found = chromadb.Client().get_or_create_collection("docs").query(query_texts=["x"])\n'
            "\n"
            "\n"
            "def reciprocal_rank_fusion(lists):\n"
            "    scores = {}\n"
            "    for ranked in lists:\n"
            "        for place, one in enumerate(ranked):\n"
            "            scores[one] = scores.get(one, 0) + 1 / (60 + place)\n"
            "    return sorted(scores, key=scores.get)\n"
            "\n"
            "\n"
            "print(reciprocal_rank_fusion([[1], [2]]))\n"
        ),
    }
    finding = ask(reranks_or_hybrid, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_word_search_alone_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('from rank_bm25 import BM25Okapi\n\nbm25 = BM25Okapi([["a"]])\n'),
    }
    finding = ask(reranks_or_hybrid, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_plain_retrieval_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            'import chromadb\n\nfound = chromadb.Client().get_or_create_collection("docs").query(query_texts=["x"])\n\n# rerank later\n'
        ),
    }
    finding = ask(reranks_or_hybrid, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_retrieval_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            "\n"
            "\n"
            "def ask(question):\n"
            '    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": que'
            "stion}])\n"
            "    return reply.choices[0].message.content\n"
        ),
    }
    finding = ask(reranks_or_hybrid, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message
