"""Words typed in the fonts of before Unicode become Unicode: TCVN3 (ABC) and VNI.

    decode_run("QuyÕt ®Þnh", ".VnTime")      Quyết định
    decode_run("bé tµi chÝnh", ".VnTimeH")   BỘ TÀI CHÍNH
    decode_run("Coäng hoøa", "VNI-Times")    Cộng hòa

Word and PDF name the font of each stretch: `decode_run`. A bare text names none: `decode_text` goes by its letters.
"""

from loaders.fonts.evidence import decode_text
from loaders.fonts.names import is_legacy_font
from loaders.fonts.run import decode_run

__all__ = ["decode_run", "decode_text", "is_legacy_font"]
