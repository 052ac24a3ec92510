"""How a brief looks in Word: the styles of reports, also where they were restyled, smaller and closer, so that one
page holds it."""

from __future__ import annotations

import io

from docx.shared import Cm, Pt

from dashboard.reports import word_styles, word_template

# Style → size, space before, space after (points), lines.
_CLOSE = {
    "Title": (22, 0, 2, 1.0),
    "Subtitle": (11, 0, 4, 1.0),
    "Heading 2": (12, 8, 3, 1.0),
    word_styles.BODY: (9.5, 0, 4, 1.05),
    word_styles.BULLET: (9.5, 0, 2, 1.05),
    word_styles.PRACTICE: (9.5, 0, 2, 1.0),
    word_styles.CAPTION: (9, 4, 3, 1.0),
    word_styles.STAMP: (8, 0, 0, 1.0),
}


def template() -> bytes:
    """The template of briefs as a file."""
    document = word_template.opened(None)
    for name, (size, before, after, lines) in _CLOSE.items():
        style = document.styles[name]
        style.font.size = Pt(size)
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), lines
    section = document.sections[0]
    section.top_margin, section.bottom_margin = Cm(1.9), Cm(1.7)
    section.left_margin = section.right_margin = Cm(2)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()
