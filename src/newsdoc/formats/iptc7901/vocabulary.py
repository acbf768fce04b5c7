"""The categories of IPTC's wire formats that have a subject code."""

from __future__ import annotations

__all__ = ["CATEGORIES"]

CATEGORIES: dict[str, tuple[str, str]] = {
    "ACE": ("01000000", "arts, culture and entertainment"),
    "CLJ": ("02000000", "crime, law and justice"),
    "DIS": ("03000000", "disaster and accident"),
    "FIN": ("04000000", "economy, business and finance"),
    "EDU": ("05000000", "education"),
    "EVN": ("06000000", "environmental issue"),
    "HTH": ("07000000", "health"),
    "HUM": ("08000000", "human interest"),
    "LAB": ("09000000", "labour"),
    "LIF": ("10000000", "lifestyle and leisure"),
    "POL": ("11000000", "politics"),
    "REL": ("12000000", "religion and belief"),
    "SCI": ("13000000", "science and technology"),
    "SOI": ("14000000", "social issue"),
    "SPO": ("15000000", "sport"),
    "WAR": ("16000000", "unrest, conflicts and war"),
    "WEA": ("17000000", "weather"),
}
"""IPTC's three letters: the number of the subject, and its name."""
