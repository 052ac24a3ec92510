"""The registry's rules as formulas: for every column a defined name `check_<sheet>_<field>` that gives, in any row,
what the reader would say of the cell ("1" to correct, "2" to confirm, "3" still empty, then the sentence), or nothing.

Limits and lists come from `etl.fields` and `etl.validate`, row rules from `rows.ROW_RULES`, sentences from
`findings.toml`. What Excel cannot know for certain (foreign dates, "1.234") it leaves to the upload.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from etl.fields import Field, Kind
from etl.findings import REGISTRY, Severity
from etl.interpret.codes import YES_NO_CHOICES, shown_choices
from etl.template import cell_reading
from etl.template import formula as f
from etl.template.layout import FIRST_ROW
from etl.template.sheet_cells import SheetCells
from etl.validate import rows, schema, side

# What the template finds out by itself. Layer 3 in full but for what needs a whole column or a reader of many dialects.
CODES = (
    *("cell_error", "required_empty", "code_unknown", "status_not_given", "text_too_long"),
    *("percent_range", "percent_unreadable", "number_negative", "number_too_large"),
    "number_unreadable",
    *("date_range", "date_unreadable", "date_impossible", "currency_missing"),
    *("duplicate_project", "side_project_unknown"),
    *(rule.code for rule in (*rows.ROW_RULES, *side.SIDE_RULES.values()) if rule.excel),
)


class SheetCheck(SheetCells):
    """The formulas of one sheet: what is wrong with a cell by itself, beside its row and beside the other rows."""

    def names(self) -> Iterator[tuple[str, str]]:
        """(name, formula) of everything that is defined for the sheet; a name uses only earlier ones."""
        first, last = self.cell(self.cols[0].field.name), f.cell(self.sheet.name, self.cols[-1].number)
        one_text = "&".join(self.cell(col.field.name) for col in self.cols)
        yield self.name("row", "used"), f'AND(COUNTA({first}:{last})>0,IFERROR(TRIM({one_text})<>"",TRUE))'
        for col in self.cols:
            yield from self.reading(col.field)
        for col in self.cols:
            yield self.name("fault", col.field.name), self._fault(col.field)
        for col in self.cols:
            yield self.name("check", col.field.name), self._check(col.field)

    def _fault(self, field: Field) -> str:
        """Layer 3: what is wrong with the cell by itself."""
        cell, given = self.cell(field.name), self.name("given", field.name)
        cases = [(f"ISERROR({cell})", self.say("cell_error", field, value=cell_reading.error_text(cell)))]
        cases.append((f"NOT({given})", self._if_empty(field)))
        cases += self._by_kind(field)
        return f'IFERROR({f.first_of(cases)},"")'

    def _if_empty(self, field: Field) -> str:
        if not field.is_required:
            return '""'
        return f'IF({self.name("row", "used")},{self._required(field)},"")'

    def _required(self, field: Field) -> str:
        ask = schema.ask_for(field, self.context.reference)
        return self.say("required_empty", field, {"ask": f.quoted(ask)}, as_empty=True)

    def _by_kind(self, field: Field) -> Iterator[tuple[str, str]]:
        value = self.value(field.name) if field.name in self.held else ""
        text = f"LEN(TRIM({f.plain(self.cell(field.name))}))"
        if field.kind in (Kind.CODE, Kind.YES_NO):
            yield f'{value}=""', self.say("code_unknown", field, {"choices": f.quoted(self._choices(field))})
        if field.kind is Kind.CODES:
            yield (
                cell_reading.strangers(field, self.cell(field.name)),
                self.say("code_unknown", field, {"choices": f.quoted(self._choices(field))}),
            )
        if field.name == "status":
            example = self.context.reference.lists["status"].entries["ongoing"]
            yield (
                f'{value}="not_stated"',
                self.say("status_not_given", field, {"example": f.quoted(example)}),
            )
        if field.kind is Kind.TEXT:
            params = {"length": text, "limit": str(field.max_length)}
            yield f"{text}>{field.max_length}", self.say("text_too_long", field, params)
        if field.kind in (*cell_reading.NUMERIC, Kind.DATE):
            yield from self._of_number(field, value)

    def _of_number(self, field: Field, value: str) -> Iterator[tuple[str, str]]:
        stem = {Kind.PERCENT: "percent", Kind.DATE: "date"}.get(field.kind, "number")
        yield (
            cell_reading.unreadable(field, self.cell(field.name), self.name("key", field.name)),
            self.say(f"{stem}_unreadable", field),
        )
        if field.kind is Kind.DATE:
            yield f'{value}="impossible"', self.say("date_impossible", field)
            low, high = _serial(schema.EARLIEST), _serial(schema.LATEST)
            out = f.both(f"ISNUMBER({value})", f.either(f"{value}<{low}", f"{value}>{high}"))
            yield out, self.say("date_range", field, {"read": f.iso_day(value)})
        if field.kind is Kind.PERCENT:
            beyond = f.either(f"{value}<{schema.LOWEST_PCT}", f"{value}>{schema.HIGHEST_PCT}")
            yield f.both(f"ISNUMBER({value})", beyond), self.say("percent_range", field)
        if field.kind is Kind.AMOUNT:
            yield f.both(f"ISNUMBER({value})", f"{value}<0"), self.say("number_negative", field)
        if field.kind in (Kind.AMOUNT, Kind.NUMBER):
            params = {"limit": f.quoted(f"{schema.LARGEST:,}")}
            yield (
                f.both(f"ISNUMBER({value})", f"ABS({value})>{schema.LARGEST}"),
                self.say("number_too_large", field, params),
            )

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

    def _by_row_rules(self, field: Field) -> Iterator[tuple[str, str]]:
        for rule in self.rules:
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
        yield asked, self.say("currency_missing", field, params)

    def _row_message(self, rule: rows.RowRule, field: Field) -> str:
        params = {"data_date": f.quoted(_long_day(self.context.on_date))}
        if rule.other:
            params = {"other_cell": self.address(rule.other), "other_value": self.typed(rule.other)}
        return self.say(rule.code, field, params)

    def _fails(self, rule: rows.RowRule) -> str:
        """A rule judges cells that have a value and no fault, be it by themselves or by an earlier rule."""
        touched = [rule.blamed, *([rule.other] if rule.other else [])]
        sound = [f'{self.name("fault", name)}=""' for name in touched]
        given = [f'{self.value(name)}<>""' for name in touched if f'{{{name}}}=""' not in str(rule.excel)]
        earlier = self.rules[: self.rules.index(rule)]
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
            yield repeated, self.say("duplicate_project", field, {"other_cell": other})
        else:
            known = f"{first}:INDEX(Projects!$A:$A,{_LAST_PROJECT_ROW})"
            yield f.both(given, f"COUNTIF({known},{cell})=0"), self.say("side_project_unknown", field)


_LAST_PROJECT_ROW = 20_000


def _is_fix(rule: rows.RowRule) -> bool:
    return REGISTRY[rule.code].severity is Severity.FIX


def _serial(day: dt.datetime) -> int:
    return (day.date() - dt.date(1899, 12, 30)).days


def _long_day(iso_date: str) -> str:
    day = dt.date.fromisoformat(iso_date)
    return f"{day.day} {day:%b %Y}"
