from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.errors import (
    DamagedFile,
    EmptyFile,
    NoAct,
    ReadError,
    TooLarge,
    UnknownFormat,
    UnreadableFile,
    WrongEncoding,
)
from loaders.reading import read_record, read_source, record_of
from loaders.record import Place, Record
from loaders.source import Source, cut_lines
from tests.corpus import plan, plans


def places(value: object) -> list[dict[str, object]]:
    """All places in a record's JSON."""
    if isinstance(value, dict):
        own = [value] if {"start", "end", "page", "quote"} <= value.keys() else []
        return own + [place for item in value.values() for place in places(item)]
    if isinstance(value, list):
        return [place for item in value for place in places(item)]
    return []


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("path", plans(), ids=lambda path: path.name[:3])
def test_a_record_comes_back_from_its_json_the_same(path: Path) -> None:
    record = read_record(path)
    assert Record.model_validate_json(record.to_json()) == record


@pytest.mark.parametrize("path", plans(), ids=lambda path: path.name[:3])
def test_every_item_can_be_shown_in_the_source(path: Path) -> None:
    source = read_source(path)
    found = [Place.model_validate(place) for place in places(json.loads(record_of(source).to_json()))]
    assert len(found) > 100
    for place in found:
        # The words stand there in their order; between them there may be a page's furniture or a neighbour's cell.
        stretch = iter(squeezed(source.text[place.start : place.end]))
        assert all(letter in stretch for letter in squeezed(place.quote)), place
        assert source.text[place.start : place.end].strip() == source.text[place.start : place.end]


HONEST_DOUBTS = {
    "003": {"I.2": "Đại Truyền hình"},  # the act misspells "Đài"
    "004": {"1.2": "hiệp hội doanh nghiệp"},  # the act has no comma before "hiệp hội"
}


@pytest.mark.parametrize("path", plans(), ids=lambda path: path.name[:3])
def test_every_task_has_a_text_a_lead_and_a_deadline_and_is_sure(path: Path) -> None:
    tasks = read_record(path).tasks
    honest = HONEST_DOUBTS.get(path.name[:3], {})
    assert [task.id for task in tasks if not (task.text and task.lead and task.deadline)] == []
    doubts = {task.id: task.doubts for task in tasks if task.doubts}
    assert doubts.keys() == honest.keys()
    assert all(len(found) == 1 and honest[task] in found[0] for task, found in doubts.items())


def test_the_five_plans_have_their_114_rows() -> None:
    assert [len(read_record(path).tasks) for path in plans()] == [25, 20, 27, 28, 14]


def test_two_columns_of_products_keep_their_heads() -> None:
    task = next(task for task in read_record(plan("004")).tasks if task.id == "3.2")
    assert task.result == "Đến năm 2030: Ít nhất 01 lớp/năm | Những năm tiếp theo: Ít nhất 01 lớp/năm"


def test_a_row_over_a_page_break_is_whole() -> None:
    task = next(task for task in read_record(plan("001")).tasks if task.id == "2.4")
    assert [body.name for body in task.lead] == [
        "Sở Khoa học và Công nghệ",
        "Sở Nông nghiệp và Môi trường",
        "Sở Y tế",
        "Sở Công Thương",
    ]


def test_the_file_and_the_text_are_named_by_their_digests() -> None:
    reader = read_record(plan("000")).reader
    assert reader is not None
    assert len(reader.sha256) == 64
    assert reader.text_digest.startswith("sha256:")
    assert reader.text_digest != f"sha256:{reader.sha256}"  # the gazette's glyphs were mended


@pytest.mark.parametrize(
    ("content", "error", "words"),
    [
        (b"", EmptyFile, "the file is empty"),
        (b" \n\t\n", EmptyFile, "the file is empty"),
        (b"\x01\x02\x00\x03", UnknownFormat, "not a text"),
        (b"%PDF-1.7\x00\x01\x02", DamagedFile, "cut off or damaged"),
        ("Quyết định".encode("cp1258", "replace"), WrongEncoding, "is not UTF-8"),
        ("Hôm nay trời đẹp, chúng tôi đi chợ mua rau và cá.\n".encode(), NoAct, "no official act was found"),
    ],
)
def test_a_file_that_gives_no_act_is_an_error_with_name_and_cause(
    tmp_path: Path, content: bytes, error: type[ReadError], words: str
) -> None:
    path = tmp_path / "van-ban.txt"
    path.write_bytes(content)
    with pytest.raises(error, match=words) as raised:
        read_record(path)
    assert "van-ban.txt" in str(raised.value)


def test_a_missing_file_and_a_folder_are_errors(tmp_path: Path) -> None:
    for path in (tmp_path / "khong-co.txt", tmp_path):
        with pytest.raises(UnreadableFile, match="cannot be opened"):
            read_record(path)


def test_a_file_larger_than_any_acts_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(TooLarge, match="at most 200 MB"):
        read_record(path)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 400), st.sampled_from(["000", "002", "004"]))
def test_a_plan_with_a_stretch_torn_out_is_read_or_refused_but_never_breaks(start: int, length: int, name: str) -> None:
    text = read_source(plan(name)).text
    torn = (text[:start] + text[start + length :])[:14_000]
    with contextlib.suppress(NoAct):
        record_of(Source("torn.txt", "0" * 64, "text/plain", torn, cut_lines(torn)))


def test_an_act_whose_number_is_left_blank_is_an_act_by_its_issuer_and_date() -> None:
    head = read_record(Path(__file__).parents[1] / "real" / "scanned-pdf" / "text-layer.pdf").document
    assert (head.type, head.number, head.date) == ("Thông báo", None, "2025-01")
    assert head.issuer == "Ủy ban nhân dân tỉnh Quảng Ngãi"
    assert [(signer.name, signer.capacity) for signer in head.signers] == [
        ("Nguyễn Phước Bình", "TL. Chủ tịch / KT. Chánh Văn phòng")
    ]
