from __future__ import annotations

import pytest

from loaders.tables.row_numbers import Candidate, best_chain, is_group, read_label


def chain(tokens: str) -> list[str]:
    candidates = []
    for i, token in enumerate(tokens.split()):
        label = read_label(token)
        if label:
            candidates.append(Candidate(i, label))
    return [candidate.label.text for candidate in best_chain(candidates)]


def test_rows_count_up_within_their_groups() -> None:
    assert chain("I 1. 2. 3. II 1. 2.") == ["I", "1", "2", "3", "II", "1", "2"]


def test_rows_may_count_on_through_all_groups() -> None:
    assert chain("I 1 2 II 3 4 III 5") == ["I", "1", "2", "II", "3", "4", "III", "5"]


def test_a_skipped_number_stays_as_printed() -> None:
    assert chain("IV 1 2 3 4 6 8 V 1") == ["IV", "1", "2", "3", "4", "6", "8", "V", "1"]


def test_a_stray_number_in_a_cell_begins_no_row() -> None:
    assert chain("1 1.1 1.2 100 2 2.1") == ["1", "1.1", "1.2", "2", "2.1"]
    assert chain("I 1 2 30 3 II 1") == ["I", "1", "2", "3", "II", "1"]


def test_a_roman_number_behind_rows_without_a_group_is_a_group_only_where_they_count_anew() -> None:
    assert chain("1 2 II 3 4") == ["1", "2", "3", "4"]
    assert chain("1 2 II 1 2") == ["1", "2", "II", "1", "2"]


def test_groups_are_known_by_what_follows() -> None:
    group, row = read_label("2"), read_label("2.1")
    assert group and row
    assert is_group(group, row)
    assert not is_group(row, group)
    assert not is_group(group, read_label("3"))


@pytest.mark.parametrize("token", ["2030", "02", "02/năm", "38-CT/TW", "A1", "IIII", ""])
def test_what_is_no_row_number(token: str) -> None:
    assert read_label(token) is None
