import json

from gitassay.facts.results import Backing
from tests.support.memory import repository


def notebook(source: str, output: str) -> str:
    stream = {"output_type": "stream", "name": "stdout", "text": output.splitlines(keepends=True)}
    cell = {"cell_type": "code", "execution_count": 1, "metadata": {}, "source": source.splitlines(keepends=True), "outputs": [stream]}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}, indent=1)


def printed(source: str, output: str) -> list[tuple[str, str]]:
    facts = repository({"a.ipynb": notebook(source, output)})
    return [(row.result.metric.name, row.result.value) for row in facts.results.rows]


def test_a_named_number_is_a_result() -> None:
    assert printed("print(x)", "Test Accuracy: 0.783\n") == [("accuracy", "0.783")]


def test_of_a_running_log_the_last_line_stays() -> None:
    output = "Epoch 1 loss: 0.90 - accuracy: 0.50\nEpoch 2 loss: 0.40 - accuracy: 0.80\n"
    assert printed("fit()", output) == [("loss", "0.40"), ("accuracy", "0.80")]


def test_of_a_report_the_accuracy_and_the_averages_stay() -> None:
    output = (
        "              precision    recall  f1-score   support\n\n           0       0.82      0.88      0.84      1015\n\n"
        "    accuracy                           0.83      2917\n   macro avg       0.84      0.81      0.82      2917\n"
    )
    expected = [("accuracy", "0.83"), ("precision", "0.84"), ("recall", "0.81"), ("f1", "0.82")]
    assert expected == printed("print(classification_report(y, p))", output)


def test_a_bare_number_is_a_result_of_the_measure_that_ends_the_cell() -> None:
    assert printed("p = m.predict(x)\nr2_score(y, p)", "0.7192978\n") == [("r2", "0.7192978")]


def test_a_bare_number_of_another_call_is_none() -> None:
    assert printed("area(y)", "0.7192978\n") == []


def test_columns_of_prices_are_no_costs() -> None:
    assert printed("df.head()", "    name    Price\n0   small   71378.68\n1   large   47895.52\n") == []


def test_a_printed_result_is_backed_by_its_cell() -> None:
    rows = repository({"a.ipynb": notebook("print(x)", "F1: 0.783\n")}).results.rows
    assert [(row.backing, row.place == row.result.place) for row in rows] == [(Backing.OUTPUT, True)]
