"""From an assessment to a verified summary: asks part by part, keeps what the evidence bears, and never touches the assessment."""

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from gitassay.llm.budget import Budget, OverBudgetError, estimated_tokens
from gitassay.llm.cache import Reply, ReplyCache, cache_key
from gitassay.llm.client import ModelError
from gitassay.llm.dossier import Dossier, brief_dossier, category_dossier, overview_dossier
from gitassay.llm.keeping import keep_questions, keep_sentences
from gitassay.llm.prompts import Prompt, load_prompt
from gitassay.llm.redact import Redactor, redactor
from gitassay.llm.replies import Kind, Questions, Sentences, UnusableReplyError, read_reply
from gitassay.llm.settings import Settings
from gitassay.model.assessment import Assessment, Question
from gitassay.model.summary import Part, Summary

MARK = "=====random marker, new for each call====="
"""Stands for the random boundary, and is as long, wherever a reply is looked up by what was sent."""
AGAIN = "Your reply could not be read: {fault}. Send the JSON again, complete and in the form asked for, and nothing else."


class Asks(Protocol):
    """Whatever answers messages."""

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, object], reply_tokens: int) -> Reply:
        """One reply.

        Raises:
            ModelError: none could be had.
        """
        ...


@dataclass(frozen=True, slots=True)
class Task:
    """One part to be written: what is sent, and which question each id stands for (brief only)."""

    kind: str
    category: str | None
    title: str
    prompt: Prompt
    dossier: Dossier
    questions: Mapping[str, Question] = field(default_factory=dict)

    def messages(self, boundary: str) -> list[dict[str, str]]:
        """What is sent, with this boundary."""
        return self.prompt.messages(self.title, self.dossier.text, boundary)

    @property
    def schema(self) -> dict[str, Any]:
        """The reply's schema, with the ids that may be cited as an enum: a server that holds to it can't let the model make up one."""
        return self.prompt.schema_for(self.dossier.ids)

    @property
    def prompt_tokens(self) -> int:
        """About how many tokens sending it takes, on the high side."""
        return sum(estimated_tokens(message["content"]) + 8 for message in self.messages(MARK))

    @property
    def reply_tokens(self) -> int:
        """How many tokens the reply may have."""
        return self.prompt.limits.reply_tokens


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a summary would ask, and what it can cost at most (without repetitions)."""

    tasks: tuple[Task, ...]
    redact: Redactor

    @property
    def prompt_tokens(self) -> int:
        """Tokens sent, at most."""
        return sum(task.prompt_tokens for task in self.tasks)

    @property
    def reply_tokens(self) -> int:
        """Tokens received, at most."""
        return sum(task.reply_tokens for task in self.tasks)


def plan(assessment: Assessment) -> Plan:
    """Work out what to ask: an overview, a summary of each category that has evidence, and the interviewer's brief."""
    redact = redactor(assessment)
    overview, each, brief = load_prompt("overview"), load_prompt("category_summary"), load_prompt("interviewer_brief")
    tasks = [Task("overview", None, "Overview", overview, overview_dossier(assessment, overview.limits, redact))]
    tasks += [
        Task("category", category.id, category.title, each, category_dossier(assessment, category, each.limits, redact))
        for category in assessment.categories
    ]
    asked, questions = brief_dossier(assessment, brief.limits, redact)
    tasks.append(Task("brief", None, "Interviewer's brief", brief, asked, questions))
    return Plan(tuple(task for task in tasks if task.dossier.ids), redact)


def boundary() -> str:
    """A line nobody can have written beforehand."""
    return f"====={secrets.token_hex(16)}====="


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes summaries with one model. `batch` is what all candidates of a batch may cost together; `told` hears of each part."""

    settings: Settings
    client: Asks
    cache: ReplyCache | None = None
    batch: Budget | None = None
    told: Callable[[str], None] = lambda text: None

    def write(self, assessment: Assessment, planned: Plan | None = None) -> Summary:
        """The summary of one assessment. Whatever fails is a missing part with its reason; nothing is raised."""
        chosen = planned or plan(assessment)
        budget = Budget(self.settings.max_tokens, self.settings.max_cost, self.settings.price, self.batch)
        parts = tuple(self._parts(assessment, chosen, budget))
        prompts = {task.prompt.reference.name: task.prompt.reference for task in chosen.tasks}
        return Summary(
            assessment_sha256=assessment.sha256,
            model=self.settings.model,
            prompts=tuple(prompts[name] for name in sorted(prompts)),
            parts=parts,
            usage=budget.usage,
        ).sealed()

    def _parts(self, assessment: Assessment, chosen: Plan, budget: Budget) -> Iterator[Part]:
        for task in chosen.tasks:
            part = self._part(assessment, task, chosen.redact, budget)
            self.told(f"{task.title}: {_said(part)}")
            yield part

    def _part(self, assessment: Assessment, task: Task, redact: Redactor, budget: Budget) -> Part:
        try:
            if task.kind == "brief":
                return keep_questions(self._ask(task, budget, Questions), task.questions, self.settings.most_dropped)
            reply = self._ask(task, budget, Sentences)
            return keep_sentences(
                reply, assessment, redact, task.dossier.ids, task.prompt.limits.sentences, self.settings.most_dropped
            ).model_copy(update={"kind": task.kind, "category": task.category})
        except OverBudgetError as error:
            reason = f"the budget is used up: {error}"
        except UnusableReplyError as error:
            reason = f"the model's words could not be used: {error}"
        except ModelError as error:
            reason = str(error)
        return Part(kind=task.kind, category=task.category, state="missing", reason=reason)  # type: ignore[arg-type]

    def _ask(self, task: Task, budget: Budget, kind: type[Kind]) -> Kind:
        """The reply to one task, from the cache or the server; what can't be read is asked for once more.

        Raises:
            ModelError: the server gave none.
            OverBudgetError: it could have cost too much.
            UnusableReplyError: neither reply could be read.
        """
        key = cache_key(self.settings, task.prompt, task.messages(MARK))
        kept = self.cache.get(key) if self.cache else None
        if kept is not None:
            try:
                read = read_reply(kept.text, kind)
            except UnusableReplyError:
                pass
            else:
                budget.cached()
                return read
        messages = task.messages(boundary())
        reply = self._paid(task, messages, budget)
        try:
            read = read_reply(reply.text, kind)
        except UnusableReplyError as error:
            messages.append({"role": "user", "content": AGAIN.format(fault=error)})
            reply = self._paid(task, messages, budget)
            read = read_reply(reply.text, kind)
        if self.cache:
            self.cache.put(key, reply)
        return read

    def _paid(self, task: Task, messages: list[dict[str, str]], budget: Budget) -> Reply:
        sent = sum(estimated_tokens(message["content"]) + 8 for message in messages)
        budget.reserve(sent, task.reply_tokens)
        taken = (0, 0)
        try:
            reply = self.client.ask(messages, task.schema, task.reply_tokens)
            taken = (reply.prompt_tokens or sent, reply.completion_tokens or estimated_tokens(reply.text))
            return reply
        finally:
            budget.settle(sent + task.reply_tokens, *taken)


def _said(part: Part) -> str:
    if part.state == "missing":
        return f"missing, {part.reason}"
    kept, dropped = len(part.sentences) + len(part.questions), part.dropped_count
    return f"{'withheld' if part.state == 'withheld' else 'written'}, {kept} kept, {dropped} dropped"
