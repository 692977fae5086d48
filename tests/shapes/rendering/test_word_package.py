"""Comments are put between the bytes of a Word file: whatever stood there stands there still."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from shapes.rendering.word_package import W, Word, WordError, inside, marked
from tests.loaders.read.word_files import archive, p, r, tbl, tc, word_file

MARKS = re.compile(
    rb'<w:commentRange(?:Start|End) xmlns:w="[^"]*" w:id="\d+"/>'
    rb'|<w:r xmlns:w="[^"]*"><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="\d+"/></w:r>'
)


def document(body: str) -> bytes:
    head = '<?xml version="1.0" encoding="UTF-8"?>\r\n'
    return f'{head}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'.encode()


def commented_paragraphs(xml: bytes) -> dict[int, list[str]]:
    """The ids of the comments that begin in each paragraph."""
    paragraphs = etree.fromstring(xml).iter(f"{{{W}}}p")
    starts = (one.findall(f"{{{W}}}commentRangeStart") for one in paragraphs)
    return {i: [mark.get(f"{{{W}}}id", "") for mark in found] for i, found in enumerate(starts) if found}


def test_a_paragraph_is_marked_behind_its_properties_and_before_its_end() -> None:
    xml = marked(document(p("Rà soát", properties="<w:jc w:val='both'/>")), [(0, 7)])
    (paragraph,) = etree.fromstring(xml).iter(f"{{{W}}}p")
    names = [etree.QName(child).localname for child in paragraph]
    assert names == ["pPr", "commentRangeStart", "r", "commentRangeEnd", "r"]
    assert MARKS.sub(b"", xml) == document(p("Rà soát", properties="<w:jc w:val='both'/>"))


def test_an_empty_cell_written_as_one_tag_is_opened_for_its_comment() -> None:
    xml = marked(document(tbl(tc("1") + tc())), [(1, 0)])
    assert commented_paragraphs(xml) == {1: ["0"]}
    assert MARKS.sub(b"", xml) == document(tbl(tc("1") + tc())).replace(b"<w:p/>", b"<w:p></w:p>")


def test_a_text_box_takes_no_comment_so_its_anchors_paragraph_does() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('Dự thảo 3')}</w:txbxContent></w:pict></w:r>"
    assert commented_paragraphs(marked(document(p("Trên") + p(box, r("Dưới"))), [(2, 0)])) == {1: ["0"]}


def test_several_comments_of_one_paragraph_stand_beside_each_other() -> None:
    assert commented_paragraphs(marked(document(p("a") + p("b")), [(1, 0), (1, 1)])) == {1: ["0", "1"]}


def test_properties_of_a_tracked_change_are_not_the_paragraphs_own() -> None:
    change = "<w:jc/><w:pPrChange w:id='1'><w:pPr><w:jc/></w:pPr></w:pPrChange>"
    xml = marked(document(p("Sửa", properties=change)), [(0, 0)])
    (paragraph,) = etree.fromstring(xml).iter(f"{{{W}}}p")
    assert [etree.QName(child).localname for child in paragraph][:2] == ["pPr", "commentRangeStart"]


def test_another_prefix_than_w_is_no_hindrance() -> None:
    xml = document(p("a") + "<w:p/>").replace(b"w:", b"ns0:").replace(b"xmlns:w=", b"xmlns:ns0=")
    assert commented_paragraphs(marked(xml, [(0, 3), (1, 4)])) == {0: ["3"], 1: ["4"]}


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        ('<?xml version="1.0" encoding="UTF-16"?>' + document(p("a")).decode().split("?>")[1], "UTF-8"),
        (document(p("a")).decode().replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main"), "Strict"),
    ],
)
def test_a_document_of_an_unusual_form_is_refused_with_what_to_do(xml: str, words: str) -> None:
    data = xml.encode("utf-16" if "UTF-16" in xml else "utf-8")
    with pytest.raises(WordError, match=words):
        marked(data, [(0, 0)])


RUNS = st.lists(
    st.sampled_from(["Sở Y tế", "<w:r/>", '<w:ins w:id="1">' + r("thêm") + "</w:ins>", "<w:r><w:br/></w:r>"])
)
PARAGRAPHS = st.lists(st.builds(lambda runs: p(*runs), RUNS) | st.just("<w:p/>") | st.just("<w:p></w:p>"), min_size=1)


@given(PARAGRAPHS, st.data())
def test_without_its_marks_a_document_is_what_it_was(paragraphs: list[str], data: st.DataObject) -> None:
    xml = document("".join(paragraphs))
    numbers = data.draw(st.lists(st.integers(0, len(paragraphs) - 1), unique=True))
    changed = marked(xml, [(number, comment) for comment, number in enumerate(numbers)])
    opened = re.compile(rb"<w:p></w:p>")
    assert opened.sub(b"<w:p/>", MARKS.sub(b"", changed)) == opened.sub(b"<w:p/>", xml)
    assert sorted(commented_paragraphs(changed)) == sorted(numbers)


@pytest.mark.parametrize("root", [b"<a x='>'/>", b"<a x='>'></a>", b"<a x='>'>\n</a>\n"])
def test_an_addition_comes_last_in_the_root(root: bytes) -> None:
    (child,) = etree.fromstring(inside(root, b"<b/>"))
    assert child.tag == "b"


# --- the package


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_only_the_parts_that_comments_need_change() -> None:
    data = word_file(p("Rà soát"), styles="<w:style/>", numbering="<w:num/>", footnotes="<w:footnotes/>")
    before, after = parts(data), parts(Word.of(data).saved([(0, 0)], [], b"<comments/>"))
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert b"comments+xml" in after["[Content_Types].xml"]
    assert b'Target="comments.xml"' in after["word/_rels/document.xml.rels"]


def test_comments_are_added_to_those_that_the_file_has() -> None:
    had = f'<w:comments xmlns:w="{W}"><w:comment w:id="4"/></w:comments>'
    data = word_file(p("a"), comments=had)
    relations = parts(data)["word/_rels/document.xml.rels"].decode()
    named = relations.replace(
        "</Relationships>", '<Relationship Id="c" Type="x/comments" Target="comments.xml"/></Relationships>'
    )
    data = archive({**parts(data), "word/_rels/document.xml.rels": named})
    word = Word.of(data)
    assert word.comments == had.encode()
    after = parts(word.saved([(0, 5)], [b'<w:comment xmlns:w="' + W.encode() + b'" w:id="5"/>'], b""))
    ids = [one.get(f"{{{W}}}id") for one in etree.fromstring(after["word/comments.xml"])]
    assert ids == ["4", "5"]
    assert after["word/_rels/document.xml.rels"] == named.encode()
    assert after["[Content_Types].xml"] == parts(data)["[Content_Types].xml"]


@pytest.mark.parametrize("data", [b"PK", archive({"a": "b"}), archive({"_rels/.rels": "<broken"})])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(WordError):
        Word.of(data)
