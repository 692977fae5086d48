"""Streams: the bytes that were written, errors passed on, a writer that stops when nobody takes any more."""

from __future__ import annotations

import threading
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.exporting.streaming import PIECE, streamed


@given(st.lists(st.binary(max_size=3 * PIECE), max_size=4))
def test_all_bytes_come_in_order(pieces: list[bytes]) -> None:
    def write(out: IO[bytes]) -> None:
        for piece in pieces:
            out.write(piece)

    assert b"".join(streamed(write)) == b"".join(pieces)


def test_what_the_writer_raises_is_raised_to_the_taker() -> None:
    def write(out: IO[bytes]) -> None:
        out.write(b"x" * PIECE)
        raise ValueError("hỏng")

    stream = streamed(write)
    assert next(stream) == b"x" * PIECE
    with pytest.raises(ValueError, match="hỏng"):
        next(stream)


def test_a_taker_that_stops_ends_the_writer() -> None:
    ended = threading.Event()

    def write(out: IO[bytes]) -> None:
        try:
            while True:
                out.write(b"x" * PIECE)
        finally:
            ended.set()

    stream = streamed(write)
    next(stream)
    assert hasattr(stream, "close")
    stream.close()
    assert ended.wait(10)
