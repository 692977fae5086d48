"""The address at which the service is reached from outside, as pages for other machines must name it in full.

    site(request)      "https://cancu.example.vn/"

Where the request came to the host of the data's IRIs, what stands before "id/" in their base: a proxy may have taken
the "https" away on the way here. Else whatever address the request came to.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import Request

from ontology.namespaces import BASE


def site(request: Request) -> str:
    """The address of the home page, with "/" at its end."""
    own = BASE.removesuffix("id/")
    return own if own != BASE and urlsplit(own).netloc == request.url.netloc else str(request.base_url)
