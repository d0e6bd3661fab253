from gitassay.model.lookups import Release
from gitassay.model.outcome import Outcome
from gitassay.signals.dependencies.kept_current import kept_current
from tests.support.lookups import package, registered
from tests.support.memory import ask

FILES: dict[str, str | bytes] = {"requirements.txt": "flask==1.0\nsix\n"}


def test_small_distances_are_current() -> None:
    told = registered(package("flask", Release("1.0", "2020-01-01"), Release("1.1", "2020-07-01")))
    finding = ask(kept_current, FILES, lookups=told)
    assert (finding.outcome, dict(finding.measures)["libyears"]) == (Outcome.YES, 0.5)


def test_years_behind_are_named() -> None:
    finding = ask(kept_current, FILES, lookups=registered(package("flask", Release("1.0", "2015-01-01"), Release("3.0", "2024-01-01"))))
    assert finding.outcome == Outcome.NO
    assert "Furthest behind: flask 1.0." in finding.message


def test_a_gone_package_is_no_longer_offered() -> None:
    finding = ask(kept_current, FILES, lookups=registered(package("flask", state="gone")))
    assert (finding.outcome, finding.message) == (Outcome.NO, "No longer offered or looked after: flask.")


def test_a_source_without_days_tells_nothing() -> None:
    told = registered(package("flask", Release("1.0"), Release("2.0"), tells=False))
    assert ask(kept_current, FILES, lookups=told).outcome == Outcome.NOT_AVAILABLE


def test_without_a_registry_it_is_not_checked() -> None:
    finding = ask(kept_current, FILES)
    assert (finding.outcome, finding.message[:12]) == (Outcome.NOT_AVAILABLE, "Not checked:")
