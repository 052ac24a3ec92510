"""Screens as full as a meeting may bring them: a big member state, long names, five scripts, forty cities."""

from __future__ import annotations

from datetime import datetime

from dashboard.meeting.fit import fitted
from dashboard.meeting.screens import (
    Bars,
    Deck,
    Figure,
    Figures,
    Line,
    Lines,
    Name,
    Names,
    Part,
    Row,
    Rows,
    Screen,
)
from dashboard.reports.model import Sentence, Stamp

LONG = "Integrated and Unified Emergency Response, Flood Warning and Traffic Command Centre for the Eastern Districts"
SCRIPTS = (
    "โครงการพัฒนาระบบขนส่งมวลชนอัจฉริยะและศูนย์ควบคุมการจราจรของเทศบาลนครเชียงใหม่ ระยะที่สอง",
    "ရန်ကုန်မြို့တော် စမတ်စီးတီး ရေပေးဝေရေးနှင့် ယာဉ်ကြောထိန်းချုပ်ရေး စီမံကိန်း ဒုတိယအဆင့်",
    "គម្រោងប្រព័ន្ធគ្រប់គ្រងចរាចរណ៍ឆ្លាតវៃ និងការគ្រប់គ្រងសំណល់រឹងសម្រាប់រាជធានីភ្នំពេញ ដំណាក់កាលទីពីរ",
    "ໂຄງການພັດທະນາລະບົບຂົນສົ່ງມວນຊົນອັດສະລິຍະ ແລະ ການຄຸ້ມຄອງນໍ້າຂອງນະຄອນຫຼວງວຽງຈັນ ໄລຍະທີສອງ",
    "Hệ thống giám sát, điều hành giao thông thông minh và chiếu sáng công cộng tiết kiệm năng lượng giai đoạn hai",
)
MARK = "Practice data · Annual Meeting of the Association of Smart Cities Networks, Second Session, 2026"
_MIX = {"completed": 2, "ongoing": 2, "planning": 1, "on_hold": 1}


def screen(
    name: str, *parts: Part, message: str = "60 projects: 20 completed, 25 on-going and 15 in planning"
) -> Screen:
    """A screen with these parts and a full key."""
    key = tuple(
        (code, 1234) for code in ("completed", "ongoing", "planning", "on_hold", "cancelled", "not_stated")
    )
    said = Sentence(f"meeting/{name}", message, ())
    kicker = "The Member State of the Longest Name There May Ever Be, 60 projects in twelve cities"
    return Screen(
        name, name, name, "Full", kicker, said, parts, key, "Reports of 30 Jun 2026 and 30 Sep 2026"
    )


def names(count: int, *, under: bool = True) -> Names:
    """So many projects, every second one with a long title, every fifth in a script of its own."""
    titles = [SCRIPTS[i // 2 % 5] if i % 5 == 0 else LONG if i % 2 else "Smart Parking" for i in range(count)]
    place = "The Federal Capital Territory of Example City, the Example Islands" if under else ""
    return Names(tuple(Name(title, place, "completed") for title in titles))


def rows(count: int, each: int = 1) -> tuple[Row, ...]:
    """So many cities with `each` times six projects."""
    counts = {code: n * each for code, n in _MIX.items()}
    return tuple(
        Row(f"City of the Long Name {i}" if i % 3 else SCRIPTS[i % 5][:24], counts) for i in range(count)
    )


def sheets() -> tuple[Screen, ...]:
    """Screens before they are fitted."""
    lines = tuple(
        Line(SCRIPTS[i % 5] if i % 3 == 0 else f"{LONG}, {LONG.lower()}", "About", "Owner, by 30 Jun 2027")
        for i in range(14)
    )
    figures = Figures(
        tuple(Figure("12,345", "completed of the first list of the plan", "of 53") for _ in range(6))
    )
    return (
        screen("state", names(23), Rows(rows(12))),
        screen("state-quiet", figures, Rows(rows(12, each=3)), message=LONG),
        screen("completed", names(41), message=SCRIPTS[1]),
        screen("cities", Bars(rows(40)), message=SCRIPTS[2]),
        screen("marks", Rows(rows(40))),
        screen("city", names(24, under=False), message=SCRIPTS[4]),
        screen("decisions", Lines(lines), message=SCRIPTS[0]),
        screen("stands", figures, Bars(rows(9)), message=f"{LONG} {LONG}"),
    )


def deck(screens: tuple[Screen, ...] | None = None) -> Deck:
    """They, fitted, as a meeting."""
    stamp = Stamp("draft", "2026", "30 Sep 2026", "now", "2025", "All projects", "Invented", is_practice=True)
    full = tuple(part for each in screens or sheets() for part in fitted(each, MARK))
    return Deck("Full sheets", MARK, stamp, datetime(2026, 11, 24, 9, 0), full)
