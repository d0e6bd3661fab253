from gitassay.model.outcome import Outcome
from gitassay.signals.integrity.is_mostly_stubs import is_mostly_stubs
from tests.support.memory import ask


def test_mostly_empty_functions_are_stubs() -> None:
    assert (
        ask(
            is_mostly_stubs,
            {
                "a.py": (
                    "def f0():\n"
                    "    pass\n"
                    "\n"
                    "\n"
                    "def f1():\n"
                    "    pass\n"
                    "\n"
                    "\n"
                    "def f2():\n"
                    "    pass\n"
                    "\n"
                    "\n"
                    "def f3():\n"
                    "    pass\n"
                    "\n"
                    "\n"
                    "def f4():\n"
                    "    pass\n"
                    "\n"
                    "\n"
                    "def f5():\n"
                    "    pass\n"
                    "\n"
                    "\n"
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                )
            },
        ).outcome
        == Outcome.YES
    )


def test_functions_with_bodies_are_none() -> None:
    assert (
        ask(
            is_mostly_stubs,
            {
                "a.py": (
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                )
            },
        ).outcome
        == Outcome.NO
    )


def test_abstract_methods_are_empty_on_purpose() -> None:
    assert (
        ask(
            is_mostly_stubs,
            {
                "a.py": (
                    "from abc import ABC, abstractmethod\n"
                    "\n"
                    "\n"
                    "class Base(ABC):\n"
                    "    @abstractmethod\n"
                    "    def f0(self):\n"
                    "        pass\n"
                    "\n"
                    "    @abstractmethod\n"
                    "    def f1(self):\n"
                    "        pass\n"
                    "\n"
                    "    @abstractmethod\n"
                    "    def f2(self):\n"
                    "        pass\n"
                    "\n"
                    "    @abstractmethod\n"
                    "    def f3(self):\n"
                    "        pass\n"
                    "\n"
                    "    @abstractmethod\n"
                    "    def f4(self):\n"
                    "        pass\n"
                    "\n"
                    "    @abstractmethod\n"
                    "    def f5(self):\n"
                    "        pass\n"
                    "\n"
                    "\n"
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_0(value):\n"
                    "    total = value + 0\n"
                    "    return total\n"
                    "\n"
                    "\n"
                    "def part_1(value):\n"
                    "    total = value + 1\n"
                    "    return total\n"
                    "\n"
                    "\n"
                )
            },
        ).outcome
        == Outcome.NO
    )


def test_too_few_functions_are_not_asked() -> None:
    assert ask(is_mostly_stubs, {"a.py": "def f():\n    pass\n"}).outcome == Outcome.NOT_APPLICABLE
