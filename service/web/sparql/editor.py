"""What a browser may do on the page of the SPARQL editor (service/web/static/sparql.js), and nothing beyond.

Content-Security-Policy: default-src 'none'; script-src 'self'; connect-src 'self'; …

The editor runs the service's own scripts and asks the service's own /sparql. It sets styles one by one, which a policy
does not touch; one library in it (column-resizer) writes one fixed <style> element, which is allowed by its hash and by
nothing wider. Pictures in its style sheet stand in the sheet itself (data:).
"""

from __future__ import annotations

from typing import Final

_COLUMN_RESIZER: Final = "sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk="
"""The style sheet of column-resizer 1.4.0; another version needs another hash, and a test in the browser says so."""

EDITOR_POLICY: Final = (
    f"default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self' '{_COLUMN_RESIZER}'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
