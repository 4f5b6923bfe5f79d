"""The pages of an import, as a test sends and reads them."""

from __future__ import annotations

import re
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

UPLOAD, PREVIEW = (reverse(f"tracker:{name}") for name in ("import", "import-preview"))


def upload(client: Client, content: bytes, name: str = "export.zip") -> str:
    """Upload a file and return the text of the page that follows."""
    page = client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)}, follow=True)
    return text(page.content)


def text(content: bytes) -> str:
    """The words of a page."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", content.decode())).split())


def fields(client: Client) -> dict[str, list[str]]:
    """What the preview's form would send as it is."""
    page = client.get(PREVIEW).content.decode()
    sources = re.findall(r'name="listed" value="([^"]*)"', page)
    ticked = re.findall(r'name="sources" value="([^"]*)"\s+id="[^"]*"\s+checked', page)
    return {"listed": [unescape(one) for one in sources], "sources": [unescape(one) for one in ticked]}
