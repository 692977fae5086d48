"""The clause by which an act passes its duties on."""

from __future__ import annotations

import pytest

from loaders.reading import read_record
from loaders.succession import passes_on
from loaders.triples import act_graphs
from ontology.terms import cancu
from tests.corpus import plan


@pytest.mark.parametrize(
    "text",
    [
        "Các sở, ngành sau khi sáp nhập có trách nhiệm tiếp nhận, kế thừa các nhiệm vụ được giao tại Kế hoạch này.",
        "Trường hợp cơ quan được giao nhiệm vụ giải thể, cơ quan tiếp nhận chức năng tiếp tục triển khai thực hiện.",
        "Sau khi sắp xếp tổ chức bộ máy, Sở Tài chính\ntiếp tục\nchủ trì các nội dung nêu trên.",
    ],
)
def test_a_reorganised_body_s_followers_go_on(text: str) -> None:
    assert passes_on(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sở Nội vụ tham mưu sắp xếp, kiện toàn tổ chức bộ máy của các cơ quan.",
        "Các sở, ngành tiếp tục thực hiện Chỉ thị số 38-CT/TW.",
        "Sau khi sắp xếp tổ chức bộ máy. Các sở tiếp tục thực hiện Kế hoạch.",
    ],
)
def test_a_reorganisation_or_going_on_alone_passes_nothing_on(text: str) -> None:
    assert not passes_on(text)


def test_the_plan_s_clause_is_read_and_tied_to_the_act() -> None:
    record = read_record(plan("004"))
    assert [duty.path for duty in record.duties if duty.passes_on] == ["V/8"]
    graphs = act_graphs(record)
    (clause,) = [quad for quad in graphs.quads if quad.predicate == cancu("successionClause")]
    assert str(clause.subject) == f"<{graphs.act}>"
    assert "/duty/V/8/" in str(clause.object)
