from gitassay.model.outcome import Outcome
from gitassay.signals.genai.retrieves_context import retrieves_context
from tests.support.memory import ask


def test_a_retrieval_chain_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from langchain.chains import RetrievalQA\n"
            "from langchain_openai import ChatOpenAI\n"
            "\n"
            "qa = RetrievalQA.from_chain_type(llm=ChatOpenAI(), retriever=db.as_retriever())\n"
            'print(qa.invoke("What?"))\n'
        ),
    }
    finding = ask(retrieves_context, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_retrieval_without_a_framework_counts() -> None:
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
    finding = ask(retrieves_context, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert any("Context:" in place.excerpt for place in finding.locations)


def test_a_template_with_a_gap_for_the_context_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from langchain_community.vectorstores import FAISS\n"
            "from langchain_openai import ChatOpenAI\n"
            "\n"
            'TEMPLATE = "Answer from this text:\\n{context}\\nQuestion: {question}"\n'
            "llm = ChatOpenAI()\n"
            'docs = FAISS.load_local("index").similarity_search("What?")\n'
            'print(llm.invoke(TEMPLATE.format(context=docs, question="What?")))\n'
        ),
    }
    finding = ask(retrieves_context, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_search_and_model_without_a_join_have_to_be_looked_at() -> None:
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
            "\n"
            "\n"
            "import chromadb\n"
            "\n"
            'found = chromadb.Client().get_or_create_collection("docs").query(query_texts=["x"])\n'
            'print(f"Number of documents: {len(found)}")\n'
        ),
    }
    finding = ask(retrieves_context, files)
    assert finding.outcome == Outcome.NEEDS_REVIEW, finding.message


def test_a_model_alone_does_not() -> None:
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
        "README.md": "A RAG pipeline with a vector database.\n",
    }
    finding = ask(retrieves_context, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_search_by_words_written_by_hand_counts() -> None:
    search = (
        "import numpy\nfrom sklearn.feature_extraction.text import TfidfVectorizer\n"
        "from sklearn.metrics.pairwise import cosine_similarity\n\n\n"
        "def search(texts, query):\n    vectorizer = TfidfVectorizer()\n    table = vectorizer.fit_transform(texts)\n"
        "    near = cosine_similarity(vectorizer.transform([query]), table).flatten()\n    return numpy.argsort(-near)[:3]\n"
    )
    app = (
        "import openai\nfrom find import search\n\nclient = openai.OpenAI()\n\n\ndef answer(texts, query):\n"
        "    context = search(texts, query)\n    prompt = f'Answer the question. Context: {context} Question: {query}'\n"
        "    return client.chat.completions.create(model='m', messages=[prompt])\n"
    )
    assert ask(retrieves_context, {"find.py": search, "app.py": app}).outcome == Outcome.YES
    unchosen = search.replace("numpy.argsort(-near)[:3]", "near")
    assert ask(retrieves_context, {"find.py": unchosen, "app.py": app}).outcome == Outcome.NO
