"""In which language a request is answered: Vietnamese, unless the visitor asks for English.

    /?lang=en        English, now and on the pages after it (a cookie remembers)
    /?lang=vi        Vietnamese again

Templates are written in Vietnamese; the words of another language stand beside them as gettext texts, one a part of the
site (service/web/locale/en/*.po). What is said in the acts themselves is never translated.
"""

from __future__ import annotations

import gettext
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextvars import ContextVar
from functools import cache
from http.cookies import CookieError, SimpleCookie
from io import BytesIO
from pathlib import Path
from typing import Any, Final, Literal, get_args
from urllib.parse import parse_qsl, urlencode

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

Language = Literal["vi", "en"]

LOCALE: Final = Path(__file__).parent / "locale"
COOKIE: Final = "lang"
_YEAR: Final = 365 * 24 * 3600
_ASKED: Final[ContextVar[Language]] = ContextVar("language", default="vi")
_ADDRESS: Final[ContextVar[str]] = ContextVar("address", default="/")

Message = MutableMapping[str, Any]
App = Callable[[Message, Callable[[], Awaitable[Message]], Callable[[Message], Awaitable[None]]], Awaitable[None]]


def language() -> Language:
    """The language of the request that is being answered."""
    return _ASKED.get()


def in_language(other: Language) -> str:
    """The address of this page in another language: "/bao-phu?trang=2&lang=en"."""
    path, _, query = _ADDRESS.get().partition("?")
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != COOKIE]
    return f"{path}?{urlencode([*kept, (COOKIE, other)])}"


def say(words: str) -> str:
    """Words of a template in the language of the request."""
    return _words(language()).gettext(words)


def say_number(one: str, many: str, number: int) -> str:
    """As `say`, for words that change with a number."""
    return _words(language()).ngettext(one, many, number)


@cache
def _words(wanted: Language) -> gettext.NullTranslations:
    made = gettext.NullTranslations()
    for file in po_files(wanted):
        read = gettext.GNUTranslations(_compiled(file))
        read.add_fallback(made)
        made = read
    return made


def po_files(wanted: Language) -> list[Path]:
    """The texts of a language; none for Vietnamese, in which the templates are written."""
    return sorted((LOCALE / wanted).glob("*.po"))


def _compiled(file: Path) -> BytesIO:
    """The .mo of a .po, as the standard library reads it. ValueError, with the file, for one that is damaged."""
    compiled = BytesIO()
    try:
        write_mo(compiled, read_po(file.open("rb"), abort_invalid=True))
    except PoFileError as error:
        raise ValueError(f"{file}: {error}") from error
    compiled.seek(0)
    return compiled


class Languages:
    """Around every request: finds its language, and remembers it where the address asks for one."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(
        self,
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        query = scope["query_string"].decode("latin-1")
        asked = next((_known(value) for name, value in parse_qsl(query) if name == COOKIE), None)
        found = asked or next(filter(None, map(_known, _cookies(scope))), None) or "vi"
        _ASKED.set(found)
        _ADDRESS.set(scope.get("raw_path", b"/").decode("latin-1").partition("?")[0] + (f"?{query}" if query else ""))

        async def send_it(message: Message) -> None:
            if message["type"] == "http.response.start" and asked:
                cookie = f"{COOKIE}={asked}; Path=/; Max-Age={_YEAR}; SameSite=Lax"
                message = {**message, "headers": [*message.get("headers", ()), (b"set-cookie", cookie.encode())]}
            await send(message)

        await self.app(scope, receive, send_it)


def _known(value: str) -> Language | None:
    return next((one for one in get_args(Language) if one == value), None)


def _cookies(scope: Message) -> Iterator[str]:
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                found = SimpleCookie(value.decode("latin-1")).get(COOKIE)
            except CookieError:
                continue
            if found:
                yield found.value
