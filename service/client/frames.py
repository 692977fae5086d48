"""Tables as pandas and polars have them. Either library is an extra: pip install "cancu[notebook]"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from service.client.errors import MissingExtra
from service.client.tables import Kind, Table

if TYPE_CHECKING:
    import pandas
    import polars

_PANDAS: Final[dict[Kind, str]] = {"integer": "Int64", "number": "Float64", "boolean": "boolean"}


def pandas_frame(table: Table) -> pandas.DataFrame:
    """The table with typed columns: dates as datetime64, whole numbers as Int64. Raises MissingExtra."""
    try:
        import pandas as pd
    except ImportError as error:
        raise _missing("pandas") from error
    series = {}
    for number, column in enumerate(table.columns):
        values = table.column(number)
        if column.kind in ("date", "moment"):
            series[number] = pd.Series(pd.to_datetime(pd.Series(values, dtype="object"), utc=column.kind == "moment"))
        else:
            series[number] = pd.Series(values, dtype=_PANDAS.get(column.kind, "object"))
    frame = pd.DataFrame(series, index=range(len(table.rows)))
    frame.columns = pd.Index([column.name for column in table.columns], dtype="object")
    return frame


def polars_frame(table: Table) -> polars.DataFrame:
    """The table with typed columns: dates as Date, whole numbers as Int64. Raises MissingExtra."""
    try:
        import polars as pl
    except ImportError as error:
        raise _missing("polars") from error
    types = {
        "text": pl.String(),
        "integer": pl.Int64(),
        "number": pl.Float64(),
        "boolean": pl.Boolean(),
        "date": pl.Date(),
        "moment": pl.Datetime("us", "UTC"),
    }
    return pl.DataFrame(
        {column.name: pl.Series(column.name, table.column(number), dtype=types[column.kind])
         for number, column in enumerate(table.columns)}
    )  # fmt: skip


def _missing(library: str) -> MissingExtra:
    return MissingExtra(f'{library} is not installed. Install it with: pip install "cancu[notebook]"')
