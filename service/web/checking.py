"""A draft under the rules over HTTP: POST /api/check for programs, /check for people. Nothing is kept.

curl -F file=@ke-hoach.docx 'http://127.0.0.1:8000/api/check?format=docx' -o ke-hoach-checked.docx
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final, Literal
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response

from loaders import errors
from loaders.read.formats import SUFFIXES, Format
from service.apart import Limits, Stopped, Why, apart
from service.drafts import NotWord, Wish, check_draft, checked_name
from service.settings import CHECK_LIMIT_VARIABLE, accepted_file, check_megabytes, check_seconds, file_megabytes
from service.web.desk import Desk
from service.web.language import language
from service.web.negotiation import HTML, PAGE, Form, choose
from service.web.problems import Problem, described
from service.web.rendering import page
from service.web.uploads import MEGA, form_with_file, received
from shapes.accepted import Line, UnreadableList, read_accepted
from shapes.render import Language, as_html, as_json, as_turtle, html_body
from shapes.rendering.html import style_sheet
from shapes.report import Report
from shapes.rules import Severity, rules

api = APIRouter(prefix="/api", tags=["check"])
pages = APIRouter(include_in_schema=False)

ReportForm = Literal["json", "html", "docx", "ttl"]

FORMS: Final = (
    Form("application/json", "json"),
    PAGE,
    Form(Format.DOCX.value, "docx"),
    Form("text/turtle", "ttl", ("application/x-turtle",)),
)
"""The forms of a report; the first is the one for whoever does not mind."""

PAGE_POLICY: Final = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
"""The page runs the one script that the service gives itself."""
REPORT_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"
"""A report is one file with its style in it, and without scripts."""


@dataclass(frozen=True)
class _Answer:
    """What the process apart hands back: the report, and its rendering, so that the service itself renders nothing."""

    report: Report
    body: bytes = field(repr=False)


def _answered(wish: Wish, form: str, file: Path) -> _Answer:
    checked = check_draft(wish, file)
    draft = replace(checked.draft, report=checked.draft.report.model_copy(update={"file": file.name}))
    if form == "docx":
        return _Answer(draft.report, checked.word or b"")
    written = {
        "json": lambda: as_json([draft.report]),
        "ttl": lambda: as_turtle([draft.report]),
        "html": lambda: as_html([draft], wish.language),
        "page": lambda: html_body([draft], wish.language),
    }[form]()
    return _Answer(draft.report, written.encode("utf-8"))


@api.post(
    "/check",
    summary="Check a draft",
    response_class=Response,
    responses={
        200: {
            "model": list[Report],
            "description": "The report: JSON as `cancu check` gives it, one HTML page, the Word file with a comment on "
            "each fault, or the SHACL validation report.",
            "content": {
                HTML: {"schema": {"type": "string"}},
                Format.DOCX.value: {"schema": {"type": "string", "format": "binary"}},
                "text/turtle": {"schema": {"type": "string"}},
            },
        },
        **described(400, 406, 413, 415, 422, 503),
    },
    openapi_extra={"requestBody": form_with_file(f"The draft: {', '.join(SUFFIXES)}.")},
)
async def check(
    request: Request,
    report_format: Annotated[
        ReportForm | None, Query(alias="format", description="The form of the report; else by Accept, else json.")
    ] = None,
    language: Annotated[Language, Query(description="Of html and docx.")] = "vi",
    severity: Annotated[Severity, Query(description="The mildest findings to tell.")] = "hint",
    rule: Annotated[list[str] | None, Query(description="Only these rules.")] = None,
) -> Response:
    """What is missing or contradictory in a draft, where, which rule says so, and what to write.

    The draft is read in a process of its own, within bounds of size, time and memory, and is not kept.
    """
    form = _form(request, report_format)
    unknown = [one for one in rule or () if one not in rules()]
    if unknown:
        raise Problem(400, "No such rule", f'There is no rule "{unknown[0]}".')
    answer = await _checked(request, Wish(severity, tuple(rule or ()), language=language), form.extension)
    headers = {"Vary": "Accept"}
    if form.extension == "docx" or report_format:
        file = Path(answer.report.file)
        name = checked_name(file) if form.extension == "docx" else f"{file.stem}.{form.extension}"
        headers["Content-Disposition"] = (
            f"attachment; filename=\"report.{form.extension}\"; filename*=UTF-8''{quote(name)}"
        )
    if form is PAGE:
        headers["Content-Security-Policy"] = REPORT_POLICY
    return Response(answer.body, media_type=form.content_type, headers=headers)


def _form(request: Request, named: str | None) -> Form:
    """The form asked for by name, or by Accept. Raises Problem 406."""
    if named:
        return next(form for form in FORMS if form.extension == named)
    form = choose(request.headers.get("accept"), FORMS)
    if form is None:
        raise Problem(406, "No such form", f"A report comes as {', '.join(form.media_type for form in FORMS)}.")
    return form


async def _checked(request: Request, wish: Wish, form: str) -> _Answer:
    """Receive the draft and check it apart. Raises Problem."""
    desk: Desk = request.app.state.desk
    wish = replace(
        wish, store=desk.store, accepted=accepted_lines(), with_text=form in ("html", "page"), commented=form == "docx"
    )
    async with received(request, check_megabytes() * MEGA) as sent:
        try:
            limits = Limits(check_seconds(), file_megabytes(), CHECK_LIMIT_VARIABLE)
            return await desk.done(partial(apart, partial(_answered, wish, form), sent.file, limits))
        except Stopped as error:
            _LOG.warning("%s", error)
            told, advice = STOPPED[error.why]
            raise Problem(422, _REFUSED, told, advice=advice) from error
        except errors.ReadError as error:
            told = str(error).replace(f"{sent.file.parent}/", "")
            status = 415 if isinstance(error, NotWord | errors.UnknownFormat) else 422
            raise Problem(status, _REFUSED, told, advice=ADVICE.get(type(error).__name__, UNKNOWN)) from error


def accepted_lines() -> tuple[Line, ...]:
    """The list of accepted findings that the service is set to. Raises Problem where it cannot be read."""
    file = accepted_file()
    try:
        return read_accepted(file) if file else ()
    except UnreadableList as error:
        told = str(error).replace(f"{file.parent}/" if file else "", "")
        raise Problem(503, "The list of accepted findings cannot be read", told) from error


# --- the page


ADVICE: Final[dict[str, str]] = {
    "EmptyFile": "Tệp không có chữ nào.",
    "UnknownFormat": "Tệp không thuộc định dạng đọc được. Hãy gửi tệp Word, PDF, HTML hoặc văn bản thuần.",
    "WrongEncoding": "Không nhận ra bảng mã của tệp. Hãy lưu lại bằng mã UTF-8.",
    "DamagedFile": "Tệp bị hỏng hoặc bị cắt ngang. Hãy mở tệp bằng phần mềm soạn thảo rồi lưu lại.",
    "EncryptedFile": "Tệp có mật khẩu. Hãy lưu một bản không có mật khẩu rồi gửi lại.",
    "TooLarge": "Tệp lớn hơn mức đọc được. Hãy kiểm tra xem đây có đúng là một văn bản không, hoặc tách tệp ra.",
    "MissingTool": "Máy chủ thiếu phần mềm để đọc loại tệp này. Hãy lưu tệp thành .docx rồi gửi lại.",
    "NoAct": "Không nhận ra văn bản hành chính nào trong tệp. Hãy kiểm tra xem đã chọn đúng tệp chưa.",
    "NotWord": "Chỉ ghi được chú thích vào tệp Word (.docx). Hãy chọn báo cáo HTML.",
    "Too large": "Tệp lớn hơn mức mà trang này nhận.",
    "No file": "Chưa chọn tệp nào.",
    "Too busy": "Đang có nhiều dự thảo chờ kiểm tra. Hãy thử lại sau một phút.",
}
"""What people are told of an error, by its class or by the problem's title."""
STOPPED: Final[dict[Why, tuple[str, str]]] = {
    "time": (
        "The draft takes longer to read than the service allows. Send fewer pages, or check it by command.",
        "Đọc tệp này lâu hơn mức cho phép. Hãy tách tệp ra rồi gửi lại.",
    ),
    "memory": (
        "Reading the draft takes more memory than the service allows. Split it, or send it as Word.",
        "Đọc tệp này tốn nhiều bộ nhớ hơn mức cho phép. Hãy tách tệp ra, hoặc gửi bản Word.",
    ),
    "death": (
        "The draft could not be read to its end. Print or save it anew, and send that.",
        "Không đọc hết được tệp này. Hãy mở tệp, lưu hoặc in lại thành tệp mới rồi gửi lại.",
    ),
    "fault": (
        "The service failed on this draft; its log says why. Tell whoever runs it.",
        "Máy chủ gặp lỗi khi kiểm tra tệp này. Hãy báo cho người quản trị.",
    ),
}
"""What a visitor is told of a reading that was ended, in English and in Vietnamese; the log says the rest."""
_REFUSED: Final = "The draft cannot be checked"
_LOG: Final = logging.getLogger("uvicorn.error")
"""The log that `cancu serve` writes."""
UNKNOWN: Final = "Không kiểm tra được tệp này."


@pages.get("/check")
def check_page() -> Response:
    """The form."""
    return _page()


@pages.post("/check")
async def checked_page(request: Request) -> Response:
    """The form, and below it the report on the draft that was sent, or why there is none."""
    spoken: Language = "en" if request.query_params.get("language") == "en" else language()
    try:
        answer = await _checked(request, Wish(language=spoken), "page")
    except Problem as problem:
        advice = problem.more.get("advice", ADVICE.get(problem.title, UNKNOWN))
        return _page(problem.status, advice=advice, detail=problem.detail)
    return _page(body=answer.body.decode("utf-8"), name=answer.report.file, spoken=spoken)


def _page(status: int = 200, **shown: Any) -> Response:
    names = {"body": None, "name": None, "advice": None, "detail": None, "spoken": "vi", **shown}
    answer = page("check.html", status, suffixes=",".join(SUFFIXES), megabytes=check_megabytes(), **names)
    answer.headers["Content-Security-Policy"] = PAGE_POLICY
    return answer


def report_style() -> Response:
    """The style of the report, for the pages."""
    return Response(style_sheet(), media_type="text/css; charset=utf-8")
