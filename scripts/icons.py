"""Draw the icons of the installed app from static/icon.svg with Chromium: `python scripts/icons.py`.

A maskable icon is cut to any shape, so its drawing stays within the inner four fifths and its ground fills the square.
"""

from __future__ import annotations

import shutil
from base64 import b64encode
from pathlib import Path

from playwright.sync_api import sync_playwright

STATIC = Path(__file__).resolve().parent.parent / "static"
GROUND = "#1f6f78"
SIZES = {"touch-icon.png": (180, True), "icon-192.png": (192, False), "icon-512.png": (512, False)}
MASKABLE = ("icon-maskable-512.png", 512)
SAFE_PART = 0.8


def page_of(size: int, drawn: int, is_full: bool) -> str:
    """A page that shows the icon in the middle, on its ground or on none."""
    source = "data:image/svg+xml;base64," + b64encode((STATIC / "icon.svg").read_bytes()).decode()
    ground = GROUND if is_full else "transparent"
    box = f"width:{size}px;height:{size}px;display:grid;place-items:center;background:{ground}"
    return f'<body style="margin:0;{box}"><img src="{source}" width="{drawn}" height="{drawn}">'


def main() -> None:
    """Write all sizes."""
    chromium = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        drawings = {name: (size, size, is_full) for name, (size, is_full) in SIZES.items()}
        drawings[MASKABLE[0]] = (MASKABLE[1], int(MASKABLE[1] * SAFE_PART), True)
        for name, (size, drawn, is_full) in drawings.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(page_of(size, drawn, is_full))
            page.screenshot(path=STATIC / name, omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
