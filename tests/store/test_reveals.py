import pytest
from sqlalchemy import Engine

from gitassay.model.assessment import Assessment
from gitassay.store.assessments import held, inbox, take_in
from gitassay.store.audit import latest
from gitassay.store.engine import reading
from gitassay.store.persons import add_person, by_password, has_password, sessions, set_password
from gitassay.store.reveals import reveal
from tests.support.reviewdesk import AT, PASSWORD, named

ADA = named("Ada Lovelace", "ada")


def kept(store: Engine, document: Assessment, blind: bool) -> str:
    with store.begin() as connection:
        return take_in(connection, document, AT, "import", blind=blind)


def test_a_blind_line_has_a_pseudonym_until_its_reader_is_told(store: Engine) -> None:
    one = kept(store, ADA, blind=True)
    with store.begin() as connection:
        before = held(connection, one, viewer="imke")
        reveal(connection, one, "imke", "She is invited.", AT)
        after, others = held(connection, one, viewer="imke"), held(connection, one, viewer="tom")

    pseudonym = f"Candidate {ADA.sha256[:4].upper()}"
    assert [(line.name, line.login, line.hidden) for line in (before, after, others)] == [
        (pseudonym, None, True),
        ("Ada Lovelace", "ada", False),
        (pseudonym, None, True),
    ]


@pytest.mark.parametrize(("words", "found"), [("lovelace", 0), ("candidate", 1), (ADA.sha256[:4].upper(), 1), ("candidate ada", 0)])
def test_search_finds_a_blind_candidate_by_the_pseudonym_alone(store: Engine, words: str, found: int) -> None:
    kept(store, ADA, blind=True)
    with reading(store) as connection:
        assert len(inbox(connection, words, viewer="imke")) == found


def test_search_finds_who_is_not_blind_by_name_alone(store: Engine) -> None:
    kept(store, ADA, blind=False)
    with reading(store) as connection:
        assert [len(inbox(connection, words, viewer="imke")) for words in ("lovelace", "candidate")] == [1, 0]


def test_a_reveal_is_on_record_with_its_reason(store: Engine) -> None:
    with store.begin() as connection:
        reveal(connection, "one", "imke", "She is invited.", AT)
        told = latest(connection, 1, about="one")[0]

    assert (told.actor, told.action, told.details) == ("imke", "revealed", {"reason": "She is invited."})


def test_a_new_password_replaces_the_old_and_ends_sessions(store: Engine) -> None:
    with store.begin() as connection:
        made = add_person(connection, "Imke", "reviewer", AT, "import")
        assert not has_password(connection, made.id)
        set_password(connection, made.id, PASSWORD, AT, "amal")
        assert by_password(connection, "Imke", PASSWORD) == made
        assert sessions(connection, made.id, 1_800_000_000) == 0
