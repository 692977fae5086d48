"""The graph from Python: a store on this machine, or a service elsewhere; answers as tables of pandas or polars.

    from service.client import Cancu

    cancu = Cancu(".cancu/store")                           # or Cancu("https://cancu.example.vn")
    cancu.ask("lineage-down", document="38-CT/TW")          # a pandas DataFrame
    cancu.polars().ask("lineage-down", document="38-CT/TW") # a polars DataFrame

A page with examples: docs/client.md.
"""

from service.client.cancu import Cancu, PolarsCancu
from service.client.errors import ClientError, CutAnswer, MissingExtra, NoAnswer, Refused

__all__ = ["Cancu", "ClientError", "CutAnswer", "MissingExtra", "NoAnswer", "PolarsCancu", "Refused"]
