"""Whether made-up answers are countered."""

import re

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import libraries, places, unread
from gitassay.signals.llm import llm_calls, prompt_texts
from gitassay.signals.naming import own_functions
from gitassay.signals.prompts import is_used
from gitassay.signals.signal import signal

_OWN = re.compile(
    r"(?:verify|check|validate|attach|extract|format|enforce|parse)_?\w*citations?|ground(?:ed|ing|edness)|hallucinat|faithful|fact_?check"
    r"|(?:verify|check)_?(?:answer|claims?|facts?|sources?)",
    re.IGNORECASE,
)
_ABSTAIN = re.compile(
    r"\b(?:only|solely|strictly|exclusively)\b.{0,30}\b(?:from|on|in|to|using|use|with)\b.{0,30}\b(?:context|documents?|passages?|sources?|information)\b"
    r"|\buse\b.{0,30}\b(?:context|pieces|passages|documents)\b.{0,60}\bto answer\b"
    r"|\b(?:do not|don't|never)\b.{0,20}\b(?:make up|invent|fabricate|guess|hallucinate)\b"
    r"|\bsay\b.{0,20}\b(?:don't|do not|cannot|can't)\b.{0,12}\b(?:know|answer|find)\b"
    r"|\bif\b.{0,60}\b(?:not (?:in|contained|found|present|enough)|don't know|do not know|no (?:relevant|sufficient))\b"
    r".{0,80}"
    r"\b(?:say|respond|reply|answer|state|return)\b"
    r"|\bcite\b.{0,40}\b(?:sources?|documents?|passages?|context|references?)\b",
    re.IGNORECASE | re.DOTALL,
)
_ABSTAIN_ELSEWHERE = re.compile(
    r"(?:nicht|nichts|keine)\b.{0,30}\berfinde|\berfinde\b.{0,20}\b(?:nichts|keine)|ausschließlich.{0,40}(?:Kontext|Dokument|Quelle)"
    r"|(?:solo|únicamente|exclusivamente|apenas|somente)\b.{0,40}\b(?:contexto|documentos?|información|informações)"
    r"|no inventes|n[ãa]o invente|n'invente"
    r"|(?:uniquement|seulement)\b.{0,40}\b(?:contexte|documents?|informations)"
    r"|jangan mengarang|(?:hanya|只|仅|仅仅)(?:根据|依据|基于|berdasarkan)|(?:不要|禁止|切勿|请勿)(?:编造|捏造|臆测|虚构|杜撰)"
    r"|(?:문서|자료|컨텍스트|내용|정보).{0,12}만.{0,12}(?:바탕|근거|기반|사용)|추측하지|지어내지"
    r"|(?:コンテキスト|文書|資料|情報).{0,12}のみ|(?:捏造|推測)しないで|не (?:выдумывай|придумывай)|только.{0,40}контекст",
    re.IGNORECASE,
)
"""The same in German, Spanish, Portuguese, French, Indonesian, Chinese, Korean, Japanese and Russian."""


@signal("Are made-up answers countered?")
def mitigates_hallucination(facts: Facts, answer: Answer) -> Finding:
    """A model invents what it doesn't know; citations, checks against the sources and leave to abstain make that rarer and visible.

    Seen: grounding metrics and source citations of libraries, functions of the project that check answers against sources, and prompts
    that confine the answer to the context or ask to abstain (less sure).
    Not seen: how well it works. Sources that are asked for and then dropped count as nothing, nor does a prompt that is used nowhere.
    """
    if not llm_calls(facts):
        return unread(facts, answer) or answer.not_applicable("No model is called.")
    uses = [use for use in facts.uses("grounding") if "return_source_documents" not in use.keywords or _shows_sources(facts)]
    if uses:
        return answer.yes(f"Answers are tied to sources with {libraries(uses)}.", places(uses))
    own = own_functions(facts, _OWN)
    if own:
        return answer.yes("Answers are checked against sources by functions of the project.", [one.place for one in own], Confidence.MEDIUM)
    told = [
        Place(unit.path, text.line, text.end)
        for unit, text in prompt_texts(facts)
        if (_ABSTAIN.search(text.value) or _ABSTAIN_ELSEWHERE.search(text.value)) and is_used(facts, unit, text)
    ]
    if told:
        return answer.yes("The prompt confines the answer to what is given, or asks to abstain.", told, Confidence.MEDIUM)
    return answer.no("Nothing that counters made-up answers was seen.")


def _shows_sources(facts: Facts) -> bool:
    """Whether own code takes the sources out of a reply."""
    return any(text.value in ("source_documents", "sourceDocuments") for unit in facts.code.own for text in unit.texts) or any(
        "source_documents" in name[:300] or "sourceDocuments" in name[:300]
        for unit in facts.code.own
        for call in unit.calls
        for name in (*call.names, *call.strings)
    )
