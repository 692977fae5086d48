"""Loading real acts: the five plans of corpus/, and files that are none."""

from __future__ import annotations

import itertools
import time
from pathlib import Path

import pytest

from loaders.reading import record_of
from loaders.record import Record
from loaders.source import Source
from ontology.namespaces import CANCU, ELI, PROV
from service import checking
from service.checking import Checked, check, find
from service.errors import WrongUse
from service.loading import LoadOutcome, load
from service.store import Reader, Store
from tests.service.readings import content, node, times

CORPUS = Path(__file__).parents[2] / "corpus"
PLANS = sorted(CORPUS.glob("*.txt"))

SHORT_PLAN = """ỦY BAN NHÂN DÂN
TỈNH THANH HÓA
-------
Số: 239/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Thanh Hóa, ngày 20 tháng 11 năm 2025

KẾ HOẠCH
Triển khai thực hiện Chỉ thị số 38-CT/TW

Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
Căn cứ Chỉ thị số 38-CT/TW ngày 30 tháng 7 năm 2024 của Ban Bí thư;

I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
Nâng cao hiệu lực quản lý nhà nước.
"""


@pytest.fixture(scope="module")
def checked() -> list[Checked]:
    return [check(file) for file in PLANS]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[LoadOutcome]]:
    folder = tmp_path_factory.mktemp("store") / "s"
    with Store.open(folder, writable=True) as store:
        return folder, load([CORPUS], store)


def put(folder: Path, acts: list[Checked]) -> Reader:
    with Store.open(folder, writable=True) as store:
        for act in acts:
            store.put_all([act.reading])
        store.publish()
        return store.reader()


def count(reader: Reader, pattern: str) -> int:
    return len(reader.engine.select(f"SELECT DISTINCT ?x WHERE {{ {pattern} }}").rows)


def test_the_five_plans_load_each_with_its_tasks(loaded: tuple[Path, list[LoadOutcome]]) -> None:
    folder, outcomes = loaded
    assert [outcome.status for outcome in outcomes] == ["added"] * 5
    assert [outcome.file for outcome in outcomes] == PLANS
    reader = Store.open(folder).reader()
    assert sum(outcome.tasks for outcome in outcomes) == 114
    assert count(reader, f"?x a <{CANCU.Task}>") == 114
    assert outcomes[3].act == "Quyết định 1703/QĐ-TTg"


def test_loading_again_changes_nothing(loaded: tuple[Path, list[LoadOutcome]]) -> None:
    folder, _ = loaded
    before = Store.open(folder).reader()
    with Store.open(folder, writable=True) as store:
        assert [outcome.status for outcome in load(PLANS[:2], store)] == ["unchanged"] * 2
        after = store.refreshed(before)
    assert after is before


def test_every_act_keeps_its_text_its_report_and_its_origin(loaded: tuple[Path, list[LoadOutcome]]) -> None:
    reader = Store.open(loaded[0]).reader()
    digests = reader.engine.select(f"SELECT ?digest WHERE {{ ?graph <{CANCU.textDigest}> ?digest }}").rows
    assert len(digests) == 5
    for (digest,) in digests:
        assert digest is not None
        assert "38" in (reader.text(str(getattr(digest, "value", ""))) or "")
    assert len(times(reader.graph)) == 5
    assert count(reader, f"?x <{PROV.wasDerivedFrom}> ?file") == 5
    assert count(reader, "?x a <http://www.w3.org/ns/shacl#ValidationReport>") == 5


