"""The cells of one sheet as formulas speak of them: by name, with the value that the reader would give each, and with
the registry's sentence about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from etl.cells import letters
from etl.fields import Field, Kind, Sheet
from etl.findings import REGISTRY, Severity
from etl.rulebook import InForce
from etl.template import cell_reading
from etl.template import formula as f
from etl.template.context import Context
from etl.template.layout import CHECKS, Column
from etl.template.spellings import BLANKS
from etl.validate import rows, side

WRONG, ODD, EMPTY = "1", "2", "3"


@dataclass(frozen=True)
class SheetCells:
    """One sheet's cells. `cols`: its columns as the template lays them out.

    `values_at`: index of the first column of `Checks` that holds the values of this sheet's cells, row by row: worked
    out once there, since LibreOffice takes no formula of more than 8,192 parts with its names written out.
    """

    context: Context
    sheet: Sheet
    cols: list[Column]
    values_at: int = 0

    @cached_property
    def held(self) -> list[str]:
        """Fields whose values stand on `Checks`: all that are judged by more than their length."""
        judged = {"project_id", *(name for rule in self.rules for name in (rule.blamed, rule.other))}
        return [c.field.name for c in self.cols if c.field.kind is not Kind.TEXT or c.field.name in judged]

    def value(self, field: str) -> str:
        """The cell that holds a field's value in this row."""
        return f.cell(CHECKS, self.values_at + self.held.index(field) + 1)

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Columns by field name."""
        return {col.field.name: col for col in self.cols}

    def name(self, part: str, field: str) -> str:
        """Name of a formula: check_projects_status."""
        return f"{part}_{self.sheet.name.lower()}_{field}"

    def cell(self, field: str) -> str:
        """The field's cell in this row."""
        return f.cell(self.sheet.name, self.by_name[field].number)

    def address(self, field: str) -> str:
        """The cell's address as text: F12."""
        return f'"{letters(self.by_name[field].number)}"&ROW({self.cell(field)})'

    @cached_property
    def rules(self) -> list[rows.RowRule]:
        """The sheet's row rules that Excel can ask, but those on trial, with today's limits in their words."""
        beside = side.SIDE_RULES.get(self.sheet.name)
        rules = rows.ROW_RULES if self.sheet.name == "Projects" else [beside] if beside else []
        today = self.context.reference.rules.today()
        asked = [rule for rule in rules if rule.excel and rule.code not in today.trial]
        return [_with_limit(rule, today) for rule in asked]

    def reading(self, field: Field) -> Iterator[tuple[str, str]]:
        """How the cell is read: `key` folded for comparing, `given` whether it says anything, `value`."""
        cell, key = self.cell(field.name), self.name("key", field.name)
        given = self.name("given", field.name)
        yield key, f'IFERROR({f.squashed(f.plain(cell))},"")'
        yield given, f'AND(NOT(ISERROR({cell})),{key}<>"",ISNA(MATCH({key},{BLANKS},0)))'
        if field.name in self.held:
            yield (
                self.name("value", field.name),
                f'IFERROR(IF({given},{cell_reading.value(field, cell, key)},""),"")',
            )

    def say(
        self,
        code: str,
        field: Field,
        params: Mapping[str, str] | None = None,
        *,
        value: str | None = None,
        as_empty: bool = False,
    ) -> str:
        """Mark and sentence of a finding at the field's cell, `params` being formulas; `value`: what is quoted."""
        mark = EMPTY if as_empty else WRONG if REGISTRY[code].severity is Severity.FIX else ODD
        place = {
            "cell": self.address(field.name),
            "value": value or self.typed(field.name),
            "label": f.quoted(field.label),
            "label_lower": f.quoted(field.label_lower),
        }
        return f"{f.quoted(mark)}&{f.message(code, place | dict(params or {}))}"

    def typed(self, name: str) -> str:
        """The cell as the reader quotes it."""
        return cell_reading.typed(self.by_name[name].field.kind, self.cell(name))


def _with_limit(rule: rows.RowRule, today: InForce) -> rows.RowRule:
    if not rule.limit:
        return rule
    return replace(rule, excel=str(rule.excel).replace("{limit}", f"{today.limit(rule.code, rule.limit):g}"))
