from gitassay.model.outcome import Outcome
from gitassay.signals.agents.runs_an_agent_loop import runs_an_agent_loop
from tests.support.memory import ask

CLIENT = "from google import genai\nfrom google.genai import types\n\nclient = genai.Client()\n"
TOOL = "\n\ndef weather(city: str) -> str:\n    rows = table[city]\n    return rows[0]\n\n\n"
CHAT = 'chat = client.chats.create(model="m", config=config)\nprint(chat.send_message("hello").text)\n'


def outcome(**files: str) -> Outcome:
    return ask(runs_an_agent_loop, {f"{name}.py": text for name, text in files.items()}).outcome


def test_functions_that_the_sdk_calls_are_a_loop() -> None:
    assert outcome(app=CLIENT + TOOL + "config = types.GenerateContentConfig(tools=[weather])\n" + CHAT) == Outcome.YES


def test_a_list_of_functions_kept_in_another_file_counts() -> None:
    config = "from tools import tools_list\n\nconfig = types.GenerateContentConfig(tools=tools_list)\n"
    assert outcome(app=CLIENT + config + CHAT, tools=TOOL + "tools_list = [weather]\n") == Outcome.YES


def test_declared_tools_are_left_to_the_project() -> None:
    config = 'tools = [types.Tool(function_declarations=[{"name": "weather"}])]\nconfig = types.GenerateContentConfig(tools=tools)\n'
    assert outcome(app=CLIENT + config + CHAT) == Outcome.NO


def test_automatic_calls_that_are_switched_off_are_none() -> None:
    config = (
        "off = types.AutomaticFunctionCallingConfig(disable=True)\n"
        "config = types.GenerateContentConfig(tools=[weather], automatic_function_calling=off)\n"
    )
    assert outcome(app=CLIENT + TOOL + config + CHAT) == Outcome.NO


def test_the_older_sdk_runs_them_when_told_so() -> None:
    source = (
        "import google.generativeai as genai\n"
        + TOOL
        + 'model = genai.GenerativeModel("m", tools=[weather])\nchat = model.start_chat(enable_automatic_function_calling=%s)\n'
        + 'print(chat.send_message("hello").text)\n'
    )
    assert outcome(app=source % "True") == Outcome.YES


def test_a_search_that_the_provider_runs_hides_no_functions() -> None:
    search = "from google.genai import types\n\nsearch = types.Tool(google_search=types.GoogleSearch())\n"
    config = "from tools import tools_list\n\nconfig = types.GenerateContentConfig(tools=tools_list)\n"
    assert outcome(app=CLIENT + config + CHAT, tools=TOOL + "tools_list = [weather]\n", search=search) == Outcome.YES