def test_the_quote_of_a_task_stands_in_the_stored_text_where_the_offsets_say(
    loaded: tuple[Path, list[LoadOutcome]],
) -> None:
    reader = Store.open(loaded[0]).reader()
    rows = reader.engine.select(
        f"SELECT ?digest ?quote ?start ?end WHERE {{ ?task a <{CANCU.Task}> ; <{CANCU.setBy}> ?act ; "
        f"<{CANCU.quote}> ?quote ; <{CANCU.sourceStart}> ?start ; <{CANCU.sourceEnd}> ?end . "
        f"GRAPH ?graph {{ ?act <{ELI.type_document}> ?type . ?graph <{CANCU.textDigest}> ?digest }} }}"
    ).rows
    assert len(rows) == 114
    for row in rows:
        digest, quote, start, end = (str(getattr(term, "value", "")) for term in row)
        text = reader.text(digest)
        assert text is not None
        words, place = "".join(quote.split()), text[int(start) : int(end)]
        assert (words[0], words[-1]) == (place[0], place[-1])
        letters = iter(place)  # of a table set as lines, the words of other cells stand between
        assert all(letter in letters for letter in words)


def test_no_triple_of_the_real_graph_stands_in_two_graphs(loaded: tuple[Path, list[LoadOutcome]]) -> None:
    quads = list(Store.open(loaded[0]).reader().graph)
    assert len({str(quad.triple) for quad in quads}) == len(quads) > 5000


@pytest.mark.parametrize("order", list(itertools.permutations((0, 3, 4)))[1:])
def test_real_plans_give_one_graph_in_every_order(
    tmp_path: Path, checked: list[Checked], order: tuple[int, ...]
) -> None:
    in_order = put(tmp_path / "a", [checked[number] for number in (0, 3, 4)])
    shuffled = put(tmp_path / "b", [checked[number] for number in order])
    assert content(shuffled.graph) == content(in_order.graph)


def test_a_cited_act_becomes_the_same_node_when_it_is_loaded(tmp_path: Path, checked: list[Checked]) -> None:
    decision = checked[3].reading.act
    stub = node(CANCU.knownOnlyByCitation)
    citing = put(tmp_path / "s", [checked[0]])
    assert list(citing.graph.quads_for_pattern(node(decision), stub, None))
    both = put(tmp_path / "s", [checked[3]])
    assert not list(both.graph.quads_for_pattern(node(decision), stub, None))
    assert list(both.graph.quads_for_pattern(None, node(ELI.cites), node(decision)))


# --- files that are no act ---


def outcomes_of(paths: list[Path], folder: Path) -> list[LoadOutcome]:
    with Store.open(folder, writable=True) as store:
        return load(paths, store)


