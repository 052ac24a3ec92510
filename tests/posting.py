"""Files as a form sends them."""

from __future__ import annotations

from collections.abc import Mapping

_BOUNDARY = "----a-report-follows-a1b2c3"


def multipart(files: Mapping[str, tuple[str, bytes]]) -> tuple[bytes, str]:
    """Body and content type of a form with these files: field → (file name, bytes)."""
    parts = b""
    for name, (file_name, data) in files.items():
        safe = file_name.replace('"', "%22")
        head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{safe}"\r\n'
        parts += head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + data + b"\r\n"
    return parts + f"--{_BOUNDARY}--\r\n".encode(), f"multipart/form-data; boundary={_BOUNDARY}"
