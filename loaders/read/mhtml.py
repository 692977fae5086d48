"""Word's "Single File Web Page" (.mht, often named .doc): the web page and its pictures in one e-mail-like file."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import Message

from loaders.errors import DamagedFile
from loaders.read.html import read_html
from loaders.read.limits import MARKUP_BYTES, check_size
from loaders.source import Line


def read_mhtml(data: bytes, name: str) -> tuple[str, tuple[Line, ...]]:
    """The text of the page in it, and its lines. Raises DamagedFile for none, and the errors of `read_html`."""
    check_size(len(data), name, MARKUP_BYTES)
    message = message_from_bytes(data, policy=policy.compat32)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    content = _content(page) if page is not None else None
    if content is None:
        raise DamagedFile(f"{name}: the saved web page holds no page. Open it in Word and save it as .docx.")
    return read_html(content, name)


def _content(page: Message) -> bytes | None:
    """The page's bytes, its encoding declared as the part's head declares it."""
    payload = page.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return None
    charset = page.get_content_charset()
    return f'<meta charset="{charset}">'.encode() + payload if charset else payload