@pytest.mark.parametrize(
    ("name", "data", "cause"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("binary.txt", bytes(range(256)) * 8, "binary.txt"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" * 40, "photo.jpg"),
        ("utf16.txt", "Quyết định".encode("utf-32"), "utf16.txt"),
        ("letter.txt", "Kính gửi bà con, hôm nay trời đẹp.\n".encode(), "no official act"),
    ],
)
def test_a_file_that_is_no_act_is_named_with_its_cause_and_nothing_of_it_is_stored(
    tmp_path: Path, name: str, data: bytes, cause: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    (outcome,) = outcomes_of([file], tmp_path / "s")
    assert outcome.status == "failed"
    assert outcome.cause is not None
    assert name in outcome.cause
    assert cause in outcome.cause
    assert "Traceback" not in outcome.cause
    loaded = f"?x a <{CANCU.Document}> FILTER NOT EXISTS {{ ?x <{CANCU.knownOnlyByCitation}> true }}"
    assert count(Store.open(tmp_path / "s").reader(), loaded) == 0


def test_the_other_files_load_when_one_fails(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(SHORT_PLAN, encoding="utf-8")
    outcomes = outcomes_of([tmp_path / "missing.txt", tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "s")
    assert [outcome.status for outcome in outcomes] == ["failed", "failed", "added"]
    assert outcomes[2].act == "Kế hoạch 239/KH-UBND"


def test_a_file_that_takes_too_long_is_told_and_the_others_load(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CANCU_FILE_SECONDS", "3")
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(SHORT_PLAN, encoding="utf-8")

    def hanging(source: Source) -> Record:
        while source.name == "a.txt":
            time.sleep(60)
        return record_of(source)

    monkeypatch.setattr(checking, "record_of", hanging)
    outcomes = outcomes_of([tmp_path], tmp_path / "s")
    assert [outcome.status for outcome in outcomes] == ["failed", "added", "unchanged"]
    assert outcomes[0].cause == (
        f"{tmp_path / 'a.txt'}: not read within 3 seconds. Raise CANCU_FILE_SECONDS if the file is worth the wait."
    )


@pytest.mark.parametrize("limit", ["0", "-1", "soon"])
def test_a_limit_that_is_no_time_is_wrong_use(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setenv("CANCU_FILE_SECONDS", limit)
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(SHORT_PLAN, encoding="utf-8")
    with pytest.raises(WrongUse, match="must be a number of seconds above 0"):
        outcomes_of([tmp_path], tmp_path / "s")


def test_a_fault_of_ours_in_one_file_does_not_keep_the_others_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.txt").write_text(SHORT_PLAN, encoding="utf-8")

    def failing(source: Source) -> Record:
        if source.name == "a.txt":
            raise IndexError("list index out of range")
        return record_of(source)

    monkeypatch.setattr(checking, "record_of", failing)
    outcomes = outcomes_of([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "s")
    assert [outcome.status for outcome in outcomes] == ["failed", "added"]
    assert "IndexError" in str(outcomes[0].cause)
    assert "report" in str(outcomes[0].cause)


def test_two_files_of_one_call_that_are_the_same_act_but_differ_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SHORT_PLAN, encoding="utf-8")
    (tmp_path / "b.txt").write_text(SHORT_PLAN.replace("Nâng cao", "Tăng cường"), encoding="utf-8")
    (tmp_path / "c.txt").write_text(SHORT_PLAN, encoding="utf-8")
    outcomes = outcomes_of([tmp_path], tmp_path / "s")
    assert [outcome.status for outcome in outcomes] == ["added", "failed", "unchanged"]
    cause = str(outcomes[1].cause)
    assert "a.txt" in cause
    assert "b.txt" in cause
    assert "239/KH-UBND" in cause


def test_a_corrected_file_replaces_its_act(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(SHORT_PLAN, encoding="utf-8")
    outcomes_of([file], tmp_path / "s")
    file.write_text(SHORT_PLAN.replace("Nâng cao", "Tăng cường"), encoding="utf-8")
    (outcome,) = outcomes_of([file], tmp_path / "s")
    assert outcome.status == "replaced"
    reader = Store.open(tmp_path / "s").reader()
    assert not any("Nâng cao" in line for line in content(reader.graph))
    assert any("Tăng cường" in line for line in content(reader.graph))


# --- folders ---


def test_a_folder_is_walked_in_the_order_of_names_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", ".git/x.txt", ".hidden.txt", "b/1.md", "table.xlsx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found = list(find([tmp_path, tmp_path / "a.txt"]))
    assert [str(one.file.relative_to(tmp_path)) for one in found] == ["a.txt", "table.xlsx", "b/1.md", "b/2.txt"]
    assert [one.file.name for one in found if not one.readable] == ["table.xlsx"]


def test_the_texts_of_a_store_inside_the_folder_are_no_new_files(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(SHORT_PLAN, encoding="utf-8")
    for status in ("added", "unchanged"):
        assert [outcome.status for outcome in outcomes_of([tmp_path], tmp_path / "s")] == [status]
    assert list(find([tmp_path / "s"])) == []


def test_a_file_that_is_left_out_is_told_and_no_failure(tmp_path: Path) -> None:
    (tmp_path / "table.xlsx").write_text("x")
    (outcome,) = outcomes_of([tmp_path], tmp_path / "s")
    assert outcome.status == "skipped"
    assert "table.xlsx: left out, only .txt" in str(outcome.cause)


def test_a_file_that_the_user_names_is_always_tried(tmp_path: Path) -> None:
    file = tmp_path / "plan.dat"
    file.write_text(SHORT_PLAN, encoding="utf-8")
    assert [outcome.status for outcome in outcomes_of([file], tmp_path / "s")] == ["added"]
