"""The outside: the store, the command line, the HTTP service and its pages."""

import sys

from service.errors import WrongUse
from service.settings import check_base

try:
    check_base()
except WrongUse as error:
    # IRIs are made while modules are imported, so a base that cannot be one is told before anything else is.
    print(f"cancu: {error}", file=sys.stderr)
    raise SystemExit(2) from None
