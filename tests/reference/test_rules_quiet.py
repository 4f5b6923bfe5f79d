"""The whole table of rules: nothing is missing, everything has words and a source, nobody is frightened."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict, fields

import pytest

from tracker.records import Day, Episode, Medicine, Person, Reading
from tracker.red_flags.settings import DEFAULTS
from tracker.reference.rules import Rule
from tracker.reference.rules_quiet import ALL_RULES, RULES
from tracker.reference.signs import SIGNS
from tracker.reference.sources import SOURCES

DISEASES = re.compile(
    r"\b(stroke|tumou?r|als|mnd|motor neuron|parkinson|dystonia|blepharospasm|hemifacial|bell.?s|palsy|epilep\w*"
    r"|tourette|sclerosis|myokymia|fasciculation|serotonin|syndrome|cancer|seizure)\b",
    re.IGNORECASE,
)
RECORDS = {"episodes": Episode, "days": Day, "person": Person, "readings": Reading, "medicines": Medicine}


def test_the_table_has_as_many_rules_as_it_should() -> None:
    kinds = Counter(re.match(r"[A-Z]", rule.id)[0] for rule in ALL_RULES)  # type: ignore[index]
    # S1 to S18, the eyelid rule that adds to S2, and the notice of a new region.
    assert kinds == {"E": 9, "S": 18 + 1 + 1, "N": 8, "R": 3}
    assert len(RULES) == len(ALL_RULES)
    numbered = {rule.id.partition("_")[0] for rule in ALL_RULES}
    assert numbered == {f"{kind}{n}" for kind, most in (("E", 9), ("S", 18), ("N", 8), ("R", 3))
                        for n in range(1, most + 1)} | {"S2b", "S5w"}  # fmt: skip


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_level_follows_from_the_kind(rule: Rule) -> None:
    level = "next_visit" if rule.id.startswith("S5w") else {
        "E": "emergency", "S": "soon", "N": "next_visit", "R": "reassure",
    }[rule.id[0]]  # fmt: skip
    hours = {"emergency": {0}, "soon": {24, 336}, "next_visit": {None}, "reassure": {None}}
    assert rule.level.value == level
    assert rule.within_hours in hours[level]
    assert rule.version == 1


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_words_are_plain_and_calm_and_name_no_disease(rule: Rule) -> None:
    assert rule.wording
    for text in (*rule.wording.values(), *rule.source_names()):
        assert not DISEASES.search(text)
        assert "!" not in text
        assert "cause" not in text
    for text in rule.wording.values():
        assert text[0].isupper() or text.startswith("%(")
        assert text.endswith(".")
    if rule.level.value == "emergency":
        assert all("%(number)s" in text for text in rule.wording.values())


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_every_rule_has_a_source_and_reads_what_there_is(rule: Rule) -> None:
    assert rule.sources
    assert set(rule.sources) <= SOURCES.keys()
    assert rule.reads
    for read in rule.reads:
        section, _, name = read.partition(".")
        assert name in {field.name for field in fields(RECORDS[section])}


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_the_condition_is_in_words_with_the_numbers_of_the_settings(rule: Rule) -> None:
    when = rule.when % asdict(DEFAULTS)
    assert "%" not in when
    for word in re.findall(r"\b[a-z]+(?:_[a-z]+)+\b", when):
        known = {name.partition(".")[2] for name in rule.reads} | SIGNS.keys()
        assert word in known | {"caffeine_mg", "alcohol_units"}, word


def test_every_source_is_used_by_a_rule_or_a_number() -> None:
    from tracker.red_flags.settings import numbers

    used = {source for rule in ALL_RULES for source in rule.sources} | {n.metadata["source"] for n in numbers()}
    assert used == SOURCES.keys()


def test_reassurance_always_says_when_to_see_a_doctor() -> None:
    texts = [text for rule in ALL_RULES if rule.id[0] == "R" for text in rule.wording.values()]
    assert len(texts) == 3
    assert all("See a doctor if it" in text for text in texts)
