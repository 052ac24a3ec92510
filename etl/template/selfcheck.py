"""The registry's rules as formulas: for every column a defined name `check_<sheet>_<field>` that gives, in any row,
what the reader would say of the cell ("1" to correct, "2" to confirm, "3" still empty, then the sentence), or nothing.

Limits and lists come from `etl.fields` and `etl.validate`, row rules from `rows.ROW_RULES`, sentences from
`findings.toml`. What Excel cannot know for certain (foreign dates, "1.234") it leaves to the upload.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from etl.cells import letters
from etl.fields import Field, Kind, Sheet
from etl.findings import REGISTRY, Severity
from etl.interpret.codes import YES_NO_CHOICES, shown_choices
from etl.template import cell_reading
from etl.template import formula as f
from etl.template.context import Context
from etl.template.layout import CHECKS, FIRST_ROW, Column
from etl.template.spellings import BLANKS
from etl.validate import rows, schema, side

WRONG, ODD, EMPTY = "1", "2", "3"
# What the template finds out by itself. Layer 3 in full but for what needs a whole column or a reader of many dialects.
CODES = (
    *("cell_error", "required_empty", "code_unknown", "status_not_given", "text_too_long"),
    *("percent_range", "percent_unreadable", "number_negative", "number_unreadable"),
    *("date_range", "date_unreadable", "date_impossible", "currency_missing"),
    *("duplicate_project", "side_project_unknown"),
    *(rule.code for rule in (*rows.ROW_RULES, *side.SIDE_RULES.values()) if rule.excel),
)


@dataclass(frozen=True)
class SheetCheck:
    """The formulas of one sheet. `cols`: its columns as the template lays them out.

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
        judged = {"project_id", *(name for rule in self._rules for name in (rule.blamed, rule.other))}
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

    def names(self) -> Iterator[tuple[str, str]]:
        """(name, formula) of everything that is defined for the sheet; a name uses only earlier ones."""
        first, last = self.cell(self.cols[0].field.name), f.cell(self.sheet.name, self.cols[-1].number)
        one_text = "&".join(self.cell(col.field.name) for col in self.cols)
        yield self.name("row", "used"), f'AND(COUNTA({first}:{last})>0,IFERROR(TRIM({one_text})<>"",TRUE))'
        for col in self.cols:
            yield from self._reading(col.field)
        for col in self.cols:
            yield self.name("fault", col.field.name), self._fault(col.field)
        for col in self.cols:
            yield self.name("check", col.field.name), self._check(col.field)

    def _reading(self, field: Field) -> Iterator[tuple[str, str]]:
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

    def _fault(self, field: Field) -> str:
        """Layer 3: what is wrong with the cell by itself."""
        cell, given = self.cell(field.name), self.name("given", field.name)
        cases = [(f"ISERROR({cell})", self._say("cell_error", field, value=cell_reading.error_text(cell)))]
        cases.append((f"NOT({given})", self._if_empty(field)))
        cases += self._by_kind(field)
        return f'IFERROR({f.first_of(cases)},"")'

    def _if_empty(self, field: Field) -> str:
        if not field.is_required:
            return '""'
        return f'IF({self.name("row", "used")},{self._required(field)},"")'

    def _required(self, field: Field) -> str:
        ask = schema.ask_for(field, self.context.reference)
        return self._say("required_empty", field, {"ask": f.quoted(ask)}, as_empty=True)

    def _by_kind(self, field: Field) -> Iterator[tuple[str, str]]:
        value = self.value(field.name) if field.name in self.held else ""
        text = f"LEN(TRIM({f.plain(self.cell(field.name))}))"
        if field.kind in (Kind.CODE, Kind.YES_NO):
            yield f'{value}=""', self._say("code_unknown", field, {"choices": f.quoted(self._choices(field))})
        if field.kind is Kind.CODES:
            yield (
                cell_reading.strangers(field, self.cell(field.name)),
                self._say("code_unknown", field, {"choices": f.quoted(self._choices(field))}),
            )
        if field.name == "status":
            example = self.context.reference.lists["status"].entries["ongoing"]
            yield (
                f'{value}="not_stated"',
                self._say("status_not_given", field, {"example": f.quoted(example)}),
            )
        if field.kind is Kind.TEXT:
            params = {"length": text, "limit": str(field.max_length)}
            yield f"{text}>{field.max_length}", self._say("text_too_long", field, params)
        if field.kind in (*cell_reading.NUMERIC, Kind.DATE):
            yield from self._of_number(field, value)

    def _of_number(self, field: Field, value: str) -> Iterator[tuple[str, str]]:
        stem = {Kind.PERCENT: "percent", Kind.DATE: "date"}.get(field.kind, "number")
        yield (
            cell_reading.unreadable(field, self.cell(field.name), self.name("key", field.name)),
            self._say(f"{stem}_unreadable", field),
        )
        if field.kind is Kind.DATE:
            yield f'{value}="impossible"', self._say("date_impossible", field)
            low, high = _serial(schema.EARLIEST), _serial(schema.LATEST)
            out = f.both(f"ISNUMBER({value})", f.either(f"{value}<{low}", f"{value}>{high}"))
            yield out, self._say("date_range", field, {"read": f.iso_day(value)})
        if field.kind is Kind.PERCENT:
            beyond = f.either(f"{value}<{schema.LOWEST_PCT}", f"{value}>{schema.HIGHEST_PCT}")
            yield f.both(f"ISNUMBER({value})", beyond), self._say("percent_range", field)
        if field.kind is Kind.AMOUNT:
            yield f.both(f"ISNUMBER({value})", f"{value}<0"), self._say("number_negative", field)

    def _choices(self, field: Field) -> str:
        if field.kind is Kind.YES_NO:
            return YES_NO_CHOICES
        return shown_choices(self.context.reference.list_of(field))

    def _check(self, field: Field) -> str:
        """The cell by itself, then the row's rules in their order: one fault, one mark."""
        fault = self.name("fault", field.name)
        cases = [*self._by_row_rules(field), *self._by_currency(field)]
        if self.sheet.name == "Projects":
            cases += self._by_new_project(field)
        cases += self._by_other_rows(field)
        if not cases:
            return fault
        return f'IFERROR(IF({fault}<>"",{fault},{f.first_of(cases)}),"")'

    @cached_property
    def _rules(self) -> list[rows.RowRule]:
        """The sheet's row rules that Excel can ask, but those on trial."""
        beside = side.SIDE_RULES.get(self.sheet.name)
        rules = rows.ROW_RULES if self.sheet.name == "Projects" else [beside] if beside else []
        trial = self.context.reference.rules.today().trial
        return [rule for rule in rules if rule.excel and rule.code not in trial]

    def _by_row_rules(self, field: Field) -> Iterator[tuple[str, str]]:
        for rule in self._rules:
            if rule.blamed == field.name:
                yield self._fails(rule), self._row_message(rule, field)

    def _by_currency(self, field: Field) -> Iterator[tuple[str, str]]:
        if field.name != "currency":
            return
        *before, last = [c.field.name for c in self.cols if c.field.kind is Kind.AMOUNT]
        other = self.address(last)
        for name in reversed(before):
            other = f'IF({self.value(name)}<>"",{self.address(name)},{other})'
        example = self.context.reference.country_of(self.context.city["city_id"])["currency"]
        asked = f.both(f'{self.value(field.name)}=""', self._filled(rows.CURRENCY_IN_EXCEL[self.sheet.name]))
        params = {"other_cell": other, "example": f.quoted(example)}
        yield asked, self._say("currency_missing", field, params)

    def _row_message(self, rule: rows.RowRule, field: Field) -> str:
        params = {"data_date": f.quoted(_long_day(self.context.on_date))}
        if rule.other:
            params = {"other_cell": self.address(rule.other), "other_value": self._typed(rule.other)}
        return self._say(rule.code, field, params)

    def _fails(self, rule: rows.RowRule) -> str:
        """A rule judges cells that have a value and no fault, be it by themselves or by an earlier rule."""
        touched = [rule.blamed, *([rule.other] if rule.other else [])]
        sound = [f'{self.name("fault", name)}=""' for name in touched]
        given = [f'{self.value(name)}<>""' for name in touched if f'{{{name}}}=""' not in str(rule.excel)]
        earlier = self._rules[: self._rules.index(rule)]
        before = [f"NOT({self._fails(r)})" for r in earlier if _is_fix(r) and r.blamed in touched]
        return f.both(*sound, *given, *before, self._filled(str(rule.excel)))

    def _filled(self, excel: str) -> str:
        """A rule's own words with its places filled in."""
        day = dt.date.fromisoformat(self.context.on_date)

        def place(found: re.Match[str]) -> str:
            if found[1] == "data_date":
                return f"DATE({day.year},{day.month},{day.day})"
            return self.value(found[1])

        return re.sub(r"\{(\w+)\}", place, excel)

    def _by_new_project(self, field: Field) -> Iterator[tuple[str, str]]:
        if field.name in rows.NEEDED_BY_NEW:
            new = f.both(
                self.name("row", "used"),
                f'{self.name("fault", "project_id")}=""',
                self._filled(rows.NEW_IN_EXCEL),
            )
            yield f.both(f"NOT({self.name('given', field.name)})", new), self._required(field)

    def _by_other_rows(self, field: Field) -> Iterator[tuple[str, str]]:
        """The project codes: once in Projects, and no other ones elsewhere."""
        if field.name != "project_id":
            return
        cell, given = self.cell(field.name), self.name("given", field.name)
        first = f"INDEX(Projects!$A:$A,{FIRST_ROW})"
        if self.sheet.name == "Projects":
            other = f'"A"&({FIRST_ROW - 1}+MATCH({cell},{first}:{cell},0))'
            repeated = f.both(given, f"COUNTIF({first}:{cell},{cell})>1")
            yield repeated, self._say("duplicate_project", field, {"other_cell": other})
        else:
            known = f"{first}:INDEX(Projects!$A:$A,{_LAST_PROJECT_ROW})"
            yield f.both(given, f"COUNTIF({known},{cell})=0"), self._say("side_project_unknown", field)

    def _say(
        self,
        code: str,
        field: Field,
        params: Mapping[str, str] | None = None,
        *,
        value: str | None = None,
        as_empty: bool = False,
    ) -> str:
        mark = EMPTY if as_empty else WRONG if REGISTRY[code].severity is Severity.FIX else ODD
        label = field.label
        place = {
            "cell": self.address(field.name),
            "value": value or self._typed(field.name),
            "label": f.quoted(label),
            "label_lower": f.quoted(label[0].lower() + label[1:]),
        }
        return f"{f.quoted(mark)}&{f.message(code, place | dict(params or {}))}"

    def _typed(self, name: str) -> str:
        """The cell as the reader quotes it."""
        return cell_reading.typed(self.by_name[name].field.kind, self.cell(name))


_LAST_PROJECT_ROW = 20_000


def _is_fix(rule: rows.RowRule) -> bool:
    return REGISTRY[rule.code].severity is Severity.FIX


def _serial(day: dt.datetime) -> int:
    return (day.date() - dt.date(1899, 12, 30)).days


def _long_day(iso_date: str) -> str:
    day = dt.date.fromisoformat(iso_date)
    return f"{day.day} {day:%B %Y}"
