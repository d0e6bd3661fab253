from gitassay.model.outcome import Outcome
from gitassay.signals.agents.coordinates_agents import coordinates_agents
from tests.support.memory import ask


def test_a_crew_counts() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ('from crewai import Agent, Crew\n\ncrew = Crew(agents=[Agent(role="writer")], tasks=[])\ncrew.kickoff()\n'),
    }
    finding = ask(coordinates_agents, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_own_classes_used_together_count() -> None:
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
            "class PlannerAgent:\n"
            "    def run(self, task):\n"
            '        return ask("Plan: " + task)\n'
            "\n"
            "\n"
            "class WriterAgent:\n"
            "    def run(self, plan):\n"
            '        return ask("Write: " + plan)\n'
            "\n"
            "\n"
            'plan = PlannerAgent().run("poem")\n'
            "print(WriterAgent().run(plan))\n"
        ),
    }
    finding = ask(coordinates_agents, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_one_agent_does_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from langgraph.prebuilt import create_react_agent\n"
            "\n"
            "agent = create_react_agent(model, tools=[search])\n"
            'print(agent.invoke({"messages": []}))\n'
        ),
    }
    finding = ask(coordinates_agents, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_estate_agents_do_not() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "class BuyerAgent:\n"
            "    def run(self):\n"
            "        return 1\n"
            "\n"
            "\n"
            "class SellerAgent:\n"
            "    def run(self):\n"
            "        return 2\n"
            "\n"
            "\n"
            "print(BuyerAgent().run(), SellerAgent().run())\n"
        ),
    }
    finding = ask(coordinates_agents, files)
    assert finding.outcome == Outcome.NO, finding.message
