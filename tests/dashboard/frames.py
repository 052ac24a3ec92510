"""Small frames for chart and component tests; every builder takes overrides."""

import pandas as pd

CODES = ("completed", "ongoing", "planning", "on_hold", "cancelled", "not_stated")


def counted(**given):
    """A row of counts: zero for what is not given, and the total."""
    row = {code: given.get(code, 0) for code in CODES}
    return {**row, "projects": sum(row.values()), **{k: v for k, v in given.items() if k not in CODES}}


def reports():
    """The network's five lists, with the years without one."""
    rows = [
        ("2018", "2018-07-08", {"not_stated": 53}),
        ("2022", "2022-09-21", {"completed": 2, "ongoing": 57, "planning": 16, "not_stated": 2}),
        ("2023", "2023-08-14", {"completed": 2, "ongoing": 65, "planning": 14, "not_stated": 5}),
        ("2024", "2024-09-25", {"completed": 11, "ongoing": 79, "planning": 13, "not_stated": 5}),
        ("2025", "2025-09-30", {"completed": 18, "ongoing": 108, "planning": 8}),
    ]
    return pd.DataFrame([counted(at_period=p, at_date=pd.Timestamp(d), **c) for p, d, c in rows])


def city(name, lat, lon, is_reported=True, **counts):
    """One city of the map."""
    return counted(
        name=name, lat=lat, lon=lon, is_reported=is_reported, href=f"/cities/{name.lower()}", **counts
    )


def cities():
    """Four places, two of them close together, one without a report."""
    return pd.DataFrame(
        [
            city("North", 21.9, 96.1, ongoing=5, completed=1),
            city("Near", 1.46, 103.76, ongoing=2, completed=2),
            city("Nearer", 1.29, 103.85, ongoing=3, completed=3),
            city("Silent", -8.56, 125.57, is_reported=False),
        ]
    )


def found(component, kind=None, class_name=None):
    """Every component inside another (and itself) of a type name and a class."""
    out = []
    stack = [component]
    while stack:
        item = stack.pop(0)
        if isinstance(item, (list, tuple)):
            stack[:0] = list(item)
            continue
        if not hasattr(item, "to_plotly_json"):
            continue
        classes = str(getattr(item, "className", "") or "").split()
        if (kind is None or type(item).__name__ == kind) and (class_name is None or class_name in classes):
            out.append(item)
        stack[:0] = [getattr(item, "children", None)]
    return out


def words(component):
    """The text inside a component, joined."""
    if component is None:
        return ""
    if isinstance(component, (list, tuple)):
        return "".join(words(item) for item in component)
    if hasattr(component, "to_plotly_json"):
        return words(getattr(component, "children", None))
    return str(component)
