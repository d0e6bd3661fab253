"""Whether the way from data to a stored or served model is code."""

from gitassay.facts.facts import Facts
from gitassay.model.finding import Finding, Place
from gitassay.model.outcome import Confidence
from gitassay.signals.answer import Answer
from gitassay.signals.asking import last_part, unread
from gitassay.signals.signal import signal
from gitassay.signals.training import training_places

_READS = (
    "read_csv",
    "read_parquet",
    "read_sql",
    "read_json",
    "read_excel",
    "load_dataset",
    "DataLoader",
    "read_table",
    "from_pandas",
    "ImageFolder",
    "read_sql_query",
    "image_dataset_from_directory",
    "flow_from_directory",
    "read_feather",
    "load_data",
)
_INGESTS = ("database", "scraping", "public_dataset", "toy_dataset")
_LOADS = frozenset({"load", "load_model", "load_state_dict", "from_pretrained", "load_weights", "unpickle", "InferenceSession"})


@signal("Does the code run from data to a stored or served model?")
def runs_end_to_end(facts: Facts, answer: Answer) -> Finding:
    """An end-to-end pipeline takes in data, trains, evaluates and hands over a model without steps by hand.

    Seen: reading data, training, a metric, and storing or serving the model, each in modules outside of notebooks.
    Not seen: pipelines that are put together by a platform, and whether the parts fit together.
    """
    trained = [place for place in training_places(facts) if not place.path.endswith(".ipynb")]
    if not trained:
        if training_places(facts):
            return answer.no("The model is trained in notebooks only.")
        return unread(facts, answer) or answer.not_applicable("No model is trained.")
    main = ("main",)
    ingested = [use.place for use in facts.uses(*_INGESTS, roles=main)] or _reads(facts)
    measured = [use.place for use in facts.uses("metric", roles=main)]
    stored = [use.place for use in facts.uses("model_store", roles=main)]
    served = [use.place for use in facts.uses("web_service", "demo_app", roles=main)] if _loads(facts) else []
    missing = [
        word
        for word, found in (("taking in data", ingested), ("a metric", measured), ("storing or serving the model", stored or served))
        if not found
    ]
    if missing:
        return answer.no(f"Not all steps were seen; missing: {', '.join(missing)}.", measures={"missing": len(missing)})
    places = [ingested[0], trained[0], measured[0], *stored[:1], *served[:1]]
    confidence = Confidence.HIGH if stored and served else Confidence.MEDIUM
    return answer.yes("Code takes in data, trains, evaluates and stores or serves the model.", places, confidence)


def _reads(facts: Facts) -> list[Place]:
    return [Place(unit.path, call.line, call.end) for unit in facts.code.main for call in unit.calls if last_part(call.name) in _READS]


def _loads(facts: Facts) -> bool:
    """Whether main code loads a stored model."""
    return any(last_part(call.name) in _LOADS for unit in facts.code.main for call in unit.calls)
