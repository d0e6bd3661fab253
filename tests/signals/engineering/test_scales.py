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


def test_a_service_that_bounds_what_it_does_at_once_is_less_sure() -> None:
    code = (
        "import asyncio\nfrom fastapi import FastAPI\n\napp = FastAPI()\nroom = asyncio.Semaphore(5)\n\n\n"
        '@app.get("/")\nasync def home():\n    async with room:\n        return await first()\n'
    )
    finding = ask(scales, {"app.py": code})
    assert finding.outcome == Outcome.YES
    assert finding.confidence == "low"


def test_questions_that_one_request_asks_side_by_side_do_not_scale() -> None:
    python = (
        "import asyncio\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n\n"
        '@app.get("/")\nasync def home():\n    return await asyncio.gather(first(), second())\n'
    )
    script = (
        "import express from 'express';\nconst app = express();\napp.get('/status', async (request, reply) => {\n"
        "  const [up, count] = await Promise.all([checkHealth(), getCount()]);\n  reply.json({ up, count });\n});\napp.listen(3000);\n"
    )
    assert ask(scales, {"app.py": python}).outcome == Outcome.NO
    assert ask(scales, {"server.js": script}).outcome == Outcome.NO


def test_a_pipeline_on_a_schedule_does_not_scale() -> None:
    source = "from prefect import flow\n\n\n@flow\ndef train():\n    return 1\n\n\ntrain()\n"
    assert ask(scales, {"flow.py": source}).outcome == Outcome.NO


def test_tables_read_with_spark_do_not_scale() -> None:
    source = "from pyspark.sql import SparkSession\n\nspark = SparkSession.builder.getOrCreate()\nspark.read.csv('a.csv').show()\n"
    assert ask(scales, {"clean.py": source}).outcome == Outcome.NO


def test_several_workers_of_a_compose_file_scale() -> None:
    code = {"app.py": "def run(job):\n    total = job + 1\n    return total\n\n\nrun(1)\n"}
    service = "    build: .\n"
    several = f"services:\n  api:\n{service}  worker:\n{service}  worker_2:\n{service}"
    one = f"services:\n  api:\n{service}  worker:\n{service}"
    assert ask(scales, {"docker-compose.yml": several, **code}).outcome == Outcome.YES
    assert ask(scales, {"docker-compose.yml": one, **code}).outcome == Outcome.NO
