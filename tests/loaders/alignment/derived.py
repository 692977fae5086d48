"""Plans derived from a real one, as a province writes its rows from the centre's and a commune from its province's.

Place names change, words go and come, rows change places within their group, a fifth of them falls away, and work of
other fields is added. So it is known which row each task carries out.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from itertools import groupby

from loaders.lineage import ActItems, Item, links

_PLACES = {
    "tỉnh Bình Dương": "xã Phú Tân",
    "tỉnh Thanh Hóa": "phường Hạc Thành",
    "tỉnh Bắc Ninh": "xã Yên Phong",
    "tỉnh An Giang": "đặc khu Phú Quốc",
    "Bình Dương": "Phú Tân",
    "Thanh Hóa": "Hạc Thành",
    "Bắc Ninh": "Yên Phong",
    "An Giang": "Phú Quốc",
    "địa bàn tỉnh": "địa bàn xã",
    "của tỉnh": "của xã",
    "Trung ương": "tỉnh",
    "trung ương": "cấp tỉnh",
    "cả nước": "toàn xã",
    "toàn quốc": "địa bàn xã",
}
_INSERTED = (
    "kịp thời", "theo quy định", "trên địa bàn", "có hiệu quả", "phù hợp với tình hình thực tế", "chủ động",
    "theo chức năng, nhiệm vụ được giao", "hằng năm", "theo hướng dẫn của cấp trên",
)  # fmt: skip
UNRELATED = (
    "Tổ chức tiêm chủng mở rộng cho trẻ em dưới sáu tuổi tại các trạm y tế",
    "Nạo vét kênh mương, tu bổ đê bao trước mùa mưa lũ",
    "Rà soát hộ nghèo, hộ cận nghèo và lập danh sách cấp thẻ bảo hiểm y tế",
    "Thu gom, phân loại rác thải sinh hoạt tại nguồn ở các khu dân cư",
    "Tuyên truyền phòng, chống đuối nước cho học sinh trong dịp hè",
    "Xây dựng phương án phòng cháy, chữa cháy rừng mùa khô",
    "Sửa chữa mặt đường liên thôn, lắp đèn chiếu sáng công cộng",
    "Tổ chức giải bóng chuyền thanh niên chào mừng ngày thành lập Đoàn",
    "Kiểm tra việc chấp hành quy định về nồng độ cồn của người lái xe",
    "Đào tạo nghề ngắn hạn cho lao động nông thôn bị thu hồi đất",
)


def derived(source: ActItems, act: str, seed: int) -> tuple[ActItems, Mapping[str, str | None]]:
    """An act of that IRI with tasks made from the source's, and which of the source's tasks each carries out."""
    chance = random.Random(seed)
    kept = [task for task in source.tasks if chance.random() >= 0.2] or [source.tasks[0]]
    rows: list[tuple[str, tuple[str, ...], str | None]] = []
    for headings, group in groupby(kept, key=lambda task: task.headings):
        reordered = list(group)
        chance.shuffle(reordered)
        rows += [(_reworded(task.text, chance), headings, task.node) for task in reordered]
    for text in chance.sample(UNRELATED, 3):
        at = chance.randrange(len(rows))
        rows.insert(at, (text, rows[at][1], None))
    tasks = tuple(
        Item(f"{act}/task/{order}", text, headings, order) for order, (text, headings, _) in enumerate(rows, 1)
    )
    origins = {task.node: origin for task, (_, _, origin) in zip(tasks, rows, strict=True)}
    return ActItems(act, tasks, ()), origins


def _reworded(text: str, chance: random.Random) -> str:
    for place, other in _PLACES.items():
        text = text.replace(place, other)
    words = [word for word in text.split() if chance.random() >= 0.1]
    for _ in range(max(1, len(words) // 15)):
        words.insert(chance.randint(0, len(words)), chance.choice(_INSERTED))
    return " ".join(words)


def chain(source: ActItems, seed: int) -> tuple[ActItems, Mapping[str, str | None]]:
    """A commune's tasks, made from a province's that were made from the source's, and the source's task of each."""
    province, first = derived(source, f"{source.act}-province", seed)
    commune, second = derived(province, f"{source.act}-commune", seed + 1000)
    return commune, {task: first[origin] if origin else None for task, origin in second.items()}


def score(act: ActItems, source: ActItems, origins: Mapping[str, str | None]) -> tuple[int, int, int]:
    """Of the links to rows of the source: the right ones, all found ones, all that there are."""
    rows = {task.node for task in source.tasks}
    found = [(link.obligation, link.target) for link in links(act, [source]) if link.target in rows]
    right = sum(origins[task] == row for task, row in found)
    return right, len(found), sum(origin is not None for origin in origins.values())
