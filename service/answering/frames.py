"""What passes between the service and a process that answers: frames of a kind, a length and so many bytes.

READY                    the store is open                                     from the process
ASK {"query": "SELECT …", "rows": "json", …}                                   to it
BEGIN json, DATA …, DATA …, END {"cut": "rows", "spent": false}                from it
FAULT {"fault": "syntax", "detail": "error at 2:15: expected …"}                from it, in the place of BEGIN
"""

from __future__ import annotations

import json
from typing import Any, Final

OPEN: Final = b"O"
READY: Final = b"R"
ASK: Final = b"Q"
BEGIN: Final = b"B"
DATA: Final = b"D"
END: Final = b"E"
FAULT: Final = b"F"

HEAD: Final = 5
"""Bytes before what a frame holds: its kind, and its length."""


def frame(kind: bytes, content: bytes = b"") -> bytes:
    """A frame as bytes."""
    return kind + len(content).to_bytes(4, "big") + content


def frame_of(kind: bytes, **content: Any) -> bytes:
    """A frame that holds an object as JSON."""
    return frame(kind, json.dumps(content).encode())


def kind_and_length(head: bytes) -> tuple[bytes, int]:
    """What the first HEAD bytes of a frame say."""
    return head[:1], int.from_bytes(head[1:HEAD], "big")
