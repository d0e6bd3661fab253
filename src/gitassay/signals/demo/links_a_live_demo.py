"""Whether the project links a running version of itself."""

from urllib.parse import urlsplit

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding
from gitassay.signals.answer import Answer
from gitassay.signals.demo_links import demo_links
from gitassay.signals.places import project_place
from gitassay.signals.signal import signal


@signal("Does the project link a live demo of itself?")
def links_a_live_demo(facts: Facts, answer: Answer) -> Finding:
    """A hosted version lets anyone test the work in a minute.

    Seen: links to application hosts (Streamlit, Spaces, Vercel, Netlify, Render, Fly ...), to pages and to own domains that are announced
    as the demo, and the homepage field. Links of related or credited projects, badges, documents, forums and package pages are no demo.
    Not seen: whether the link answers (`demo/demo_answers` says so, when links were checked), and demos announced in other languages.
    """
    found = sorted(demo_links(facts), key=lambda one: ("high", "medium", "low").index(one.confidence))
    if not found:
        return answer.no("No link to a live demo was found.")
    places = [one.link.place for one in found if one.link.place] or list(project_place(facts))
    best = found[0]
    host = urlsplit(best.url).hostname or ""
    measures = {"url": best.url[:200], "host": host, "kind": best.kind.value, "links": len(found)}
    return answer.yes(f"A live demo is linked: {host}.", places, best.confidence, measures)
