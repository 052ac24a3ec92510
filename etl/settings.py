"""Paths, limits and names, from the environment (prefix `ASCN_`) and `.env`; read once at the edge and handed on."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class SettingsError(Exception):
    """A setting that cannot be used; its text is one sentence for the person who starts the program."""


class Settings(BaseSettings):
    """All settings of the contract that the program uses today."""

    model_config = SettingsConfigDict(env_prefix="ASCN_", env_file=".env", extra="ignore", frozen=True)

    home: Path = Path("data/store")
    reference: Path = ROOT / "data" / "reference"
    auth: Literal["demo"] = "demo"
    audience: Literal["public", "network", "secretariat"] = "secretariat"
    max_upload_mb: int = Field(10, ge=1, le=500)
    secret_key: str | None = None
    body: str = "Integration Monitoring Directorate"
    contact: str | None = None
    operator: str = "local operator"
    hosts: str = ""
    map: Literal["on", "off"] = "on"
    ahead: Literal["on", "off"] = "on"

    def environment(self) -> dict[str, str]:
        """The environment in which another process of this program reads the same settings, wherever it is begun."""
        values = self.model_dump() | {"home": self.home.resolve(), "reference": self.reference.resolve()}
        told = {f"ASCN_{name.upper()}": str(value) for name, value in values.items() if value is not None}
        return {**os.environ, **told}

    @property
    def public_record(self) -> Path:
        """Folder of the embedded public record."""
        return ROOT / "data" / "public_record"


def settings(**overrides: object) -> Settings:
    """Read the settings; raises SettingsError with one clear sentence where one is wrong."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors()[0]
        name = "ASCN_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"The setting {name} cannot be used: {first['msg']}.") from error
