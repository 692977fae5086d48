"""Makes communes.csv, districts-2004.csv and communes-2004.csv, or compares them with a second source.

python -m ontology.building            writes the tables
python -m ontology.building --check    also reads a second package, and prints where the two differ
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from ontology.building.comparison import differences, lists
from ontology.building.packages import CHECK, UNITS, unpacked
from ontology.building.second import read as read_second
from ontology.building.source import read
from ontology.building.writing import write
from ontology.names import HERE


def main() -> int:
    """Writes the tables, or prints how they differ from the second package. 1 where today's codes differ, else 0."""
    parser = argparse.ArgumentParser(prog="python -m ontology.building", description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with vietnam-provinces; write nothing")
    check = parser.parse_args().check
    with TemporaryDirectory() as folder:
        tables = read(unpacked(UNITS, Path(folder)))
        if not check:
            write(tables, HERE)
            return 0
        found = differences(lists(tables), read_second(unpacked(CHECK, Path(folder))))
    for line in found.lines:
        print(line)
    return 1 if found.grave else 0


if __name__ == "__main__":
    sys.exit(main())
