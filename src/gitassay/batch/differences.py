"""What differs between two batches, in sentences."""

from collections.abc import Iterable

from gitassay.store.batches import Task

ASSESSED = ("done", "unchanged")


def differences(first: Iterable[Task], second: Iterable[Task]) -> list[str]:
    """Who is new, who is gone, whose state or suggestions changed; by applicant."""
    before = {task.applicant: task for task in first if task.state != "erased"}
    after = {task.applicant: task for task in second if task.state != "erased"}
    lines = []
    for applicant in sorted(before.keys() | after.keys()):
        told = _told(before.get(applicant), after.get(applicant))
        if told:
            lines.append(f"{applicant}: {told}")
    return lines


def _told(before: Task | None, after: Task | None) -> str:
    if before is None:
        return "new"
    if after is None:
        return "no longer listed"
    if before.state not in ASSESSED or after.state not in ASSESSED:
        return "" if before.state == after.state else f"{before.state} before, {after.state} now"
    if before.sha256 == after.sha256:
        return ""
    return "; ".join(_changed(before, after)) or "evidence changed, no suggestion did"


def _changed(before: Task, after: Task) -> list[str]:
    earlier = {score["category"]: score["suggested"] for score in (before.summary or {}).get("scores", ())}
    return [
        f"{score['title']}: {_named(earlier[score['category']])} before, {_named(score['suggested'])} now"
        for score in (after.summary or {}).get("scores", ())
        if score["category"] in earlier and earlier[score["category"]] != score["suggested"]
    ]


def _named(score: int | None) -> str:
    return "not assessed" if score is None else str(score)
