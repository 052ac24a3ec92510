"""The API described as OpenAPI 3.1, from the declarations that answer it: tables, their arguments, clocks, filters."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from dashboard.api import asked
from dashboard.exports.about import EDITION
from dashboard.exports.tables import TABLES, Argument, Table
from dashboard.queries import frame

_TEXT = {"type": "string"}
_VALUE = {"type": ["string", "number", "integer", "boolean", "array", "null"]}


def document() -> dict[str, Any]:
    """The whole description, of the tables that this audience may have."""
    name = frame.meta().get("name", "Monitor")
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{name}: figures and the cells behind them",
            "version": version("ascn-monitor"),
            "description": (
                "Read-only. The same figures as on the pages, from the same definitions; parameters as in the "
                f"addresses of the pages. Missing is null, never zero. {EDITION.capitalize()}."
            ),
        },
        "servers": [{"url": "/api/v1"}],
        "paths": {f"/{table.name}": {"get": _operation(table)} for table in TABLES.values() if table.is_open},
        "components": {"schemas": _SCHEMAS, "responses": _RESPONSES},
    }


def _operation(table: Table) -> dict[str, Any]:
    own = {a.name: a for a in table.takes}
    said = asked.parameters(table)
    return {
        "operationId": table.name,
        "summary": table.title,
        "description": f"{table.says}.",
        "parameters": [_parameter(name, says, own.get(name)) for name, says in said.items()],
        "responses": {
            "200": {"$ref": "#/components/responses/Rows"},
            "304": {"description": "Nothing changed since the answer with this ETag"},
            "400": {"$ref": "#/components/responses/Refused"},
            "403": {"$ref": "#/components/responses/Refused"},
        },
    }


def _parameter(name: str, says: str, argument: Argument | None) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": says,
        "schema": _schema(name, argument),
    }


def _schema(name: str, argument: Argument | None) -> dict[str, Any]:
    if argument is not None:
        choices = [choice for choice in argument.choices if choice]
        made: dict[str, Any] = {**_TEXT, "enum": choices} if choices else dict(_TEXT)
        return {**made, "default": argument.default} if argument.default else made
    if name == "limit":
        return {"type": "integer", "minimum": 1, "maximum": asked.MOST, "default": asked.LIMIT}
    if name == "offset":
        return {"type": "integer", "minimum": 0, "default": 0}
    return {**_TEXT, "enum": list(asked.FORMATS), "default": "json"} if name == "format" else dict(_TEXT)


_SCHEMAS: dict[str, Any] = {
    "Answer": {
        "type": "object",
        "required": ["about", "columns", "rows", "paging"],
        "properties": {
            "about": {
                "type": "object",
                "description": "Title, measure, both clocks, data date, filters, edition, sources",
                "additionalProperties": _TEXT,
            },
            "columns": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["column", "label", "unit", "made", "section"],
                    "properties": dict.fromkeys(("column", "label", "unit", "made", "section"), _TEXT),
                },
            },
            "rows": {"type": "array", "items": {"type": "object", "additionalProperties": _VALUE}},
            "paging": {
                "type": "object",
                "required": ["limit", "offset", "rows", "total", "next"],
                "properties": {
                    **{n: {"type": "integer"} for n in ("limit", "offset", "rows", "total")},
                    "next": {"type": ["string", "null"]},
                },
            },
        },
    },
    "Error": {
        "type": "object",
        "required": ["error"],
        "properties": {
            "error": {
                "type": "object",
                "required": ["code", "message"],
                "properties": dict.fromkeys(("code", "message", "parameter"), _TEXT),
            }
        },
    },
}
_RESPONSES: dict[str, Any] = {
    "Rows": {
        "description": "Rows, with what they mean; in CSV the circumstances stand in every row",
        "headers": {
            "ETag": {"schema": _TEXT},
            "X-Total-Count": {"schema": {"type": "integer"}},
            "Link": {"schema": _TEXT, "description": "The following rows, where there are more"},
        },
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/Answer"}},
            "text/csv": {"schema": _TEXT},
        },
    },
    "Refused": {
        "description": "A parameter that cannot be used, or a table that is not for this audience",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}},
    },
}
