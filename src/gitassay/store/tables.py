"""The tables. Personal data stands in `candidate` and `assessment` alone, so that it can be erased; records keep hashes."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
ROLES = ("reader", "reviewer", "lead", "admin")
"""What a person may do, rising: read what is final, judge what is assigned, judge and assign all, keep users."""

metadata = MetaData(naming_convention=NAMES)
_ID = String(32)
_HASH = String(64)
_WHEN = String(32)  # ISO 8601 in UTC, which sorts as text in both databases
_NUMBER = BigInteger().with_variant(Integer, "sqlite")

candidate = Table(
    "candidate",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("name", Text, nullable=False),
    Column("login", Text),
    Column("url", Text),
    Column("sought", Text, nullable=False, index=True),
    Column("created_at", _WHEN, nullable=False),
)
"""`sought` is what search looks at: name and login in lower case."""

assessment = Table(
    "assessment",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("candidate_id", _ID, ForeignKey("candidate.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("sha256", _HASH, nullable=False),
    Column("rubric", _HASH, nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("generated_at", _WHEN, nullable=False),
    Column("document", LargeBinary, nullable=False),
    Column("low", Float, nullable=False),
    Column("high", Float, nullable=False),
    Column("assessed", Integer, nullable=False),
    Column("red", Integer, nullable=False),
    Column("attention", Integer, nullable=False),
    Column("problems", Integer, nullable=False),
    Column("needed", Integer, nullable=False, default=1),
    Column("blind", Boolean, nullable=False, default=False),
    Column("state", String(16), nullable=False, default="open"),
    Column("version", Integer, nullable=False, default=0),
    UniqueConstraint("candidate_id", "sha256"),
    Index("ix_assessment_inbox", "state", text("attention DESC"), "id"),
    Index("ix_assessment_attention", text("attention DESC"), "id"),
    Index("ix_assessment_search", "candidate_id", "attention", "id", "state", "blind"),
    Index("ix_assessment_blind", "blind", "sha256", "attention", "id", "state"),
    CheckConstraint("state in ('open', 'reviewed', 'disputed', 'final')", name="state"),
)
"""`document` is the assessment as compressed JSON. `needed` reviewers make it final when they agree; `version` grows with each decision."""

person = Table(
    "person",
    metadata,
    Column("id", _ID, primary_key=True),
    Column("name", Text, nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("password", Text),
    Column("subject", Text, unique=True),
    Column("disabled", Boolean, nullable=False, default=False),
    Column("created_at", _WHEN, nullable=False),
    CheckConstraint(f"role in {ROLES!r}", name="role"),
)
"""`password` is an argon2 hash; `subject` is who an identity provider says it is."""

login = Table(
    "login",
    metadata,
    Column("id", _HASH, primary_key=True),
    Column("person_id", _ID, ForeignKey("person.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("csrf", _HASH, nullable=False),
    Column("created_at", _NUMBER, nullable=False),
    Column("seen_at", _NUMBER, nullable=False),
)
"""Sessions, by the hash of what the cookie holds. Times in seconds since 1970."""

assignment = Table(
    "assignment",
    metadata,
    Column("assessment_id", _ID, ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True),
    Column("person_id", _ID, ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True),
)

decision = Table(
    "decision",
    metadata,
    Column("assessment_id", _ID, ForeignKey("assessment.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("person_id", _ID, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("sha256", _HASH, nullable=False),
)
"""Entries of the hash chain of one assessment, as `DecisionEntry`. Only added to."""

audit = Table(
    "audit",
    metadata,
    Column("number", _NUMBER, primary_key=True, autoincrement=False),
    Column("at", _WHEN, nullable=False),
    Column("actor", Text, nullable=False),
    Column("action", String(40), nullable=False, index=True),
    Column("object", String(64), nullable=False, index=True),
    Column("details", JSON, nullable=False),
    Column("previous", _HASH, nullable=False),
    Column("sha256", _HASH, nullable=False),
)
"""Who did what, one hash chain over all. Ids and hashes only, no personal data of candidates. Only added to."""

APPEND_ONLY = ("audit",)
"""Tables that refuse changes and removals; decisions refuse changes, and go only with their assessment."""
