"""The emergency number of the person's country.

112 reaches help in the European Union and from most mobile phones; the others are the national numbers.
"""

from __future__ import annotations

from tracker.reference.words import gettext_noop as _

COUNTRIES: dict[str, tuple[str, str]] = {
    "AU": (_("Australia"), "000"),
    "AT": (_("Austria"), "112"),
    "BE": (_("Belgium"), "112"),
    "BG": (_("Bulgaria"), "112"),
    "CA": (_("Canada"), "911"),
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
    "IE": (_("Ireland"), "112"),
    "IT": (_("Italy"), "112"),
    "LV": (_("Latvia"), "112"),
    "LT": (_("Lithuania"), "112"),
    "LU": (_("Luxembourg"), "112"),
    "MT": (_("Malta"), "112"),
    "NL": (_("Netherlands"), "112"),
    "NZ": (_("New Zealand"), "111"),
    "PL": (_("Poland"), "112"),
    "PT": (_("Portugal"), "112"),
    "RO": (_("Romania"), "112"),
    "SK": (_("Slovakia"), "112"),
    "SI": (_("Slovenia"), "112"),
    "ES": (_("Spain"), "112"),
    "SE": (_("Sweden"), "112"),
    "GB": (_("United Kingdom"), "999"),
    "US": (_("United States"), "911"),
}


def emergency_number(country: str, own_number: str = "") -> str:
    """The number to call: the person's own, else that of the country, else 112."""
    return own_number or COUNTRIES.get(country, ("", "112"))[1]
