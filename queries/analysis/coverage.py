"""What the figures do not cover, counted, so that nothing is left out in silence.

gaps(facts, …)      [Gap("acts-cited-only", "Văn bản chỉ được dẫn chiếu, …", 12), …]
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from queries.analysis.chains import Chains
from queries.analysis.facts import ROLES, Facts


@dataclass(frozen=True)
class Gap:
    """A line of the table: its key, its words, and how many."""

    key: str
    words: str
    count: int


def gaps(facts: Facts, chains: Chains) -> list[Gap]:
    """The wholes, and of each the part that the figures miss."""
    return [*_acts(facts), *_obligations(facts), *_bodies(facts), *_chains(facts, chains)]


def _acts(facts: Facts) -> Iterator[Gap]:
    acts = facts.acts.values()
    cited = sum(act.cited_only for act in acts)
    yield Gap("acts", "Văn bản trong kho", len(facts.acts))
    yield Gap("acts-cited-only", "Văn bản chỉ được dẫn chiếu, chưa nạp: không rõ căn cứ và nhiệm vụ", cited)
    yield Gap("acts-undated", "Văn bản không rõ ngày, tháng, năm", sum(not act.dated for act in acts))
    yield Gap("acts-levelless", "Văn bản không rõ cấp ban hành", sum(not act.level for act in acts))


def _obligations(facts: Facts) -> Iterator[Gap]:
    led = {obligation for obligation, _ in facts.bearers["lead"]}
    borne = led.union(obligation for role in ROLES for obligation, _ in facts.bearers[role])
    dated = {deadline.obligation for deadline in facts.deadlines}
    every = facts.obligations
    yield Gap("obligations", "Nhiệm vụ, trách nhiệm và chế độ báo cáo", len(every))
    yield Gap("obligations-undated", "… không có thời hạn", sum(one not in dated for one in every))
    yield Gap("obligations-leaderless", "… không có cơ quan chủ trì", sum(one not in led for one in every))
    yield Gap("obligations-bearerless", "… không giao cho cơ quan nào", sum(one not in borne for one in every))


def _bodies(facts: Facts) -> Iterator[Gap]:
    pairs = {pair for role in ROLES for pair in facts.bearers[role]}
    bodies = {body for _, body in pairs}
    strange = {body for body in bodies if not facts.body(body).recognised}
    filled = {group for group, _ in facts.members}
    empty = {body for body in bodies if facts.body(body).kind == "group" and body not in filled}
    to_strange = len({obligation for obligation, body in pairs if body in strange})
    to_empty = len({obligation for obligation, body in pairs if body in empty})
    yield Gap("bodies", "Cơ quan, chức danh và nhóm được giao việc", len(bodies))
    yield Gap("bodies-unrecognised", "… chưa có trong bảng tên cơ quan", len(strange))
    yield Gap("obligations-unrecognised", "Nhiệm vụ giao cho các tên chưa nhận ra ấy", to_strange)
    yield Gap("groups-memberless", "Nhóm không rõ thành viên (“các đơn vị có liên quan”)", len(empty))
    yield Gap("obligations-memberless", "Nhiệm vụ giao cho các nhóm ấy, chỉ tính cho nhóm", to_empty)


def _chains(facts: Facts, chains: Chains) -> Iterator[Gap]:
    yield Gap("links", "Liên kết nhiệm vụ với cấp trên", len(facts.links))
    yield Gap(
        "obligations-unlinked", "Nhiệm vụ không thuộc chuỗi nào", sum(one not in chains for one in facts.obligations)
    )
    yield Gap("chains", "Chuỗi nhiệm vụ", chains.total)
    yield Gap("chain-roots", "… số đầu trên", chains.roots)
    yield Gap("chain-leaves", "… số đầu dưới", chains.leaves)
    yield Gap("chain-longest", "… số liên kết của chuỗi dài nhất", chains.longest)
    yield Gap("chain-rings", "… số vòng nhiệm vụ dẫn lẫn nhau, mỗi vòng tính như một mắt xích", chains.rings)
