"""How an act is laid out: its zones on the page, the numbering of its parts, headings, letterhead, footnotes."""
