from time import process_time

from gitassay.matching.regions import Hit, Run, best_of, covered, runs_of, within


def hits(*rows: tuple[int, int]) -> list[Hit]:
    return [Hit(token, line, token, 0) for token, line in rows]


def test_hits_in_a_row_form_one_region() -> None:
    found = runs_of(3, hits((0, 1), (6, 2), (13, 4), (20, 6)))
    assert [(run.file, run.start, run.end, run.from_line, run.to_line, len(run.hits)) for run in found] == [(3, 0, 32, 1, 6, 4)]


def test_a_hit_alone_forms_none() -> None:
    assert runs_of(0, hits((0, 1), (500, 90))) == []


def test_an_insertion_does_not_end_a_region() -> None:
    assert len(runs_of(0, hits((0, 1), (6, 2), (45, 3), (51, 4)))) == 1


def test_another_order_begins_another_region() -> None:
    rows = hits((0, 50), (6, 51), (13, 53), (20, 55), (30, 1), (36, 2), (43, 4), (50, 6))
    assert [(run.from_line, run.to_line) for run in runs_of(0, rows)] == [(50, 55), (1, 6)]


def test_tokens_under_several_regions_count_once() -> None:
    assert covered([Run(0, 0, 30, 1, 5), Run(1, 20, 50, 1, 5), Run(1, 60, 70, 1, 5)]) == 60


def test_of_regions_at_one_place_the_longest_stays() -> None:
    long, short, apart = Run(0, 0, 60, 1, 9), Run(1, 10, 40, 1, 5), Run(2, 55, 100, 1, 5)
    assert best_of([short, apart, long]) == [long, apart]


def test_one_fingerprint_again_and_again_forms_no_region() -> None:
    assert runs_of(0, [Hit(token, 5, token % 2, 0) for token in range(0, 200, 6)]) == []


def test_a_pattern_that_a_source_repeats_is_followed_at_each_of_its_places() -> None:
    rows = [(token, line + token // 4) for token in (0, 7, 13, 20) for line in (10, 30, 50)]
    assert [(run.start, run.end, run.from_line, run.to_line) for run in runs_of(0, hits(*rows))] == [
        (0, 32, 10, 15),
        (0, 32, 30, 35),
        (0, 32, 50, 55),
    ]


def test_more_places_than_are_followed_lose_the_oldest_and_no_region_is_lost() -> None:
    rows = [(0, 1), (6, 2), (13, 4), *((40, line) for line in range(100, 100 + 40 * 20, 40))]
    assert [(run.start, run.end) for run in runs_of(0, hits(*rows))] == [(0, 25)]


def test_nearly_every_fingerprint_in_one_file_is_a_region_wherever_they_stand() -> None:
    found = runs_of(0, hits((0, 200), (5, 90), (11, 40), (16, 300), (22, 201), (28, 400)))
    assert [(run.start, run.end, run.from_line, run.to_line) for run in found] == [(0, 40, 200, 201)]


def test_a_few_fingerprints_all_over_a_file_are_none() -> None:
    assert runs_of(0, hits((0, 200), (5, 90), (11, 40), (30, 300), (60, 7))) == []


def test_a_run_is_cut_to_another() -> None:
    assert [within(Run(0, start, 30, 1, 5), Run(0, 20, 25, 1, 2)).tokens for start in (0, 22, 26)] == [5, 3, 0]


def test_a_text_that_repeats_itself_costs_no_more_than_its_length() -> None:
    rows = [(token, line + token % 120 // 4) for token in range(0, 60_000, 6) for line in (10, 300, 600)]
    started = process_time()
    assert len(runs_of(0, hits(*rows))) > 100
    assert process_time() - started < 5
