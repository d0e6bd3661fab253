"""From targets to an assessment: wires the stages and knows nothing of what they do."""

from gitassay import __version__
from gitassay.isolation import run_isolated, warm_up
from gitassay.link_check import with_link_states
from gitassay.looking_up import looked_up
from gitassay.memo import Memo
from gitassay.model.assessment import Assessment, CandidateCard
from gitassay.plain import visible
from gitassay.quoting import with_quotes
from gitassay.repositories import READING, Work, begin, read_all, working, workplace
from gitassay.request import Request, Watch
from gitassay.resources import resource
from gitassay.scoring.assemble import assemble
from gitassay.sources.collect import Collected, Listed, Offer, collect
from gitassay.sources.selection import load_rule


def assay(request: Request, watch: Watch) -> Assessment:
    """Read a candidate's repositories and judge them. The document is not sealed yet.

    Raises:
        SourceError: the targets can't be used or there is nothing to assess.
    """
    warm_up("gitassay.reading", *(() if request.offline else ("gitassay.sources.clone_child",)))
    with workplace(request.keep_clones) as place, working(request, place) as work:
        collected = gather(request, watch, lambda sources: begin(sources, work))
        return _judged(collected, work, watch)


def gather(request: Request, watch: Watch, listed: Listed = lambda sources: None) -> Collected:
    """Who the candidate is and which repositories there are: all that needs a token. `listed` is told of the repositories first.

    Raises:
        SourceError: the targets can't be used or there is nothing to assess.
    """
    rule = load_rule(resource("config") / "thresholds.toml", request.max_repositories)
    offer = Offer(request.name, request.authors, request.github_url, request.token, request.offline, rule, request.as_of, request.gate)
    return collect(request.targets, offer, lambda reason, seconds: watch.remark(f"Waiting {seconds:.0f} seconds for {reason}."), listed)


def judge(collected: Collected, request: Request, watch: Watch) -> Assessment:
    """Bring and read the repositories of a candidate and judge them. The document is not sealed yet."""
    with workplace(request.keep_clones) as place, working(request, place) as work:
        return _judged(collected, work, watch)


def _judged(collected: Collected, work: Work, watch: Watch) -> Assessment:
    request = work.request
    readings, lookups = read_all(collected, work, watch)
    if request.quotes is not None:
        readings = with_quotes(readings, request.quotes, work.place)
    if request.links_on is not None:
        readings = with_link_states(readings, request.links_on)
    if request.cache is not None:
        Memo(request.cache).prune()
    identity = collected.identity
    candidate = CandidateCard(name=visible(identity.name, 200), login=identity.login, url=collected.url, upstream=collected.upstream)
    # The warm process has every signal loaded; loading them here as well would keep the whole run waiting.
    questions = run_isolated("gitassay.reading", {"questions": True}, READING, warm=True)
    return assemble(candidate, readings, request.loaded, questions, request.as_of, __version__, looked_up(lookups))
