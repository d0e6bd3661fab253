from random import Random

from hypothesis import given
from hypothesis import strategies as st

from gitassay.matching.winnowing import K, W, chosen, hashes

LANES = (1 << 64) - 1
NUMBERS = st.lists(st.integers(min_value=1, max_value=(1 << 63) - 1), max_size=80)


def hashes_one_by_one(numbers: list[int]) -> list[int]:
    """The definition: each token's number turned left by its distance from the end of the run, under exclusive or."""
    found = []
    for start in range(len(numbers) - K + 1):
        value = 0
        for place, number in enumerate(numbers[start : start + K]):
            by = K - 1 - place
            value ^= ((number << by) | (number >> (64 - by))) & LANES
        found.append(value & ((1 << 63) - 1))
    return found


def chosen_one_by_one(runs: list[int]) -> list[int]:
    """The definition: the least of each window, each once where windows in a row agree."""
    windows = [min(runs[start : start + W]) for start in range(max(1, len(runs) - W + 1))] if runs else []
    return [value for place, value in enumerate(windows) if place == 0 or windows[place - 1] != value]


@given(NUMBERS)
def test_hashes_are_those_of_the_definition(numbers: list[int]) -> None:
    assert hashes_one_by_one(numbers) == list(hashes(numbers))


@given(NUMBERS)
def test_thinning_keeps_what_the_definition_keeps(numbers: list[int]) -> None:
    runs = hashes(numbers)
    assert chosen_one_by_one(list(runs)) == chosen(runs)


def test_a_shared_run_of_k_and_w_less_one_tokens_is_always_found() -> None:
    random = Random(7)
    for _ in range(50):
        shared = [random.getrandbits(63) for _ in range(K + W - 1)]
        texts = [[random.getrandbits(63) for _ in range(random.randrange(40))] for _ in range(4)]
        one, other = (texts[part] + shared + texts[part + 1] for part in (0, 2))
        kept = [set(chosen(hashes(text))) for text in (one, other)]
        assert kept[0] & kept[1] if min(len(one), len(other)) >= K + 2 * W else True


def test_less_than_one_run_has_no_fingerprint() -> None:
    assert chosen(hashes([1] * (K - 1))) == []
