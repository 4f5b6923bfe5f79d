"""Emergency numbers and urgent advice lines by country.

112 reaches help in the European Union, in some other countries of Europe and from most mobile phones; the others are
national numbers. Numbers outside the Union and advice lines are general knowledge: check before use.
Found in a source: Japan 119 (japanhoppers.com), China 120 (emergency-live.com), New Zealand 0800 611 116
(health.govt.nz), Austria 1450 (en.wikipedia.org).
"""

from __future__ import annotations

from tracker.core.reference.words import gettext_noop as _

COUNTRIES: dict[str, tuple[str, str]] = {
    "AU": (_("Australia"), "000"),
    "AT": (_("Austria"), "112"),
    "BE": (_("Belgium"), "112"),
    "BR": (_("Brazil"), "192"),
    "BG": (_("Bulgaria"), "112"),
    "CA": (_("Canada"), "911"),
    "CN": (_("China"), "120"),
    "HR": (_("Croatia"), "112"),
    "CY": (_("Cyprus"), "112"),
    "CZ": (_("Czechia"), "112"),
    "DK": (_("Denmark"), "112"),
    "EE": (_("Estonia"), "112"),
    "FI": (_("Finland"), "112"),
    "FR": (_("France"), "112"),
    "DE": (_("Germany"), "112"),
    "GR": (_("Greece"), "112"),
    "HU": (_("Hungary"), "112"),
    "IS": (_("Iceland"), "112"),
    "IN": (_("India"), "112"),
    "IE": (_("Ireland"), "112"),
    "IT": (_("Italy"), "112"),
    "JP": (_("Japan"), "119"),
    "LV": (_("Latvia"), "112"),
    "LI": (_("Liechtenstein"), "112"),
    "LT": (_("Lithuania"), "112"),
    "LU": (_("Luxembourg"), "112"),
    "MT": (_("Malta"), "112"),
    "MX": (_("Mexico"), "911"),
    "NL": (_("Netherlands"), "112"),
    "NZ": (_("New Zealand"), "111"),
    "NO": (_("Norway"), "112"),
    "PL": (_("Poland"), "112"),
    "PT": (_("Portugal"), "112"),
    "RO": (_("Romania"), "112"),
    "SK": (_("Slovakia"), "112"),
    "SI": (_("Slovenia"), "112"),
    "KR": (_("South Korea"), "119"),
    "ES": (_("Spain"), "112"),
    "SE": (_("Sweden"), "112"),
    "CH": (_("Switzerland"), "112"),
    "TR": (_("Türkiye"), "112"),
    "GB": (_("United Kingdom"), "999"),
    "US": (_("United States"), "911"),
}

URGENT_ADVICE: dict[str, str] = {
    "AT": "1450",
    "AU": "1800 022 222",
    "CA": "811",
    "DE": "116117",
    "GB": "111",
    "NZ": "0800 611 116",
}
"""Advice lines for urgent cases that are no emergency, open (almost) day and night."""

CALL_FOR_ADVICE = _("call %(number)s for urgent advice")
NO_KNOWN_LINE = _("go to urgent care or the out-of-hours doctor")


def emergency_number(country: str, own_number: str = "") -> str:
    """Return the number to call: the person's own, else the country's, else 112."""
    return own_number or COUNTRIES.get(country, ("", "112"))[1]


def is_known(country: str) -> bool:
    """Whether the number of this country is known. If not, 112 is assumed."""
    return country in COUNTRIES


def urgent_advice(country: str) -> tuple[str, str]:
    """Return how to be seen quickly: part of a sentence, and the number for its placeholder ("" if none)."""
    number = URGENT_ADVICE.get(country, "")
    return (CALL_FOR_ADVICE, number) if number else (NO_KNOWN_LINE, "")
