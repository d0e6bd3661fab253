from gitassay.model.outcome import Outcome
from gitassay.signals.agents.chains_steps import chains_steps
from tests.support.memory import ask


def test_a_graph_of_a_framework_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('from langgraph.graph import StateGraph\n\ngraph = StateGraph(dict)\ngraph.add_edge("a", "b")\n'),
    }
    finding = ask(chains_steps, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_reply_that_goes_into_the_next_call_counts() -> None:
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
            "def report(topic):\n"
            '    outline = ask(f"Write an outline about {topic}")\n'
            '    return ask(f"Write the text for this outline: {outline}")\n'
        ),
    }
    finding = ask(chains_steps, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_javascript_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.js": (
            'import OpenAI from "openai";\n'
            "\n"
            "const client = new OpenAI();\n"
            "\n"
            "export async function ask(question) {\n"
            '  const reply = await client.chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", c'
            "ontent: question }] });\n"
            "  return reply.choices[0].message.content;\n"
            "}\n"
            "\n"
            "export async function report(topic) {\n"
            "  const outline = await ask(topic);\n"
            "  return ask(`Write the text: ${outline}`);\n"
            "}\n"
        ),
    }
    finding = ask(chains_steps, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_reply_that_is_only_printed_does_not() -> None:
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
            "def talk():\n"
            '    first = ask("Hello")\n'
            '    print(f"Reply: {first}")\n'
            '    return ask("Goodbye")\n'
        ),
    }
    finding = ask(chains_steps, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_one_call_does_not() -> None:
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
        "README.md": "Prompt chaining with LangChain.\n",
    }
    finding = ask(chains_steps, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_a_search_before_one_model_call_is_no_chain() -> None:
    source = (
        "from langchain.chains import RetrievalQA\nfrom langchain_openai import ChatOpenAI\n\n"
        "qa = RetrievalQA.from_chain_type(llm=ChatOpenAI(), retriever=store.as_retriever())\nanswer = qa({'query': question})\n"
    )
    assert ask(chains_steps, {"app.py": source}).outcome == Outcome.NO
