from gitassay.model.outcome import Outcome
from gitassay.signals.engineering.deploys import deploys
from tests.support.memory import ask


def test_a_kubernetes_deployment_deploys() -> None:
    assert (
        ask(deploys, {"k8s/app.yaml": "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app\nspec:\n  replicas: 2\n"}).outcome
        == Outcome.YES
    )


def test_a_workflow_step_that_deploys_counts() -> None:
    assert (
        ask(
            deploys,
            {
                ".github/workflows/ship.yml": (
                    "name: test\n"
                    "on: [push]\n"
                    "jobs:\n"
                    "  test:\n"
                    "    runs-on: ubuntu-latest\n"
                    "    steps:\n"
                    "      - uses: actions/checkout@v4\n"
                    "      - run: flyctl deploy --remote-only\n"
                )
            },
        ).outcome
        == Outcome.YES
    )


def test_a_settings_file_of_another_kind_does_not() -> None:
    assert ask(deploys, {"config/app.yaml": "name: app\nreplicas: 2\n"}).outcome == Outcome.NO


def test_compose_alone_is_less_sure() -> None:
    finding = ask(deploys, {"docker-compose.yml": "services:\n  app:\n    build: .\n"})
    assert finding.outcome == Outcome.YES
    assert finding.confidence == "medium"


def test_a_compose_file_of_stock_databases_deploys_nothing() -> None:
    code = {"app.py": "def run(job):\n    total = job + 1\n    return total\n\n\nrun(1)\n"}
    stock = "services:\n  db:\n    image: pgvector/pgvector:pg15\n  cache:\n    image: redis:7\n"
    own = stock + "  app:\n    image: ghcr.io/ada/app:latest\n"
    assert ask(deploys, {"docker-compose.yml": stock, **code}).outcome == Outcome.NO
    assert ask(deploys, {"docker-compose.yml": own, **code}).outcome == Outcome.YES
