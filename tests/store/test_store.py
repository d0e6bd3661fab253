import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, delete, inspect, text, update
from sqlalchemy.exc import DatabaseError

from gitassay.model.assessment import Assessment, CandidateCard
from gitassay.store.assessments import assign, counts, document, held, inbox, take_in
from gitassay.store.audit import broken, events, note
from gitassay.store.decisions import decide, decisions, disagreements
from gitassay.store.engine import connect, open_store, reading
from gitassay.store.errors import ConflictError, NotThereError, OutdatedStoreError, StoreError
from gitassay.store.persons import add_person, begin, by_password, change_person, end, persons, session
from gitassay.store.tables import audit, decision, metadata
from gitassay.store.upgrade import current, newest, upgrade
from tests.support.sample import sample_assessment, sample_decision

AT = "2026-11-24T14:30:00+00:00"
ADA, TOM = ("ada", "Ada"), ("tom", "Tom")
PASSWORD = "correct horse battery"


def named(name: str, login: str | None = None, attention: int = 4) -> Assessment:
    made = sample_assessment()
    card = CandidateCard(name=name, login=login)
    return made.model_copy(update={"candidate": card, "attention": made.attention[:attention]}).sealed("2026-11-23T09:00:00Z")


def kept(store: Engine, document: Assessment, needed: int = 1) -> str:
    with store.begin() as connection:
        return take_in(connection, document, AT, "ada", needed)


def test_the_tables_are_those_that_the_code_knows(store: Engine) -> None:
    names = set(inspect(store).get_table_names()) - {"alembic_version"}

    assert names == set(metadata.tables)
    for name, table in metadata.tables.items():
        assert {column["name"] for column in inspect(store).get_columns(name)} == {column.name for column in table.columns}


def test_an_assessment_comes_back_as_it_went_in(store: Engine) -> None:
    one = kept(store, sample_assessment())
    with reading(store) as connection:
        assert document(connection, one) == sample_assessment()


def test_the_same_assessment_is_kept_once(store: Engine) -> None:
    assert kept(store, sample_assessment()) == kept(store, sample_assessment())


def test_runs_of_one_login_are_one_candidates(store: Engine) -> None:
    first, second = kept(store, named("Ada", "ada")), kept(store, named("Ada Lovelace", "ada", attention=1))
    with reading(store) as connection:
        assert held(connection, first).candidate_id == held(connection, second).candidate_id


def test_the_inbox_puts_attention_first_and_turns_pages(store: Engine) -> None:
    for number in range(5):
        kept(store, named(f"C{number}", attention=number % 3))
    with reading(store) as connection:
        whole = inbox(connection)
        first = inbox(connection, limit=2)
        second = inbox(connection, limit=9, after=(first[-1].attention, first[-1].id))

    assert [row.attention for row in whole] == [2, 1, 1, 0, 0]
    assert [row.id for row in (*first, *second)] == [row.id for row in whole]


@pytest.mark.parametrize(
    ("words", "found"), [("lov", ["Ada Lovelace"]), ("LOVE ada", ["Ada Lovelace"]), ("%", []), ("_", []), ("tom lov", [])]
)
def test_search_takes_words_as_they_are(store: Engine, words: str, found: list[str]) -> None:
    kept(store, named("Ada Lovelace", "ada"))
    kept(store, named("Tom Kilburn", "tom"))
    with reading(store) as connection:
        assert [row.name for row in inbox(connection, words)] == found


def test_who_is_not_assigned_is_not_told_that_there_is_one(store: Engine) -> None:
    one = kept(store, sample_assessment())
    with store.begin() as connection:
        tom = add_person(connection, "Tom", "reviewer", AT, "ada")
        eve = add_person(connection, "Eve", "reviewer", AT, "ada")
        assign(connection, one, tom.id, AT, "ada")
    with reading(store) as connection:
        assert [row.id for row in inbox(connection, seen_by=tom.id)] == [one]
        assert inbox(connection, seen_by=eve.id) == ()
        with pytest.raises(NotThereError):
            held(connection, one, seen_by=eve.id)


def test_one_needed_reviewer_makes_it_final(store: Engine) -> None:
    one = kept(store, sample_assessment())
    with store.begin() as connection:
        entry = decide(connection, one, ADA, sample_decision(sample_assessment()), 0, AT)
    with reading(store) as connection:
        assert (held(connection, one).state, held(connection, one).version) == ("final", 1)
        assert decisions(connection, one) == (("ada", entry),)


def test_two_reviewers_who_differ_are_a_dispute_until_it_is_settled(store: Engine) -> None:
    one, made = kept(store, sample_assessment(), needed=2), sample_assessment()
    with store.begin() as connection:
        decide(connection, one, ADA, sample_decision(made), 0, AT)
        assert held(connection, one).state == "reviewed"
        decide(connection, one, TOM, sample_decision(made, genai=2), 1, AT)
        assert held(connection, one).state == "disputed"
        assert disagreements(decisions(connection, one)) == {"genai": {"Ada": 4, "Tom": 2}}
        decide(connection, one, ("lea", "Lea"), sample_decision(made, genai=3), 2, AT, settles=True)
        assert held(connection, one).state == "final"
        assert counts(connection) == {"final": 1}


