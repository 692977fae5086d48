from __future__ import annotations

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.clean import clean
from loaders.fonts import decode_text
from loaders.fonts.syllables import is_syllable
from loaders.fonts.tables import font_table
from loaders.reading import read_source
from tests.corpus import plans
from tests.loaders.fonts.acts import PDF, REAL, WORD_FILES, accuracy, transcript, typed

PLANS = [path.read_text("utf-8") for path in plans()]
TCVN3 = {letter: code for code, letter in reversed(list(font_table("tcvn3").letters.items()))}
VNI = {letter: code for code, letter in reversed(list(font_table("vni").letters.items()))}

# Words of decisions; those in ASCII letters alone tell nothing.
WORDS = [
    "quyết",
    "định",
    "của",
    "Bộ",
    "trưởng",
    "về",
    "việc",
    "sửa",
    "đổi",
    "mức",
    "căn",
    "cứ",
    "Nghị",
    "ngày",
    "nhiệm",
    "vụ",
]

FRENCH = """Arrêté du 12 août 1998 relatif à l'été et à la forêt : le ministre de l'Économie, né à Thiès, décide que
l'accès au marché intérieur est réservé aux sociétés où l'État a été représenté, là où il l'a jugé nécessaire. Bê, thé,
né, gré, pré, clé, bébé, côté, là, où, dès, très, après, mère, père, même, être, fût, mûr, dû, goût, hôtel, hôpital."""
OTHERS = (
    FRENCH,
    "The committee (§ 5, ¶ 12) met at the café; the naïve façade of the coöperative cost 25 µm² ± 3° · £4 · ¥5 · © ®.",
    "El niño español vivió en la montaña; el señor Núñez comió piña, caña y ñame en el año de la campaña, mañana.",
    "Für die Bürger größerer Städte müssen Behörden über die Höhe der Gebühren öffentlich Auskunft geben.",
    "A função do órgão não é só a avaliação: são ações de saúde, educação e informação, à disposição de você.",
)


@pytest.mark.parametrize("name", WORD_FILES)
def test_a_word_files_bare_letters_are_told_and_read(name: str) -> None:
    decoded = decode_text(typed(name))
    assert decoded is not None
    assert accuracy(decoded, transcript(name)) >= 0.99


@pytest.mark.parametrize(("file", "truth"), [(f"{PDF}.pdf", PDF), ("synthetic-vni-2003-02144qd.docx", "2003-02144qd")])
def test_a_file_in_old_fonts_is_read_as_its_transcript_says(file: str, truth: str) -> None:
    assert accuracy(read_source(REAL / file).text, transcript(truth)) >= 0.99


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", [*PLANS, *(transcript(name) for name in (*WORD_FILES, PDF))])
def test_unicode_is_never_decoded(text: str, form: Literal["NFC", "NFD"]) -> None:
    written = unicodedata.normalize(form, text)
    assert decode_text(written) is None
    assert [line for line in written.split("\n") if decode_text(line) is not None] == []


@pytest.mark.parametrize("text", OTHERS)
def test_other_languages_are_left_alone(text: str) -> None:
    assert decode_text(text) is None
    assert decode_text("\n".join(text.split())) is None


@given(
    st.lists(st.sampled_from([word for text in (*OTHERS, PLANS[0], PLANS[2]) for word in text.split()]), max_size=60)
)
def test_no_mixture_of_words_in_unicode_is_decoded(words: list[str]) -> None:
    assert decode_text(" ".join(words)) is None


@given(st.lists(st.sampled_from(WORDS), min_size=12, max_size=60), st.sampled_from([TCVN3, VNI]))
def test_a_text_of_any_words_of_an_act_comes_back(words: list[str], codes: dict[str, str]) -> None:
    text = " ".join([*words, "quyết", "thuế", "suất"])
    assert decode_text("".join(codes.get(letter, letter) for letter in text)) == text


def test_only_the_old_lines_of_a_text_are_decoded() -> None:
    old = "Bé tr\u00adëng Bé Tµi chÝnh chÞu tr¸ch nhiÖm h\u00adíng dÉn thi hµnh QuyÕt ®Þnh nµy."
    new = "Điều 2. Bé Lan, 5 tuổi, có mặt tại lễ phát động."
    text = f"{new}\n12/3 ISO 9001\n{old}\nBé\n{old}\n\n{new}"
    read = "Bộ trưởng Bộ Tài chính chịu trách nhiệm hướng dẫn thi hành Quyết định này."
    assert decode_text(text) == f"{new}\n12/3 ISO 9001\n{read}\nBộ\n{read}\n\n{new}"


def test_old_letters_are_told_where_a_program_has_dropped_every_u_with_a_horn() -> None:
    text = "Bé trëng Bé Tµi chÝnh chÞu tr¸ch nhiÖm híng dÉn thi hµnh, ®îc nhµ níc giao"
    assert decode_text(text) == "Bộ trởng Bộ Tài chính chịu trách nhiệm hớng dẫn thi hành, đợc nhà nớc giao"


def test_cleaning_reads_old_letters_before_it_drops_soft_hyphens() -> None:
    assert clean("Thñ t\u00adíng ChÝnh phñ quyÕt ®Þnh") == "Thủ tướng Chính phủ quyết định"


def test_the_gazettes_glyphs_are_not_taken_for_vni() -> None:
    text = "ñi, ñó, ñô, ñã\n" * 9 + "Điều kiện ñảm bảo ño lường"
    assert decode_text(text) is None


@pytest.mark.parametrize(
    "word", ["chính", "Nghiêng", "QUYẾT", "quốc", "gì", "giêng", "khuya", "huỳnh", "đĩa", "ủy", "uỷ"]
)
def test_syllables_of_vietnamese_are_told(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["chÝnh", "été", "año", "đợc", "ạạ", "tàc", "für", "Müller", ""])
def test_other_words_are_no_syllables(word: str) -> None:
    assert not is_syllable(word)
