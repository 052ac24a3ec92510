"""The meeting as slides (pptx, 16:9): the same screens, drawn with shapes and charts that can be edited."""

from dashboard.meeting.slides.deck import made, pinned, written

__all__ = ["made", "pinned", "written"]
