"""Partners of invented projects and cities: who helps, and what help is still sought, on the sheet `Partners`."""

from __future__ import annotations

import numpy as np
import pandas as pd

from etl.practice.projects import round_to

# Invented bodies: partner, role, programme.
_BODIES = (
    ("Example Development Bank", "funder", "Practice City Loans"),
    ("Model Climate Fund", "funder", "Cool Streets Grants"),
    ("Sample Water Alliance", "technical", "Utility Peers"),
    ("Specimen Digital Institute", "technical", "Open Systems Clinic"),
    ("Trial Mobility Works", "vendor", "Signals Pilot"),
)
_STANDS = ("sought", "applied for", "approved", "paid")
_HAS_PARTNER, _HAS_TWIN = 0.3, 0.5
_TWIN = ("Practice City Exchange", "twin", "Officers' visits")


def of_file(rows: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """The sheet of one city's file; `rows`: its report rows (project_id, currency, status)."""
    chosen = rows[rng.random(len(rows)) < _HAS_PARTNER]
    listed = [_of_project(row, rng) for row in chosen.to_dict("records")]
    if rng.random() < _HAS_TWIN:
        partner, role, programme = _TWIN
        listed.append({"partner": partner, "role": role, "programme": programme})
    columns = ("project_id", "partner", "role", "programme", "amount", "currency", "funding_status")
    return pd.DataFrame(listed, columns=[*columns, "open_to_private_sector"])


def _of_project(row: dict[str, object], rng: np.random.Generator) -> dict[str, object]:
    partner, role, programme = _BODIES[rng.integers(len(_BODIES))]
    told: dict[str, object] = {"project_id": row["project_id"], "partner": partner, "role": role}
    told["programme"] = programme
    if role != "funder":
        return told
    amount = float(round_to(rng.lognormal(15, 1, 1), 2)[0])
    stand = "paid" if row["status"] == "Completed" else _STANDS[rng.integers(len(_STANDS))]
    has_currency = isinstance(row["currency"], str)
    told |= {
        "amount": amount if has_currency else None,
        "currency": row["currency"] if has_currency else None,
    }
    return told | {"funding_status": stand, "open_to_private_sector": ("Yes", "No")[rng.integers(2)]}
