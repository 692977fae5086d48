"""Vietnamese letters for patterns: capitals and small letters stand mixed in Unicode, so "À-Ỹ" takes both."""

from __future__ import annotations

from typing import Final

_ACCENTED: Final = "ÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"

# For use inside a character class: f"[{UPPER}]".
UPPER: Final = "A-Z" + _ACCENTED
LOWER: Final = "a-z" + _ACCENTED.lower()
