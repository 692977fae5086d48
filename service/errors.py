"""What can go wrong outside the reading, said in one or two plain sentences.

ServiceError              exit code 2
  StoreError              the folder given by --store cannot be used
    StoreBusy             another process writes to it
    StoreEmpty            nothing has been loaded into it yet
    NotAStore             it holds something else, or a store of another version
  UnknownFormat           an export or output format that we do not write
  UnwritableFile          the file of -o cannot be written
  PortInUse               `cancu serve` cannot have its port
  WrongUse                parameters that do not fit the question
"""

from __future__ import annotations


class ServiceError(Exception):
    """`str(error)` says what is wrong and what to do; users see it without a traceback."""


class StoreError(ServiceError):
    """The folder given by --store cannot be used."""


class StoreBusy(StoreError):
    """Another process has the store open for writing."""


class StoreEmpty(StoreError):
    """Nothing has been loaded into the store yet."""


class NotAStore(StoreError):
    """The location is no store of ours, or of a version that we do not read."""


class UnknownFormat(ServiceError):
    """A format that is not written here."""


class UnwritableFile(ServiceError):
    """The file to write to cannot be written."""


class PortInUse(ServiceError):
    """Another program listens on the port."""


class WrongUse(ServiceError):
    """What was asked does not fit: a parameter without "=", a question that is neither a name nor a file."""
