"""Whom to call: the emergency number of a country, and its line for urgent advice.

112 reaches help in the European Union, in some other countries of Europe and from most mobile phones; the others are
national numbers. Numbers of countries outside the Union and the advice lines are general knowledge: check before use.
Read elsewhere: Japan 119 (japanhoppers.com), China 120 (emergency-live.com), New Zealand 0800 611 116
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
"""Lines that are open day and night, or nearly, for what cannot wait and is no emergency."""

CALL_FOR_ADVICE = _("call %(number)s for urgent advice")
NO_KNOWN_LINE = _("go to urgent care or the out-of-hours doctor")


def emergency_number(country: str, own_number: str = "") -> str:
    """The number to call: the person's own, else that of the country, else 112."""
    return own_number or COUNTRIES.get(country, ("", "112"))[1]


def is_known(country: str) -> bool:
    """Whether the emergency number of this country is known, and not only assumed to be 112."""
    return country in COUNTRIES


def urgent_advice(country: str) -> tuple[str, str]:
    """How to be seen quickly: a sentence part, and the number for its gap ("" where it has none)."""
    number = URGENT_ADVICE.get(country, "")
    return (CALL_FOR_ADVICE, number) if number else (NO_KNOWN_LINE, "")
