from gitassay.model.outcome import Outcome
from gitassay.signals.genai.queries_a_vector_store import queries_a_vector_store
from tests.support.memory import ask


def test_a_query_of_a_product_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "import chromadb\n"
            "\n"
            'client = chromadb.PersistentClient("db")\n'
            'found = client.get_or_create_collection("docs").query(query_texts=["x"], n_results=3)\n'
        ),
    }
    finding = ask(queries_a_vector_store, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_search_written_by_hand_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "import numpy as np\n"
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            "\n"
            "\n"
            "def embed(text):\n"
            '    return np.array(client.embeddings.create(model="text-embedding-3-small", input=text).data[0].emb'
            "edding)\n"
            "\n"
            "\n"
            "def search(question, vectors, texts):\n"
            "    scores = np.dot(vectors, embed(question))\n"
            "    return [texts[i] for i in np.argsort(-scores)[:3]]\n"
            "\n"
            "\n"
            "def answer(question, vectors, texts):\n"
            '    context = "\\n".join(search(question, vectors, texts))\n'
            '    prompt = f"Answer the question.\\nContext:\\n{context}\\nQuestion: {question}"\n'
            '    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": prom'
            "pt}])\n"
            "\n"
            "\n"
            'print(answer("What?", [], []))\n'
        ),
    }
    finding = ask(queries_a_vector_store, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert finding.confidence == "medium"


def test_vectors_in_sql_count() -> None:
    files: dict[str, str | bytes] = {
        "db.ts": "export const near = (sql, v) => sql`SELECT text FROM chunks ORDER BY embedding <=> ${v} LIMIT 5`;\n",
    }
    finding = ask(queries_a_vector_store, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_javascript_counts() -> None:
    files: dict[str, str | bytes] = {
        "db.js": (
            'import { Pinecone } from "@pinecone-database/pinecone";\n'
            "\n"
            "const pc = new Pinecone();\n"
            'export const hits = await pc.index("docs").query({ topK: 3, vector: [1] });\n'
        ),
    }
    finding = ask(queries_a_vector_store, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_store_that_is_only_opened_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('import chromadb\n\nclient = chromadb.PersistentClient("db")\n'),
    }
    finding = ask(queries_a_vector_store, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_sorting_numbers_without_embeddings_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ("import numpy as np\n\nprint(np.argsort(np.dot([[1, 2]], [3, 4])))\n"),
    }
    finding = ask(queries_a_vector_store, files)
    assert finding.outcome == Outcome.NO, finding.message
