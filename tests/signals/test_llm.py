from gitassay.signals.llm import asked, llm_calls
from tests.support.memory import repository

CLIENT = "import openai\n\n\ndef get_client(url):\n    client = openai.OpenAI(base_url=url)\n    return client\n"

CHAT = (
    "import openai\n\nclient = openai.OpenAI()\n\n\ndef chat(text):\n"
    "    return client.chat.completions.create(model='m', messages=[text])\n"
)


def test_a_client_made_by_a_function_of_another_module_asks() -> None:
    app = 'from rag.clients import get_client\n\nclient = get_client("x")\nclient.chat.completions.create(model="m", messages=[])\n'
    facts = repository({"rag/__init__.py": "", "rag/clients.py": CLIENT, "rag/app.py": app})
    assert [(use.place.path, use.place.start) for use in llm_calls(facts)] == [("rag/app.py", 4)]


def test_a_function_of_a_local_module_named_like_a_call_does_not() -> None:
    facts = repository({"models.py": "def generate_content(x):\n    return x\n", "app.py": "import models\n\nmodels.generate_content(1)\n"})
    assert llm_calls(facts) == ()


def test_a_chat_request_to_any_address_asks() -> None:
    source = (
        "import httpx\n\n\ndef ask(settings, text):\n"
        '    body = {"model": settings.model, "messages": [{"role": "user", "content": text}]}\n'
        '    reply = httpx.post(settings.url, json=body)\n    return reply.json()["choices"][0]\n'
    )
    assert [(use.library, use.place.start) for use in llm_calls(repository({"client.py": source}))] == [("chat completions over HTTP", 6)]


def test_a_request_without_choices_does_not() -> None:
    source = 'import httpx\n\nhttpx.post("https://x.example", json={"model": "car", "messages": []})\n'
    assert llm_calls(repository({"client.py": source})) == ()


def test_a_function_with_a_common_name_is_followed_through_its_import() -> None:
    app = "from bot.talk import chat\n\n\ndef answer(text):\n    return chat(text)\n"
    facts = repository({"bot/__init__.py": "", "bot/talk.py": CHAT, "bot/app.py": app})
    assert [(one.unit.path, one.call.line) for one in asked(facts) if one.through] == [("bot/app.py", 5)]


def test_a_function_of_the_same_name_elsewhere_is_not() -> None:
    facts = repository({"talk.py": CHAT, "app.py": "from slack import chat\n\nchat('hello')\n"})
    assert [one for one in asked(facts) if one.through] == []


def test_a_model_called_as_a_function_asks() -> None:
    source = (
        "from langchain_openai import ChatOpenAI\n\n\nclass Talk:\n    def __init__(self):\n        self._chat = ChatOpenAI(model='m')\n\n"
        "    def say(self, messages):\n        return self._chat(messages)\n"
    )
    assert [one.call.line for one in asked(repository({"talk.py": source}))] == [9]
