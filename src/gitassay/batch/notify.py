"""Tells a web address and persons that a batch has ended. Numbers only: no name of a candidate leaves the machine."""

import json
import smtplib
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlsplit

import requests

from gitassay.batch.settings import Notifying
from gitassay.store.batches import Batch

TIMEOUT = 20
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def notify(settings: Notifying, batch: Batch, counts: dict[str, int]) -> list[str]:
    """Tell all who are to be told; returns what went wrong, in sentences. A batch does not fail by it."""
    told = {"batch": batch.number, "state": batch.state, "as_of": batch.as_of, "finished_at": batch.finished_at, "applicants": counts}
    problems = []
    if settings.webhook:
        problems += _posted(settings.webhook, told)
    if settings.mail_to:
        problems += _mailed(settings, batch, counts)
    return problems


def _posted(address: str, told: dict[str, Any]) -> list[str]:
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in LOOPBACK:
        return ["The webhook was not told: its address has to begin with https://. Correct [notify] in the settings."]
    try:
        reply = requests.post(address, json=told, timeout=TIMEOUT, allow_redirects=False)
    except requests.RequestException as error:
        return [f"The webhook was not told: no answer ({type(error).__name__})."]
    return [] if reply.ok and not reply.is_redirect else [f"The webhook was not told: it answered {reply.status_code}."]


def _mailed(settings: Notifying, batch: Batch, counts: dict[str, int]) -> list[str]:
    message = EmailMessage()
    message["Subject"] = f"gitassay: batch {batch.number} is {batch.state}"
    message["From"], message["To"] = settings.mail_from, ", ".join(settings.mail_to)
    message.set_content(json.dumps(counts, indent=2, sort_keys=True) + "\n")
    host, _, port = settings.smtp.partition(":")
    try:
        with smtplib.SMTP(host, int(port or 25), timeout=TIMEOUT) as server:
            server.send_message(message)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        return [f"Nobody was told by e-mail: {type(error).__name__} at {settings.smtp}."]
    return []