def test_two_at_once_are_one_decision_and_one_conflict(store: Engine) -> None:
    one, start = kept(store, sample_assessment()), threading.Barrier(2)

    def attempt(person: tuple[str, str]) -> str:
        start.wait(10)
        try:
            with store.begin() as connection:
                decide(connection, one, person, sample_decision(sample_assessment()), 0, AT)
        except ConflictError:
            return "conflict"
        return "decided"

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, (ADA, TOM))) == ["conflict", "decided"]
    with reading(store) as connection:
        assert len(decisions(connection, one)) == 1


def test_records_refuse_changes_in_the_database_itself(store: Engine) -> None:
    one = kept(store, sample_assessment())
    with store.begin() as connection:
        decide(connection, one, ADA, sample_decision(sample_assessment()), 0, AT)
    for change in (update(audit).values(actor="eve"), delete(audit), update(decision).values(person_id="eve")):
        with pytest.raises(DatabaseError, match="append-only"), store.begin() as connection:
            connection.execute(change)


def test_the_record_is_one_chain_whoever_writes(store: Engine) -> None:
    def write(number: int) -> None:
        with store.begin() as connection:
            note(connection, AT, f"p{number}", "looked", "x", {"n": number})

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(20)))
    with reading(store) as connection:
        assert [event.number for event in events(connection)] == list(range(1, 21))
        assert broken(connection) is None


def test_an_event_that_was_altered_is_found(store: Engine) -> None:
    with store.begin() as connection:
        for number in range(3):
            note(connection, AT, "ada", "looked", str(number))
        drop = "DROP TRIGGER audit_no_update" + (" ON audit" if store.dialect.name == "postgresql" else "")
        connection.execute(text(drop))
        connection.execute(update(audit).where(audit.c.number == 2).values(actor="eve"))
    with reading(store) as connection:
        assert broken(connection) == 2


def test_no_personal_data_of_a_candidate_is_in_the_record(store: Engine) -> None:
    kept(store, named("Ada Lovelace", "ada-l"))
    with reading(store) as connection:
        told = str(events(connection))

    assert "Lovelace" not in told
    assert "ada-l" not in told


def test_a_password_lets_in_its_person_alone(store: Engine) -> None:
    with store.begin() as connection:
        add_person(connection, "Tom", "reviewer", AT, "ada", PASSWORD)
        found = by_password(connection, "Tom", PASSWORD)
        assert found is not None
        assert (found.name, found.role) == ("Tom", "reviewer")
        assert by_password(connection, "Tom", PASSWORD + "x") is None
        assert by_password(connection, "Eve", PASSWORD) is None
        change_person(connection, found.id, AT, "ada", disabled=True)
        assert by_password(connection, "Tom", PASSWORD) is None


def test_a_session_lasts_until_it_is_idle_over_or_ended(store: Engine) -> None:
    with store.begin() as connection:
        tom = add_person(connection, "Tom", "reviewer", AT, "ada")
        cookie = begin(connection, tom, 1_000)
        found = session(connection, cookie, 1_001)
        assert found is not None
        assert found.person == tom
        assert session(connection, cookie, 1_000 + 9 * 3600) is None
        assert session(connection, "other", 1_001) is None
        end(connection, cookie)
        assert session(connection, cookie, 1_001) is None


def test_a_changed_role_ends_sessions(store: Engine) -> None:
    with store.begin() as connection:
        tom = add_person(connection, "Tom", "reviewer", AT, "ada")
        cookie = begin(connection, tom, 1_000)
        change_person(connection, tom.id, AT, "ada", role="lead")
        assert session(connection, cookie, 1_001) is None
        assert [row.role for row in persons(connection)] == ["lead"]


@pytest.mark.parametrize(("name", "role", "password"), [("Tom", "boss", None), ("Tom", "lead", "short"), ("Ada", "lead", None)])
def test_a_person_that_can_not_be_is_refused(store: Engine, name: str, role: str, password: str | None) -> None:
    with store.begin() as connection:
        add_person(connection, "Ada", "admin", AT, "")
    with pytest.raises(StoreError), store.begin() as connection:
        add_person(connection, name, role, AT, "ada", password)


def test_a_store_of_another_version_is_refused_with_the_command(address: str) -> None:
    engine = open_store(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    engine.dispose()

    with pytest.raises(OutdatedStoreError, match="gitassay db upgrade"):
        open_store(address)


def test_an_upgrade_twice_is_once(address: str) -> None:
    engine = connect(address)
    upgrade(engine)
    upgrade(engine)

    assert current(engine) == newest()


@pytest.mark.parametrize("wrong", ["mysql://x/y", "nonsense", "postgresql+psycopg://nobody@127.0.0.1:1/x"])
def test_an_address_that_leads_nowhere_is_told(wrong: str) -> None:
    with pytest.raises(StoreError):
        open_store(wrong)
