"""Looking into XML, for tests."""

from __future__ import annotations

from typing import Any

from lxml import etree


def every(root: etree._Element, path: str, **namespaces: str) -> list[Any]:
    """What an XPath finds: elements, or texts."""
    result: Any = root.xpath(path, namespaces=namespaces)
    return list(result)
