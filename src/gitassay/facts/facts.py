"""Everything known about one repository, each part derived on first use and once."""

from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from gitassay.facts.authorship import CopiedLibrary, copied_libraries
from gitassay.facts.catalogue import Catalogue, Use
from gitassay.facts.code.kept import KeptUnits
from gitassay.facts.code.read import read_code
from gitassay.facts.code.table import Code
from gitassay.facts.code.undefined import Undefined, undefined_names
from gitassay.facts.configs import Configs, read_configs
from gitassay.facts.dependencies.standing import Standing, standings
from gitassay.facts.dependencies.uses import PackageUse, read_uses
from gitassay.facts.files import RepositoryFile, classify
from gitassay.facts.fingerprints import installed, own_indexes, read_matches
from gitassay.facts.history import History, read_history
from gitassay.facts.languages import Languages, read_languages
from gitassay.facts.links import Link, read_links
from gitassay.facts.manifests.read import Manifests, read_manifests
from gitassay.facts.matches import Matches
from gitassay.facts.notebooks import Notebook, read_notebooks
from gitassay.facts.readme import Readme, read_readme
from gitassay.facts.readme.kinds import Kind, section_kinds
from gitassay.facts.results import Results, read_results
from gitassay.facts.taken_over import TakenOver
from gitassay.facts.text import Texts
from gitassay.model.candidate import Identity, RepositorySource
from gitassay.model.lookups import Lookups
from gitassay.model.snapshot import Snapshot
from gitassay.resources import resource

NOTHING_LOOKED_UP = Lookups()


class Facts:
    """The facts of one snapshot. Signals ask these; nothing here knows whether a fact is good or bad."""

    def __init__(
        self,
        snapshot: Snapshot,
        source: RepositorySource,
        identity: Identity,
        catalogue: Catalogue,
        as_of: int,
        tutorials: tuple[Path, ...] = (),
        kept: KeptUnits | None = None,
        lookups: Lookups = NOTHING_LOOKED_UP,
    ) -> None:
        """`as_of` is the day of the assessment in seconds since 1970; no fact asks the clock. `tutorials` are folders of own indexes.

        `kept` holds units parsed before, `lookups` are what sources of advisories and registries said about packages.
        """
        self._kept = kept
        self.snapshot = snapshot
        self.source = source
        self.identity = identity
        self.catalogue = catalogue
        self._as_of = as_of
        self.asked_for_the_day = False
        self.tutorials = tutorials
        self.lookups = lookups
        self.texts = Texts(snapshot)

    @property
    def as_of(self) -> int:
        """The day of the assessment in seconds since 1970. That it was asked for is noted: the answers hold for this day only.

        The history does not count, since all it asks is whether commits are later than that day.
        """
        self.asked_for_the_day = True
        return self._as_of

    @cached_property
    def files(self) -> tuple[RepositoryFile, ...]:
        """Every file of the tree with its role and language, sorted by path."""
        return classify(self.snapshot, self.texts)

    @cached_property
    def copied(self) -> tuple[CopiedLibrary, ...]:
        """Folders that hold a library copied whole from elsewhere."""
        return copied_libraries(self.files, self.snapshot.commits)

    def copied_from(self, path: str) -> CopiedLibrary | None:
        """The copied library that a file belongs to, None for the project's own files."""
        return next((one for one in self.copied if path.startswith(f"{one.folder}/")), None)

    def own_share_of_lines(self) -> float | None:
        """The candidate's share of the lines of source files and notebooks, 0 to 1; None when it can't be told.

        A line counts by its file's share of commits; lines of copied libraries are nobody's here.
        """
        shares = self.history.shares
        lines = {unit.path: unit.lines for unit in self.code.units if unit.role in ("main", "notebook", "test")}
        whole = sum(lines.values())
        if not self.history.own or not shares or not whole:
            return None
        return sum(count * shares.get(path, 0.0) for path, count in lines.items() if self.copied_from(path) is None) / whole

    @cached_property
    def notebooks(self) -> tuple[Notebook, ...]:
        """Jupyter notebooks: cells, outputs and where they stand in the file."""
        return read_notebooks(self.files, self.texts)

    @cached_property
    def code(self) -> Code:
        """The code table of every source file and notebook."""
        return read_code(self.files, self.notebooks, self.texts, self._kept)

    @cached_property
    def undefined_names(self) -> tuple[Undefined, ...] | None:
        """Names in Python files of the project and its tests that nothing defines; None when that was not measured."""
        return undefined_names((*self.code.main, *self.code.tests), self.texts)

    @cached_property
    def readme(self) -> Readme | None:
        """The project's README, or None when there is none."""
        return read_readme(self.files, self.texts)

    @cached_property
    def readme_kinds(self) -> tuple[tuple[Kind, ...], ...]:
        """What each section of the README is about, in order; empty without a README in English, which is not measured."""
        return (section_kinds(self.readme) if self.readme else None) or ()

    @cached_property
    def manifests(self) -> Manifests:
        """Declared and locked packages."""
        return read_manifests(self.files, self.texts)

    @cached_property
    def package_uses(self) -> tuple[PackageUse, ...]:
        """Each declared or locked package with its version."""
        return read_uses(self.manifests)

    @cached_property
    def dependencies(self) -> tuple[Standing, ...]:
        """How each package stands, as far as sources were asked."""
        last = self.history.last
        # Where nothing was looked up, nothing is compared with the day, and the reading holds for later days too.
        day = self._as_of if self.lookups == NOTHING_LOOKED_UP else self.as_of
        return standings(self.package_uses, self.lookups, _day(day), "" if last is None else _day(last))

    @cached_property
    def configs(self) -> Configs:
        """Containers, workflows, deployment and tool configuration, parsed."""
        return read_configs(self.files, self.texts)

    @cached_property
    def history(self) -> History:
        """Who committed what and when, by raw e-mail."""
        return read_history(self.snapshot, self.identity, self._as_of)

    @cached_property
    def languages(self) -> Languages:
        """Bytes by language, vendored and generated files left out."""
        return read_languages(self.files)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Links of the README and the repository's homepage."""
        return read_links(self.readme, self.source)

    @cached_property
    def results(self) -> Results:
        """Measured results that are reported, and what in the repository stands behind each."""
        uses = tuple(self.uses(concept, roles=("main", "notebook", "test", "example")) for concept in ("metric", "latency_measure"))
        return read_results(self.readme, self.files, self.notebooks, self.texts, self.code, (uses[0], uses[1]))

    @cached_property
    def matches(self) -> Matches | None:
        """What matches known tutorials, or None when no index of them can be read."""
        known = installed(resource("config") / "tutorials")
        added = tuple(index for folder in self.tutorials for index in own_indexes(folder))
        readme = self.readme.path if self.readme else None
        if not known and not added:
            return None
        return read_matches(self.snapshot, self.source, self.files, self.notebooks, readme, self.texts, known, added)

    @cached_property
    def taken_over(self) -> TakenOver | None:
        """Which lines come from known tutorials, or None when no index of them can be read."""
        page = self.readme.path if self.readme else ""
        return TakenOver(self.matches, page, self.texts.text(page) or "") if self.matches else None

    def uses(self, *concepts: str, roles: tuple[str, ...] = ("main", "notebook")) -> tuple[Use, ...]:
        """Places where code of these roles does what one of the concepts names, by file and line."""
        return tuple(use for concept in concepts for use in self._uses.get(concept, ()) if use.role in roles)

    @cached_property
    def _uses(self) -> dict[str, tuple[Use, ...]]:
        return self.catalogue.find(self.code)


def _day(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
