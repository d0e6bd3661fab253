"""Whether the repository says how it is put into operation."""

import re

from gitassay.facts.configs import Step
from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.commands import simple
from gitassay.signals.places import named
from gitassay.signals.signal import signal

_COMMANDS = re.compile(
    r"^kubectl\s+.{0,80}(?:apply|rollout|set image)\b|^helm\s+(?:upgrade|install)\b|^gcloud\s+(?:run|app|functions)\s+.{0,40}deploy\b"
    r"|^fly(?:ctl)?\s+deploy\b"
    r"|^vercel\b.{0,80}--prod|^netlify\s+deploy\b|^(?:serverless|sls|cdk|sam|eb|railway|modal|firebase|wrangler)\s+(?:deploy"
    r"|up)\b|^terraform\s+apply\b"
    r"|^heroku\s+container:release\b|^aws\s+(?:ecs\s+update-service|lambda\s+update-function-code|s3\s+sync)\b|^az\s+webapp\b"
)
_ACTIONS = re.compile(
    r"^(?:azure/webapps-deploy|azure/container-apps-deploy|google-github-actions/deploy-|aws-actions/amazon-ecs-deploy"
    r"|superfly/flyctl-actions"
    r"|akhileshns/heroku-deploy|amondnet/vercel-action|nwtgck/actions-netlify|appleboy/ssh-action"
    r"|einaregilsson/beanstalk-deploy|cloudflare/wrangler-action)",
    re.IGNORECASE,
)
_WEAK = frozenset({"compose", "spaces"})


@signal("Does the repository say how the project is deployed?")
def deploys(facts: Facts, answer: Answer) -> Finding:
    """A deployment that is written down can be repeated, by others too.

    Seen: compose, Kubernetes, Helm, Terraform, serverless and platform files that declare something, and workflow steps that deploy.
    Not seen: deployments clicked together in a console; whether the deployment is alive. Compose alone may serve development only,
    and one that starts nothing but stock databases and tools counts as nothing.
    """
    aside = {file.path for file in facts.files if file.role in ("vendored", "example", "test")}
    files = [one for one in facts.configs.deployments if one.path not in aside and one.is_own]
    steps = [Place(one.path, step.line, step.line) for one in facts.configs.workflows if one.runs for step in one.steps if _deploys(step)]
    kinds = [one.kind for one in files] + (["workflow"] if steps else [])
    if kinds:
        confidence = Confidence.MEDIUM if set(kinds) <= _WEAK else Confidence.HIGH
        places = [*(Place(one.path, one.line, one.line) for one in files), *steps]
        return answer.yes(
            f"Deployment is written down: {named(sorted(kinds))}.", places, confidence, {"kinds": ", ".join(sorted(set(kinds)))}
        )
    return answer.no("No deployment file or step was found.")


def _deploys(step: Step) -> bool:
    if step.uses:
        return bool(_ACTIONS.match(step.uses))
    return any(_COMMANDS.search(command) for line in step.run.split("\n") for command in simple(line))
