"""docs/rules.md: every rule, what it asks, what to write, and where the rule comes from.

    python -m shapes.rules_page > docs/rules.md

Written from the shapes, so that the page and the check cannot part; a test holds the page in step.
"""

from __future__ import annotations

from shapes.rules import Need, Rule, Severity, rules

_HEAD = """\
# Các quy tắc kiểm tra · The rules of `cancu check`

Trang này được sinh từ `shapes/*.ttl`: đừng sửa tay, hãy chạy `python -m shapes.rules_page > docs/rules.md`.

This page is generated from `shapes/*.ttl`: do not edit it, run the command above.

| Mức · Severity | Nghĩa · Meaning |
|---|---|
| `violation` | Lỗi: phải sửa trước khi ban hành · must be mended before the act goes out |
| `warning` | Cảnh báo: nên xem lại · should be looked at |
| `hint` | Lưu ý: có thể bỏ qua sau khi đã xem · may be left after a look |
"""

_GROUPS = {
    "act": "Văn bản và nhiệm vụ · Acts and tasks",
    "reader": "Bộ đọc · The reader",
    "internal": "Kiểm tra nội bộ của phần mềm · Checks of the program itself",
}

_SEVERITIES: dict[Severity, str] = {
    "violation": "lỗi · `violation`",
    "warning": "cảnh báo · `warning`",
    "hint": "lưu ý · `hint`",
}

_NEEDS: dict[Need | None, str] = {
    None: "",
    "store": " · cần kho dữ liệu · needs a store",
    "lineage": " · cần liên kết nhiệm vụ · needs the lineage of the tasks",
}


def rules_page() -> str:
    """The page as Markdown, rules sorted by id within their group."""
    parts = [_HEAD]
    for group, title in _GROUPS.items():
        parts.append(f"## {title}\n")
        parts.extend(_section(rule) for rule in rules().values() if _group(rule) == group)
    return "\n".join(parts)


def _group(rule: Rule) -> str:
    if rule.internal:
        return "internal"
    return "reader" if rule.target is None else "act"


def _section(rule: Rule) -> str:
    return f"""\
### `{rule.id}` {rule.name.vi} · {rule.name.en}

{_SEVERITIES[rule.severity]} · <{rule.iri}> · `shapes/{rule.theme}.ttl`{_NEEDS[rule.needs]}

| | Tiếng Việt | English |
|---|---|---|
| Quy tắc · Rule | {rule.description.vi} | {rule.description.en} |
| Thông báo · Message | {rule.message.vi} | {rule.message.en} |
| Cần viết · Write | {rule.fix.vi} | {rule.fix.en} |
| Nguồn · Source | {rule.source.vi} | {rule.source.en} |
"""


if __name__ == "__main__":
    print(rules_page(), end="")
