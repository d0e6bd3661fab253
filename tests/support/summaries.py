"""Summaries to look at: one that was written, lost something and lacks something, and one in which every text is hostile."""

from gitassay.model.assessment import Assessment
from gitassay.model.summary import DroppedSentence, Part, PromptReference, Rephrased, Sentence, Summary, Usage
from tests.support.sample import HOSTILE

PROMPTS = (PromptReference(name="overview", version="1", sha256="ab" * 32),)


def sample_summary(assessment: Assessment) -> Summary:
    """Every kind of part in every state, about this assessment."""
    shown = assessment.categories[0].reasons[0].findings[0]
    hidden = assessment.findings[-1].id
    first, second, third = (category.id for category in assessment.categories[:3])
    parts = (
        Part(
            kind="overview",
            state="written",
            sentences=(
                Sentence(text="The code is checked.", evidence=(shown,)),
                Sentence(text="A test was seen.", evidence=(hidden, "E0")),
            ),
            dropped=(DroppedSentence(text="All tests pass.", evidence=(shown,), reason="“pass” is not in the cited evidence"),),
            dropped_count=1,
        ),
        Part(kind="category", category=first, state="written", sentences=(Sentence(text="A model is trained.", evidence=(shown,)),)),
        Part(kind="category", category=second, state="withheld", reason="3 of 4 sentences failed verification, more than 50%"),
        Part(kind="category", category=third, state="missing", reason="the server did not answer in time (60 seconds)"),
        Part(kind="brief", state="written", questions=(Rephrased(original="Why so?", text="Why is it so?"),)),
    )
    usage = Usage(requests=4, prompt_tokens=4_000, completion_tokens=321, cost=0.0123)
    return Summary(assessment_sha256=assessment.sha256, model="stand-in-1", prompts=PROMPTS, parts=parts, usage=usage).sealed()


def hostile_summary(assessment: Assessment) -> Summary:
    """The same with hostile text in each field that a model, its server or a candidate can fill."""
    parts = tuple(
        Part(
            kind="overview",
            state="written",
            sentences=(Sentence(text=text, evidence=(text, assessment.findings[0].id)),),
            questions=(Rephrased(original=text, text=text),),
            dropped=(DroppedSentence(text=text, evidence=(text,), reason=text),),
            dropped_count=1,
        )
        for text in HOSTILE
    )
    untold = Part(kind="category", category=HOSTILE[0], state="missing", reason=HOSTILE[1])
    return Summary(assessment_sha256=assessment.sha256, model=HOSTILE[0], prompts=PROMPTS, parts=(*parts, untold)).sealed()
