"""The JSON Schema of the report: `python -m shapes.report_schema > docs/check-report.schema.json`."""

from __future__ import annotations

import json
from typing import Any

from shapes.report import Report


def report_schema() -> dict[str, Any]:
    """The schema of what `cancu check --format json` prints: an array of reports."""
    report = Report.model_json_schema(mode="validation")
    definitions = report.pop("$defs")
    definitions["Report"] = {**report, "required": ["file", "document", "findings", "not_checked"]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The report of cancu check",
        "type": "array",
        "items": {"$ref": "#/$defs/Report"},
        "$defs": definitions,
    }


if __name__ == "__main__":
    print(json.dumps(report_schema(), ensure_ascii=False, indent=2))
