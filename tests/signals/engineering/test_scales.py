from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.scales import scales
from tests.support.memory import ask


def test_a_task_queue_scales() -> None:
    assert (
        ask(
            scales,
            {
                "tasks.py": (
                    'from celery import Celery\n\napp = Celery("tasks", broker="redis://x")\n\n\n@app.task\ndef run(x):\n    return x\n'
                )
            },
        ).outcome
        == Outcome.YES
    )


def test_an_autoscaler_scales() -> None:
    assert (
        ask(
            scales,
            {
                "k8s/hpa.yaml": "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: app\n",
                "app.py": (
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_2(value):\n"
                    "    total = value + 2\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_3(value):\n"
                    "    total = value + 3\n"
                    "    return total\n"
                    "\n"
                    "\n"
                ),
            },
        ).outcome
        == Outcome.YES
    )


def test_several_workers_of_a_server_scale() -> None:
    assert (
        ask(
            scales,
            {
                "Dockerfile": 'FROM python:3.12\nCOPY . .\nCMD ["gunicorn", "app:app", "--workers", "4"]\n',
                "app.py": (
                    'from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.route("/predict")\ndef predict():\n    return "1"\n'
                ),
            },
        ).outcome
        == Outcome.YES
    )


def test_one_worker_does_not() -> None:
    assert (
        ask(
            scales,
            {
                "Dockerfile": 'FROM python:3.12\nCOPY . .\nCMD ["gunicorn", "app:app", "--workers", "1"]\n',
                "app.py": (
                    'from flask import Flask\n\napp = Flask(__name__)\n\n\n@app.route("/predict")\ndef predict():\n    return "1"\n'
                ),
            },
        ).outcome
        == Outcome.NO
    )


def test_waiting_in_turn_in_a_script_does_not() -> None:
    assert (
        ask(scales, {"app.py": "import asyncio\n\n\nasync def main():\n    await asyncio.sleep(1)\n\n\nasyncio.run(main())\n"}).outcome
        == Outcome.NO
    )


def test_a_service_that_does_several_things_at_once_is_less_sure() -> None:
    code = (
        "import asyncio\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n\n"
        '@app.get("/")\nasync def home():\n    return await asyncio.gather(first(), second())\n'
    )
    finding = ask(scales, {"app.py": code})
    assert finding.outcome == Outcome.YES
    assert finding.confidence == "low"


def test_a_few_fixed_questions_at_once_do_not_scale() -> None:
    source = (
        "import express from 'express';\nconst app = express();\napp.get('/status', async (request, reply) => {\n"
        "  const [up, count] = await Promise.all([checkHealth(), getCount()]);\n  reply.json({ up, count });\n});\napp.listen(3000);\n"
    )
    assert ask(scales, {"server.js": source}).outcome == Outcome.NO
