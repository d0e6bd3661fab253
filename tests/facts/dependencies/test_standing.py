from gitassay.facts.dependencies.standing import Age, Standing, collapsed, standings
from gitassay.facts.dependencies.uses import PackageUse
from gitassay.model.lookups import Advisory, Lookups, Release
from tests.support.lookups import advised, package, registered

AS_OF, LAST = "2026-01-02", "2020-06-01"


def use(name: str = "demo", version: str = "1.0", floor: str = "", scope: str = "main", state: str = "pinned") -> PackageUse:
    return PackageUse("pypi", name, scope, "", state, "requirements.txt", 1, version, floor, "pinned" if version else "")


def standing(lookups: Lookups, *uses: PackageUse, as_of: str = AS_OF, last: str = LAST) -> Standing:
    return standings(uses or (use(),), lookups, as_of, last)[0]


OLD, NEW = Advisory("GHSA-1", ("CVE-1",), "2019-01-01"), Advisory("GHSA-2", (), "2023-01-01")
HIT = ("pypi", "demo", "1.0", ("GHSA-1", "GHSA-2"))


def test_without_a_source_nothing_is_said_to_be_clear() -> None:
    assert standing(Lookups()).advisory == "not_checked"


def test_what_was_known_is_kept_apart_from_what_was_found_since() -> None:
    told = standing(advised(HIT, about=(OLD, NEW)))
    assert (told.advisory, told.ids, told.known) == ("affected", ("GHSA-1", "GHSA-2"), ("GHSA-1",))


def test_advisories_of_after_the_day_of_the_assessment_do_not_count() -> None:
    assert standing(advised(HIT, about=(OLD, NEW)), as_of="2022-01-01").ids == ("GHSA-1",)
    assert standing(advised(HIT, about=(OLD, NEW)), as_of="2018-01-01").advisory == "clear"


def test_a_withdrawn_advisory_does_not_count_from_that_day_on() -> None:
    withdrawn = Advisory("GHSA-1", (), "2019-01-01", "2021-01-01")
    rows = ("pypi", "demo", "1.0", ("GHSA-1",))
    assert standing(advised(rows, about=(withdrawn,))).advisory == "clear"
    assert standing(advised(rows, about=(withdrawn,)), as_of="2020-01-01").advisory == "affected"


def test_aliases_are_one_advisory() -> None:
    rows = [Advisory("GHSA-1", ("CVE-1",)), Advisory("PYSEC-1", ("CVE-1",)), Advisory("GHSA-2"), Advisory("ZZZ-1", ("PYSEC-1",))]
    assert [[one.id for one in group] for group in collapsed(rows)] == [["GHSA-1", "PYSEC-1", "ZZZ-1"], ["GHSA-2"]]


def test_an_alias_that_was_known_earlier_makes_the_advisory_known() -> None:
    later = Advisory("GHSA-1", ("PYSEC-1",), "2023-01-01")
    told = standing(advised((*HIT[:3], ("GHSA-1", "PYSEC-1")), about=(later, Advisory("PYSEC-1", (), "2019-01-01"))))
    assert (told.ids, told.known) == (("GHSA-1",), ("GHSA-1",))


def test_an_affected_floor_is_no_affected_version() -> None:
    told = standing(advised(HIT, about=(OLD,)), use(version="", floor="1.0", state="floor"))
    assert (told.advisory, told.ids) == ("floor_affected", ("GHSA-1", "GHSA-2"))


def test_a_clear_floor_says_nothing_about_what_is_installed() -> None:
    told = standing(advised(("pypi", "demo", "1.0", ())), use(version="", floor="1.0", state="floor"))
    assert (told.advisory, told.problem) == ("unknown", "only a lowest version is named")


def test_no_version_is_unknown_and_not_all_of_history() -> None:
    told = standing(advised(HIT, about=(OLD,)), use(version="", state="any"))
    assert (told.advisory, told.ids, told.problem) == ("unknown", (), "no version is named")


def test_what_was_not_looked_up_is_unknown() -> None:
    assert standing(advised()).advisory == "unknown"


def test_conda_addresses_and_folders_are_unknown() -> None:
    conda = PackageUse("conda", "demo", "main", "=1.0", "pinned", "environment.yml", 1, "1.0")
    assert standing(advised(), conda).problem == "no source covers conda packages"
    assert standing(advised(), use(version="", state="url")).problem == "it does not come from a registry"


def test_the_worst_of_several_uses_counts() -> None:
    told = standing(advised(HIT, ("pypi", "demo", "2.0", ()), about=(OLD,)), use(version="2.0"), use(scope="test"))
    assert (told.advisory, told.scope) == ("affected", "main")


def age(*releases: Release, version: str = "1.0", as_of: str = AS_OF, last: str = LAST, tells: bool = True, status: str = "") -> Age:
    told = standing(registered(package("demo", *releases, tells=tells, status=status)), use(version=version), as_of=as_of, last=last).age
    assert told is not None
    return told


ONE, TWO, THREE = Release("1.0", "2019-01-01"), Release("2.0", "2021-01-01"), Release("3.0", "2024-01-01")


def test_libyears_lie_between_two_releases() -> None:
    assert (age(ONE, TWO).libyears, age(ONE, TWO).newest) == (2.0, "2.0")


def test_the_newest_is_that_of_the_day() -> None:
    assert age(ONE, TWO, THREE, as_of="2022-01-01").newest == "2.0"


def test_nothing_newer_is_no_age() -> None:
    assert age(ONE).libyears == 0.0


def test_prereleases_and_yanked_ones_are_not_the_newest() -> None:
    assert age(ONE, Release("9.0rc1", "2022-01-01"), Release("8.0", "2022-01-01", yanked=True)).newest == "1.0"


def test_a_yanked_release_in_use_is_told() -> None:
    assert age(Release("1.0", "2019-01-01", yanked=True), TWO).yanked


def test_a_deprecated_release_or_project_is_told() -> None:
    assert age(Release("1.0", "2019-01-01", deprecated="use other"), TWO).deprecated == "use other"
    assert age(ONE, status="archived").deprecated == "archived"


def test_a_source_without_days_gives_no_age() -> None:
    told = age(Release("1.0"), Release("2.0"), tells=False)
    assert (told.libyears, told.told, told.problem) == (None, False, "the source does not say when releases were made")


def test_a_day_after_the_commit_that_uses_the_release_is_not_believed() -> None:
    told = age(Release("1.0", "2024-05-05"), Release("2.0", "2024-06-06"))
    assert (told.libyears, told.problem) == (None, "the source's dates can't be right")


def test_a_package_that_is_gone_is_told() -> None:
    told = standing(registered(package("demo", state="gone"))).age
    assert told is not None
    assert told.gone


def test_a_release_the_registry_does_not_know_is_told() -> None:
    assert age(TWO, version="7.7").problem == "this version is not in the registry"
