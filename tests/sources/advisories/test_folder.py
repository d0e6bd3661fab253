import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from gitassay.model.lookups import PackageVersion
from gitassay.sources.advisories.folder import AdvisoryFolder

FLASK = PackageVersion("pypi", "flask", "0.5")


def record(one: str, name: str, fixed: str, ecosystem: str = "PyPI", modified: str = "2024-05-06T00:00:00Z") -> dict[str, Any]:
    package = {"ecosystem": ecosystem, "name": name}
    affected = [{"package": package, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": fixed}]}]}]
    return {"id": one, "modified": modified, "published": "2019-01-01T00:00:00Z", "affected": affected}


def archive(place: Path, *records: dict[str, Any], also: dict[str, bytes] | None = None) -> None:
    place.parent.mkdir(parents=True)
    with zipfile.ZipFile(place, "w") as members:
        for one in records:
            members.writestr(f"{one['id']}.json", json.dumps(one))
        for name, content in (also or {}).items():
            members.writestr(name, content)


@pytest.mark.parametrize("layout", ["osv-scanner/PyPI/all.zip", "PyPI/all.zip"])
def test_both_layouts_of_databases_are_read(tmp_path: Path, layout: str) -> None:
    archive(tmp_path / layout, record("PYSEC-1", "Flask", "1.0"), record("PYSEC-2", "flask", "0.4"), record("PYSEC-3", "other", "9"))
    answers = AdvisoryFolder(tmp_path).ask([FLASK])
    assert [(hit.package, hit.ids) for hit in answers.hits] == [(FLASK, ("PYSEC-1",))]
    assert [(one.id, one.published) for one in answers.advisories] == [("PYSEC-1", "2019-01-01")]


def test_single_records_are_read(tmp_path: Path) -> None:
    (tmp_path / "PyPI").mkdir()
    (tmp_path / "PyPI" / "a.json").write_text(json.dumps(record("PYSEC-1", "flask", "1.0")))
    assert AdvisoryFolder(tmp_path).ask([FLASK]).hits[0].ids == ("PYSEC-1",)


def test_the_day_is_that_of_the_newest_record(tmp_path: Path) -> None:
    archive(tmp_path / "PyPI/all.zip", record("PYSEC-1", "flask", "1.0"), record("PYSEC-9", "other", "1", modified="2025-07-08T00:00:00Z"))
    assert AdvisoryFolder(tmp_path).ask([FLASK]).day == "2025-07-08"


def test_an_ecosystem_without_records_is_told(tmp_path: Path) -> None:
    assert AdvisoryFolder(tmp_path).ask([FLASK]).hits[0].problem == "the folder of advisories holds none for PyPI"


def test_hostile_members_are_passed_over(tmp_path: Path) -> None:
    broken = {
        "../../escape.json": b'{"name": "flask"',
        "deep.json": b'{"name":"flask","a":' + b"[" * 100_000,
        "flask.txt": b"x",
        "list.json": b'["name"]',
    }
    archive(tmp_path / "PyPI/all.zip", record("PYSEC-1", "flask", "1.0"), also=broken)
    assert AdvisoryFolder(tmp_path).ask([FLASK]).hits[0].ids == ("PYSEC-1",)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["PyPI", "all.zip"]


def test_a_damaged_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "PyPI").mkdir()
    (tmp_path / "PyPI/all.zip").write_bytes(b"PK no zip")
    assert "could not be read" in AdvisoryFolder(tmp_path).ask([FLASK]).hits[0].problem
