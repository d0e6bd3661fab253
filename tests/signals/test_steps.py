from gitassay.signals.steps import agent_loops, feeding
from tests.support.memory import repository

ASKS = (
    "import openai\n\nclient = openai.OpenAI()\n\n\ndef llm(text):\n"
    "    return client.chat.completions.create(model='m', messages=[text])\n\n\n"
)


def test_an_answer_that_a_judge_behind_two_functions_gets_is_a_chain() -> None:
    judge = "def judge(answer):\n    return llm(f'Rate {answer}')\n\n\n"
    source = ASKS + judge + "def rag(question):\n    answer = llm(question)\n    return judge(answer)\n"
    assert [(first.call.line, second.call.line) for first, second in feeding(repository({"rag.py": source}))] == [(15, 16)]


def test_answers_that_do_not_meet_are_none() -> None:
    source = ASKS + "def both(question):\n    first = llm(question)\n    second = llm('other')\n    return [first, second]\n"
    assert feeding(repository({"rag.py": source})) == ()


MODEL = (
    "import litellm\n\n\nclass LiteModel:\n    def query(self, messages):\n"
    "        return litellm.completion(model='m', messages=messages, tools=[])\n"
)
AGENT = (
    "class Agent:\n    def __init__(self, model, env):\n        self.model = model\n        self.env = env\n        self.messages = []\n\n"
    "    def run(self):\n        while True:\n            if self.step():\n                break\n\n"
    "    def step(self):\n        return self.{act}(self.ask())\n\n"
    "    def ask(self):\n        return self.model.query(self.messages)\n\n"
    "    def {act}(self, message):\n        return message\n"
)


def test_a_loop_whose_step_is_a_method_and_whose_model_is_an_attribute_is_an_agent() -> None:
    facts = repository({"model.py": MODEL, "agent.py": AGENT.format(act="execute_actions")})
    assert [(one.unit.path, one.loop.line) for one in agent_loops(facts)] == [("agent.py", 8)]


def test_a_loop_that_only_shows_what_the_model_said_is_none() -> None:
    assert agent_loops(repository({"model.py": MODEL, "agent.py": AGENT.format(act="show")})) == ()
