"""Whether changes of the database are written down as steps."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.asking import by_use
from gitassay.signals.places import counted, first_line
from gitassay.signals.signal import signal

_ROLES = ("main", "notebook", "test", "generated", "config", "other")
_STEP = re.compile(
    r"(?:^|/)(?:migrations?|migrate)/(?:[\w-]+/)?[\w.-]*\d[\w.-]*\.sql$|(?:^|/)[VU]\d[\w.]*__[\w-]+\.sql$|(?:^"
    r"|/)migrations?/[\w-]+/migration\.sql$",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"\b(?:create|alter|drop)\s+(?:table|index|type|extension|column|schema|view)\b", re.IGNORECASE)


@signal("Are changes of the database schema kept as migrations?")
def migrates_schema(facts: Facts, answer: Answer) -> Finding:
    """Migrations carry a living database from one version to the next without losing what is in it.

    Seen: migration tools in code (Alembic, Django, Knex, Prisma ...) and numbered SQL steps that change tables.
    Not seen: tables created at start, which can't change later. A project without a database is not asked.
    """
    steps = [file.path for file in facts.files if file.role not in ("vendored", "example") and _STEP.search(file.path)]
    steps = [path for path in steps if _CHANGE.search((facts.texts.text(path) or "")[:100_000])]
    uses = facts.uses("schema_migration", roles=_ROLES)
    if steps and not uses:
        said = f"Changes of the database are kept as {counted(len(steps), 'SQL step')}."
        return answer.yes(said, [first_line(path) for path in steps], measures={"steps": len(steps)})
    if not uses and facts.code.units and not facts.uses("database"):
        return answer.not_applicable("No database was found that could need migrations.")
    return by_use(
        facts,
        answer,
        ("schema_migration",),
        "Changes of the database are kept with {libraries}.",
        "No migrations were found beside the database.",
        _ROLES,
    )
