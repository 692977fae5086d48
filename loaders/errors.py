"""What can be wrong with a file, said so that its owner can act.

ReadError                 the file gives no act
  UnreadableFile          missing, a folder, no permission
  EmptyFile               nothing in it but white space
  UnknownFormat           binary, or a format that no reader takes
  WrongEncoding           no text in any encoding that we know
  DamagedFile             the format is known, but the file is cut off or broken
  EncryptedFile           protected by a password
  TooLarge                more than is read: an archive that unpacks without end, a line of 50 MB
  MissingTool             another program is needed to read it, and is not installed
  NoAct                   text, but none of an act's marks
"""

from __future__ import annotations


class ReadError(Exception):
    """A file that gives no act. `str(error)` is one or two plain sentences with the file, the place and what to do."""


class UnreadableFile(ReadError):
    """The file is missing, is a folder, or may not be opened."""


class EmptyFile(ReadError):
    """The file holds no text."""


class UnknownFormat(ReadError):
    """The file's bytes are of no format that is read."""


class WrongEncoding(ReadError):
    """The file's bytes are text in no encoding that we know."""


class DamagedFile(ReadError):
    """The file is cut off, or not built as its format demands."""


class EncryptedFile(ReadError):
    """The file opens only with a password."""


class TooLarge(ReadError):
    """The file, its unpacked parts or one of its lines exceed the bounds of `loaders.read.limits`."""


class MissingTool(ReadError):
    """A program that the format needs is not installed, or did not finish."""


class NoAct(ReadError):
    """The text bears none of the marks of an official act: no type, no number, no bases, no tasks."""
