from __future__ import annotations

from loaders.read.markdown import is_markdown, read_markdown


def test_marks_go_and_words_stay() -> None:
    source = "# KẾ HOẠCH\n\n**Điều 1.** Ban hành *kèm theo* Quyết định số: ~~1703~~ <sup>1702</sup>/QĐ-TTg\n\n---\n"
    text, _ = read_markdown(source.encode(), "a.md")
    assert text.split("\n")[:3] == ["KẾ HOẠCH", "", "Điều 1. Ban hành kèm theo Quyết định số: 1702/QĐ-TTg"]


def test_a_footnote_mark_is_not_part_of_the_word() -> None:
    text, _ = read_markdown("để thực hiện<sup>1</sup>.".encode(), "a.md")
    assert text == "để thực hiện."


def test_rows_of_tabs_and_of_pipes_have_cells() -> None:
    source = "1\tTổ chức tập huấn\tSở Y tế\n| 2 | Tuyên truyền | Sở Nội vụ |\n|---|---|---|\n"
    text, lines = read_markdown(source.encode(), "a.md")
    rows = [[cell.text.strip() for cell in line.cells] for line in lines if line.cells]
    assert rows == [["1", "Tổ chức tập huấn", "Sở Y tế"], ["2", "Tuyên truyền", "Sở Nội vụ"]]
    assert all(text[cell.start : cell.end] == cell.text for line in lines for cell in line.cells)


def test_a_text_with_marks_is_known_for_markdown_and_a_plain_one_is_not() -> None:
    assert is_markdown("## KẾ HOẠCH\n\n**Căn cứ** Luật\n")
    assert not is_markdown("KẾ HOẠCH\n\nCăn cứ Luật * Ghi chú\n")
