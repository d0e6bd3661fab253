from gitassay.model.outcome import Outcome
from gitassay.signals.genai.mitigates_hallucination import mitigates_hallucination
from tests.support.memory import ask


def test_a_grounding_metric_counts() -> None:
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
        "evaluate.py": ("from deepeval.metrics import FaithfulnessMetric\n\nmetric = FaithfulnessMetric(threshold=0.7)\n"),
    }
    finding = ask(mitigates_hallucination, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_check_of_citations_counts() -> None:
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
            "def verify_citations(text, sources):\n"
            "    missing = [one for one in sources if one not in text]\n"
            "    return not missing\n"
            "\n"
            "\n"
            'print(verify_citations(ask("x"), []))\n'
        ),
    }
    finding = ask(mitigates_hallucination, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_prompt_that_asks_to_abstain_counts_less() -> None:
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
            'print(ask("Use only information from the context. If you do not know, say that you do not know."))\n'
        ),
    }
    finding = ask(mitigates_hallucination, files)
    assert finding.outcome == Outcome.YES, finding.message
    assert finding.confidence == "medium"


def test_a_prompt_for_a_form_does_not() -> None:
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
            'print(ask("Return only the title of the book, in lower case."))\n'
        ),
    }
    finding = ask(mitigates_hallucination, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_comment_about_hallucination_does_not() -> None:
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
            "# check hallucination\n"
        ),
    }
    finding = ask(mitigates_hallucination, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_a_model_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
    }
    finding = ask(mitigates_hallucination, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message


def test_sources_that_are_asked_for_and_dropped_count_as_nothing() -> None:
    source = (
        "from langchain.chains import RetrievalQA\nfrom langchain_openai import ChatOpenAI\n\n"
        "qa = RetrievalQA.from_chain_type(llm=ChatOpenAI(), retriever=store.as_retriever(), return_source_documents=True)\n"
        "reply = qa({'query': question})\nprint(reply['%s'])\n"
    )
    assert ask(mitigates_hallucination, {"app.py": source % "result"}).outcome == Outcome.NO
    assert ask(mitigates_hallucination, {"app.py": source % "source_documents"}).outcome == Outcome.YES


def test_a_prompt_in_another_language_that_confines_the_answer_counts() -> None:
    for told in (
        "제공된 문서의 내용만을 바탕으로 답변하세요. 질문: {q}",
        "请只根据下面的资料回答问题，不要编造内容。问题：{q}",
        "Beantworte die Frage nur mit den Quellen und erfinde nichts dazu. Frage: {q}",
        "Responde solo con el contexto que sigue y no inventes nada. Pregunta: {q}",
    ):
        source = (
            f"from openai import OpenAI\n\nclient = OpenAI()\n\n\ndef reply_to(q):\n    prompt = f'{told}'\n"
            "    return client.chat.completions.create(model='gpt-4o', messages=[{'role': 'user', 'content': prompt}])\n"
        )
        assert ask(mitigates_hallucination, {"app.py": source}).outcome == Outcome.YES, told
