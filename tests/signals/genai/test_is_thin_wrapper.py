from gitassay.model.outcome import Outcome
from gitassay.signals.genai.is_thin_wrapper import is_thin_wrapper
from tests.support.memory import ask


def test_one_call_and_a_form_are_thin() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "import streamlit as st\n"
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            "\n"
            "\n"
            "def ask(question):\n"
            '    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": que'
            "stion}])\n"
            "    return reply.choices[0].message.content\n"
            "\n"
            "\n"
            'st.write(ask(st.text_input("Question")))\n'
        ),
    }
    finding = ask(is_thin_wrapper, files)
    assert finding.outcome == Outcome.YES, finding.message


def test_a_tool_makes_it_more() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            "\n"
            "\n"
            "def ask(question):\n"
            '    reply = client.chat.completions.create(model="gpt-4o", tools=TOOLS, messages=[{"role": "user", "'
            'content": question}])\n'
            "    return reply.choices[0].message.content\n"
        ),
    }
    finding = ask(is_thin_wrapper, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_code_around_the_call_makes_it_more() -> None:
    files: dict[str, str | bytes] = {
        "app.py": (
            "from openai import OpenAI\n"
            "\n"
            "client = OpenAI()\n"
            "\n"
            "\n"
            "def ask(question):\n"
            '    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": que'
            "stion}])\n"
            "    return reply.choices[0].message.content\n"
        ),
        "work.py": (
            "def part_0(value):\n"
            '    return str(value).upper().strip().replace("a", "0")\n'
            "\n"
            "\n"
            "def part_1(value):\n"
            '    return str(value).upper().strip().replace("a", "1")\n'
            "\n"
            "\n"
            "def part_2(value):\n"
            '    return str(value).upper().strip().replace("a", "2")\n'
            "\n"
            "\n"
            "def part_3(value):\n"
            '    return str(value).upper().strip().replace("a", "3")\n'
            "\n"
            "\n"
            "def part_4(value):\n"
            '    return str(value).upper().strip().replace("a", "4")\n'
            "\n"
            "\n"
            "def part_5(value):\n"
            '    return str(value).upper().strip().replace("a", "5")\n'
            "\n"
            "\n"
            "def part_6(value):\n"
            '    return str(value).upper().strip().replace("a", "6")\n'
            "\n"
            "\n"
            "def part_7(value):\n"
            '    return str(value).upper().strip().replace("a", "7")\n'
            "\n"
            "\n"
            "def part_8(value):\n"
            '    return str(value).upper().strip().replace("a", "8")\n'
            "\n"
            "\n"
            "def part_9(value):\n"
            '    return str(value).upper().strip().replace("a", "9")\n'
            "\n"
            "\n"
            "def part_10(value):\n"
            '    return str(value).upper().strip().replace("a", "10")\n'
            "\n"
            "\n"
            "def part_11(value):\n"
            '    return str(value).upper().strip().replace("a", "11")\n'
            "\n"
            "\n"
            "def part_12(value):\n"
            '    return str(value).upper().strip().replace("a", "12")\n'
            "\n"
            "\n"
            "def part_13(value):\n"
            '    return str(value).upper().strip().replace("a", "13")\n'
            "\n"
            "\n"
            "def part_14(value):\n"
            '    return str(value).upper().strip().replace("a", "14")\n'
            "\n"
            "\n"
            "def part_15(value):\n"
            '    return str(value).upper().strip().replace("a", "15")\n'
            "\n"
            "\n"
            "def part_16(value):\n"
            '    return str(value).upper().strip().replace("a", "16")\n'
            "\n"
            "\n"
            "def part_17(value):\n"
            '    return str(value).upper().strip().replace("a", "17")\n'
            "\n"
            "\n"
            "def part_18(value):\n"
            '    return str(value).upper().strip().replace("a", "18")\n'
            "\n"
            "\n"
            "def part_19(value):\n"
            '    return str(value).upper().strip().replace("a", "19")\n'
            "\n"
            "\n"
            "def part_20(value):\n"
            '    return str(value).upper().strip().replace("a", "20")\n'
            "\n"
            "\n"
            "def part_21(value):\n"
            '    return str(value).upper().strip().replace("a", "21")\n'
            "\n"
            "\n"
            "def part_22(value):\n"
            '    return str(value).upper().strip().replace("a", "22")\n'
            "\n"
            "\n"
            "def part_23(value):\n"
            '    return str(value).upper().strip().replace("a", "23")\n'
            "\n"
            "\n"
            "def part_24(value):\n"
            '    return str(value).upper().strip().replace("a", "24")\n'
            "\n"
            "\n"
            "def part_25(value):\n"
            '    return str(value).upper().strip().replace("a", "25")\n'
            "\n"
            "\n"
            "def part_26(value):\n"
            '    return str(value).upper().strip().replace("a", "26")\n'
            "\n"
            "\n"
            "def part_27(value):\n"
            '    return str(value).upper().strip().replace("a", "27")\n'
            "\n"
            "\n"
            "def part_28(value):\n"
            '    return str(value).upper().strip().replace("a", "28")\n'
            "\n"
            "\n"
            "def part_29(value):\n"
            '    return str(value).upper().strip().replace("a", "29")\n'
            "\n"
            "\n"
            "def part_30(value):\n"
            '    return str(value).upper().strip().replace("a", "30")\n'
            "\n"
            "\n"
            "def part_31(value):\n"
            '    return str(value).upper().strip().replace("a", "31")\n'
            "\n"
            "\n"
            "def part_32(value):\n"
            '    return str(value).upper().strip().replace("a", "32")\n'
            "\n"
            "\n"
            "def part_33(value):\n"
            '    return str(value).upper().strip().replace("a", "33")\n'
            "\n"
            "\n"
            "def part_34(value):\n"
            '    return str(value).upper().strip().replace("a", "34")\n'
            "\n"
            "\n"
            "def part_35(value):\n"
            '    return str(value).upper().strip().replace("a", "35")\n'
            "\n"
            "\n"
            "def part_36(value):\n"
            '    return str(value).upper().strip().replace("a", "36")\n'
            "\n"
            "\n"
            "def part_37(value):\n"
            '    return str(value).upper().strip().replace("a", "37")\n'
            "\n"
            "\n"
            "def part_38(value):\n"
            '    return str(value).upper().strip().replace("a", "38")\n'
            "\n"
            "\n"
            "def part_39(value):\n"
            '    return str(value).upper().strip().replace("a", "39")\n'
            "\n"
            "\n"
        ),
    }
    finding = ask(is_thin_wrapper, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_fine_tuning_makes_it_more() -> None:
    files: dict[str, str | bytes] = {
        "train.py": ("from peft import get_peft_model\n\nmodel = get_peft_model(base, config)\n"),
    }
    finding = ask(is_thin_wrapper, files)
    assert finding.outcome == Outcome.NO, finding.message


def test_without_a_model_the_question_does_not_apply() -> None:
    files: dict[str, str | bytes] = {
        "app.py": ("def add(a, b):\n    return a + b\n\n\nprint(add(1, 2))\n"),
    }
    finding = ask(is_thin_wrapper, files)
    assert finding.outcome == Outcome.NOT_APPLICABLE, finding.message
