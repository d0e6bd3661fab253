"""The tables of batches. What says who somebody is stands in columns that erasure empties."""

from sqlalchemy import JSON, CheckConstraint, Column, Float, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from gitassay.store.tables import metadata

_ID = String(32)
_HASH = String(64)
_WHEN = String(32)
_SECONDS = Float  # since 1970: leases and budgets are compared with a clock

BATCH_STATES = ("open", "done", "cancelled")
TASK_STATES = ("pending", "running", "done", "unchanged", "nothing", "failed", "quarantined", "cancelled", "erased")
"""What became of one applicant. `nothing`: there is nothing public to assess. `quarantined`: analysing broke the same way again."""

batch = Table(
    "batch",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("created_at", _WHEN, nullable=False),
    Column("finished_at", _WHEN),
    Column("state", String(16), nullable=False, default="open"),
    Column("as_of", String(10), nullable=False),
    Column("basis", _HASH, nullable=False),
    Column("settings", JSON, nullable=False),
    CheckConstraint(f"state in {BATCH_STATES!r}", name="state"),
)
"""`basis` is the hash of all that makes an assessment besides the candidate: version, rubric, profile, settings."""

batch_task = Table(
    "batch_task",
    metadata,
    Column("batch_id", _ID, ForeignKey("batch.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("applicant", Text, nullable=False),
    Column("row", JSON, nullable=False),
    Column("state", String(16), nullable=False, default="pending"),
    Column("attempts", Integer, nullable=False, default=0),
    Column("interruptions", Integer, nullable=False, default=0),
    Column("not_before", _SECONDS, nullable=False, default=0.0),
    Column("owner", Text),
    Column("lease_until", _SECONDS),
    Column("failure", String(40)),
    Column("reason", Text),
    Column("candidate_id", _ID, ForeignKey("candidate.id", ondelete="SET NULL"), index=True),
    Column("assessment_id", _ID, ForeignKey("assessment.id", ondelete="SET NULL"), index=True),
    Column("sha256", _HASH),
    Column("folder", Text),
    Column("mark", JSON),
    Column("summary", JSON),
    Column("repositories", Integer, nullable=False, default=0),
    Column("seconds", Float, nullable=False, default=0.0),
    Column("finished_at", _WHEN),
    UniqueConstraint("batch_id", "applicant"),
    Index("ix_batch_task_turn", "batch_id", "state", "not_before", "position"),
    Index("ix_batch_task_applicant", "applicant"),
    CheckConstraint(f"state in {TASK_STATES!r}", name="state"),
)
"""One applicant of one batch. Whoever works on it holds it until `lease_until`; `attempts` failed, `interruptions` were cut off."""

api_budget = Table(
    "api_budget",
    metadata,
    Column("token", _HASH, primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("allowed", Integer, nullable=False),
    Column("left", Integer, nullable=False),
    Column("resets_at", _SECONDS, nullable=False),
    Column("closed_until", _SECONDS, nullable=False),
    Column("recent", JSON, nullable=False),
)
"""What a server still allows each token (by its hash), for each kind of request. Shared by all who use the store."""

tombstone = Table(
    "tombstone",
    metadata,
    Column("candidate_id", _ID, primary_key=True),
    Column("subject", _HASH, nullable=False, index=True),
    Column("at", _WHEN, nullable=False),
    Column("reason", Text, nullable=False),
)
"""Who was erased: the random id, and a hash that tells the same applicant when a list names them again."""

keeping = Table(
    "keeping",
    metadata,
    Column("candidate_id", _ID, ForeignKey("candidate.id", ondelete="CASCADE"), primary_key=True),
    Column("until", String(10)),
    Column("hold", Text),
)
"""How long a candidate is kept (a day), and why longer when the law says so: a hold beats erasure."""
