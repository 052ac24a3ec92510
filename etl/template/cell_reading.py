"""How a formula reads one cell, as far as that is certain: its value, how it is quoted, what no reader could take.

Dates and numbers typed in the region's many ways give no value here; the reader knows them, so the workbook is silent.
"""

from __future__ import annotations

from etl.fields import Field, Kind
from etl.template import formula as f
from etl.template.spellings import DIGITS, UNKNOWNS, codes_name, spelled_name

NUMERIC = (Kind.PERCENT, Kind.AMOUNT, Kind.NUMBER)
_ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")
_MOST_CODES = 12  # entries that one cell may name
_LAST_SERIAL = 2_958_465  # 31 December 9999
_MISTYPED_SERIAL = 10**8  # below it a number may be a day written as 20260930; the reader decides


def value(field: Field, cell: str, key: str) -> str:
    """What a cell that says something holds: a code, a number, a day number, a text. `key`: the cell, squashed."""
    if field.kind in (Kind.CODE, Kind.YES_NO):
        return f"INDEX({codes_name(field)},MATCH({key},{spelled_name(field)},0))"
    if field.kind is Kind.PERCENT:
        shown = f'IF(LEFT(CELL("format",{cell}),1)="P",ROUND({cell}*100,8),{cell})'
        typed = f'_xlfn.NUMBERVALUE(SUBSTITUTE({cell},"%",""),".","\'")'
        return f"IF(ISNUMBER({cell}),{shown},{typed})"
    if field.kind in NUMERIC:
        typed = f'IF(ISNUMBER(FIND(".",{cell})),"",_xlfn.NUMBERVALUE({cell},".","\'"))'
        return f"IF(ISNUMBER({cell}),{cell},{typed})"
    return _day(cell) if field.kind is Kind.DATE else f"TRIM({f.plain(cell)})"


def unreadable(field: Field, cell: str, key: str) -> str:
    """A text without any digit, unless it says "unknown"; a truth value; a number that can be no day."""
    no_digit = f"SUMPRODUCT(--ISNUMBER(FIND({DIGITS},{cell})))=0"
    word = f.both(f"ISTEXT({cell})", no_digit, f"ISNA(MATCH({key},{UNKNOWNS},0))")
    cases = [f"ISLOGICAL({cell})", word]
    if field.kind is Kind.DATE:
        cases.append(f.both(f"ISNUMBER({cell})", f.either(f"{cell}<0", f"{cell}>={_MISTYPED_SERIAL}")))
    return f.either(*cases)


def strangers(field: Field, cell: str) -> str:
    """Whether one of several entries is none of the list's."""
    typed = f.squashed(f'SUBSTITUTE({f.plain(cell)},",",";")', keep=";")
    numbers = ",".join(str(number) for number in range(_MOST_CODES))
    parts = f'TRIM(MID(SUBSTITUTE({typed},";",REPT(" ",200)),{{{numbers}}}*200+1,200))'
    return f'SUMPRODUCT(({parts}<>"")*ISNA(MATCH({parts},{spelled_name(field)},0)))>0'


def typed(kind: Kind, cell: str) -> str:
    """The cell as the reader quotes it: dates as 2026-09-30, percents with their sign."""
    text = f.plain(cell)
    if kind is Kind.DATE:
        return f"IF(ISNUMBER({cell}),IFERROR({f.iso_day(cell)},{cell}),TRIM({cell}))"
    if kind is Kind.PERCENT:
        return f'IF(ISNUMBER({cell}),IF(LEFT(CELL("format",{cell}),1)="P",ROUND({cell}*100,8)&"%",{cell}),{text})'
    return f.cut(f"TRIM({text})") if kind is Kind.TEXT else f"LEFT(TRIM({text}),80)"


def error_text(cell: str) -> str:
    """The error that a cell shows, in English."""
    return f'IFERROR(CHOOSE(ERROR.TYPE({cell}),{",".join(f.quoted(e) for e in _ERRORS)}),"#ERROR")'


def _day(cell: str) -> str:
    """A true date as day number, from the Buddhist era too; a text only as 2026-09-30. "impossible": no such day."""
    common = f"DATE(YEAR({cell})-543,MONTH({cell}),DAY({cell}))"
    buddhist = f'IF(DAY({common})=DAY({cell}),{common},"impossible")'
    real = f"IF(AND(YEAR({cell})>=2400,YEAR({cell})<2800),{buddhist},INT({cell}))"
    number = f'IF(OR({cell}<0,{cell}>{_LAST_SERIAL}),"",{real})'
    typed = f'TRIM({cell})&""'
    year, month, day = f"LEFT({typed},4)", f"MID({typed},6,2)", f"MID({typed},9,2)"
    parts = f"DATE(VALUE({year}),VALUE({month}),VALUE({day}))"
    is_iso = f'AND(LEN({typed})=10,MID({typed},5,1)="-",MID({typed},8,1)="-",VALUE({year})<2400)'
    return f'IF(ISNUMBER({cell}),{number},IF({is_iso},IF(DAY({parts})=VALUE({day}),{parts},""),""))'
