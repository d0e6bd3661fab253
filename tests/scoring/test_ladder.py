from hypothesis import given
from hypothesis import strategies as st

from gitassay.model.finding import Finding
from gitassay.model.outcome import Confidence, Outcome
from gitassay.model.rubric import Cap, Category, Level, Requirement
from gitassay.scoring.ladder import Reading, climb, holds, term_holds

SIGNALS = ("s/a", "s/b", "s/c", "s/d")


def finding(signal: str, outcome: Outcome, confidence: Confidence = Confidence.HIGH, discount: str | None = None) -> Finding:
    return Finding(signal, outcome, confidence, "", (), discount)


def ladder(*requirements: tuple[Requirement, ...], caps: tuple[Cap, ...] = ()) -> Category:
    rungs = (*requirements, *[()] * (6 - len(requirements)))
    levels = tuple(Level(score=score, name="n", anchor="a", require=rungs[score]) for score in range(6))
    return Category(id="c", title="C", weight=100, levels=levels, caps=caps)


def need(**terms: object) -> Requirement:
    return Requirement.model_validate({"say": "something is missing", **terms})


def test_a_level_counts_only_when_every_level_below_holds() -> None:
    category = ladder((), (need(all=["s/a"]),), (need(all=["s/b"]),), (need(all=["s/c"]),), (need(all=["s/d"]),), (need(all=["s/e"]),))
    answers = {"s/a": (finding("s/a", Outcome.YES),), "s/c": (finding("s/c", Outcome.YES),)}
    assert climb(category, answers, Reading.SHOWN).score == 1


def test_what_was_not_met_is_told_by_level() -> None:
    second = need(all=["s/b"])
    category = ladder((), (need(all=["s/a"]),), (second,))
    answers = {"s/a": (finding("s/a", Outcome.YES),)}
    assert climb(category, answers, Reading.SHOWN).unmet == ((2, second),)


def test_at_least_counts_yes_answers() -> None:
    two = need(at_least=2, of=["s/a", "s/b", "s/c"])
    one = {"s/a": (finding("s/a", Outcome.YES),)}
    both = {**one, "s/c": (finding("s/c", Outcome.YES),)}
    assert (holds(two, one, Reading.SHOWN), holds(two, both, Reading.SHOWN)) == (False, True)


def test_a_discounted_yes_does_not_count() -> None:
    answers = {"s/a": (finding("s/a", Outcome.YES, discount="not the candidate's"),)}
    assert not term_holds("s/a", answers, Reading.POSSIBLE)


def test_not_measured_is_never_no() -> None:
    answers = {"s/a": (finding("s/a", Outcome.NOT_AVAILABLE),)}
    assert not term_holds("not s/a", answers, Reading.SHOWN)


def test_a_question_that_makes_no_sense_denies_the_bad_thing_it_asks_for() -> None:
    answers = {"s/a": (finding("s/a", Outcome.NOT_APPLICABLE),)}
    assert term_holds("not s/a", answers, Reading.SHOWN)


def test_low_confidence_counts_in_the_suggestion_but_not_in_the_low_end() -> None:
    answers = {"s/a": (finding("s/a", Outcome.YES, Confidence.LOW),)}
    assert [term_holds("s/a", answers, reading) for reading in Reading] == [False, True, True]


def test_what_needs_review_counts_only_in_the_high_end() -> None:
    answers = {"s/a": (finding("s/a", Outcome.NEEDS_REVIEW),)}
    assert [term_holds("s/a", answers, reading) for reading in Reading] == [False, False, True]


def test_a_cap_holds_the_score_back_and_says_why() -> None:
    category = ladder(caps=(Cap(score=3, when=("s/toy",), say="toy data"),))
    answers = {"s/toy": (finding("s/toy", Outcome.YES),)}
    climbed = climb(category, answers, Reading.SHOWN)
    assert (climbed.score, climbed.cap) == (3, "toy data")


def test_a_doubtful_cap_lowers_only_the_low_end() -> None:
    category = ladder(caps=(Cap(score=3, when=("s/toy",), say="toy data"),))
    answers = {"s/toy": (finding("s/toy", Outcome.NEEDS_REVIEW),)}
    assert [climb(category, answers, reading).score for reading in Reading] == [3, 5, 5]


FINDINGS = st.fixed_dictionaries(
    {},
    optional={
        signal: st.builds(
            lambda outcome, confidence, discount, signal=signal: (finding(signal, outcome, confidence, discount),),
            st.sampled_from(Outcome),
            st.sampled_from([Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW]),
            st.sampled_from([None, "discounted"]),
        )
        for signal in SIGNALS
    },
)
TERMS = st.lists(st.sampled_from([*SIGNALS, *(f"not {signal}" for signal in SIGNALS)]), min_size=1, max_size=3, unique=True)
NEEDS = st.one_of(TERMS.map(lambda terms: need(all=terms)), TERMS.map(lambda terms: need(any=terms)))
LADDERS = st.lists(st.lists(NEEDS, max_size=2).map(tuple), min_size=6, max_size=6).map(lambda rungs: ladder(*rungs))


@given(LADDERS, FINDINGS)
def test_the_low_end_is_never_above_the_suggestion_nor_that_above_the_high_end(
    category: Category, answers: dict[str, tuple[Finding, ...]]
) -> None:
    low, shown, high = (climb(category, answers, reading).score for reading in Reading)
    assert low <= shown <= high


@given(
    st.lists(st.lists(TERMS.map(lambda terms: [term.removeprefix("not ") for term in terms]), max_size=2), min_size=6, max_size=6),
    FINDINGS,
    st.sampled_from(SIGNALS),
)
def test_one_more_yes_never_lowers_a_score(rungs: list[list[list[str]]], answers: dict[str, tuple[Finding, ...]], added: str) -> None:
    category = ladder(*(tuple(need(any=terms) for terms in rung) for rung in rungs))
    more = {**answers, added: (finding(added, Outcome.YES),)}
    assert climb(category, more, Reading.SHOWN).score >= climb(category, answers, Reading.SHOWN).score
