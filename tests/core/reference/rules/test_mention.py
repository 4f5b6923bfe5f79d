"""The table of all rules: complete, with calm wording and sources."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict, fields

import pytest

from tracker.core.records import Day, Episode, Injection, Medicine, Person, Reading, Visit
from tracker.core.red_flags.settings import DEFAULTS
from tracker.core.reference.rules.levels import Rule
from tracker.core.reference.rules.mention import ALL_RULES, RULES
from tracker.core.reference.sources import SOURCES

DISEASES = re.compile(
    r"\b(stroke|tumou?r|als|mnd|motor neuron|parkinson|dystonia|blepharospasm|hemifacial|bell.?s|palsy|epilep\w*"
    r"|tourette|sclerosis|myokymia|fasciculation|serotonin|syndrome|cancer|seizure)\b",
    re.IGNORECASE,
)
RECORDS = {"episodes": Episode, "days": Day, "person": Person, "readings": Reading, "medicines": Medicine,
           "visits": Visit, "injections": Injection}  # fmt: skip


MOST = {"E": 12, "S": 27, "N": 12, "R": 3}


def test_number_of_rules() -> None:
    kinds = Counter(re.match(r"[A-Z]", rule.id)[0] for rule in ALL_RULES)  # type: ignore[index]
    # The eyelid rule that adds to S2, and the notice of a new region, are two more.
    assert kinds == MOST | {"S": 27 + 2}
    assert len(RULES) == len(ALL_RULES)
    numbered = {rule.id.partition("_")[0] for rule in ALL_RULES}
    assert numbered == {f"{kind}{n}" for kind, most in MOST.items() for n in range(1, most + 1)} | {"S2b", "S5w"}


ROUTINE = {"S2_persistent", "S2b_eyelid_3mo", "S13_more_places", "S14_medicine", "S15_not_suppressible",
           "S16_other_movements", "S23_tongue", "S27_never_seen", "N3_linked"}  # fmt: skip
UNCHANGED = {"S18_palsy_3w", "S5w_new_region", "N1_comes_and_goes", "N5_impact", "N8_click"}
NEW = {"E10", "E11", "E12", "S19", "S20", "S21", "S22", "S23", "S24", "S25", "S26", "S27", "N9", "N10", "N11", "N12"}


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_level_matches_the_kind(rule: Rule) -> None:
    kinds = {"E": "emergency", "S": "soon", "N": "next_visit", "R": "reassure"}
    level = "routine" if rule.id in ROUTINE else kinds[rule.id[0]]
    level = {"S5w_new_region": "next_visit", "N10_heart_and_sweat": "soon"}.get(rule.id, level)
    hours = {"emergency": {0}, "soon": {24, 336}, "routine": {None}, "next_visit": {None}, "reassure": {None}}
    assert rule.level.value == level
    assert rule.within_hours in hours[level]
    is_new = rule.id.partition("_")[0] in NEW
    assert rule.version == (1 if is_new or rule.id in UNCHANGED else 2)


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_wording_is_calm_and_names_no_disease(rule: Rule) -> None:
    assert rule.wording
    for text in (*rule.wording.values(), *rule.source_names()):
        assert not DISEASES.search(text)
        assert "!" not in text
        assert "cause" not in text
    for text in rule.wording.values():
        assert text[0].isupper() or text.startswith("%(")
        assert text.endswith(".")
    if rule.level.value == "emergency":
        assert all("%(number)s" in text for name, text in rule.wording.items() if name != "noted")


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_rules_have_sources_and_read_existing_fields(rule: Rule) -> None:
    assert rule.sources
    assert set(rule.sources) <= SOURCES.keys()
    assert rule.reads
    for read in rule.reads:
        section, _, name = read.partition(".")
        assert name in {field.name for field in fields(RECORDS[section])}


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_condition_is_plain_text_with_thresholds(rule: Rule) -> None:
    when = rule.when % asdict(DEFAULTS)
    assert "%" not in when
    assert not re.search(r"[a-z]_[a-z]", when)
    assert when.endswith(".")


@pytest.mark.parametrize("rule", ALL_RULES, ids=lambda rule: rule.id)
def test_routine_rules_do_not_hurry(rule: Rule) -> None:
    if rule.level.value == "routine":
        assert not re.search(r"today|tomorrow|soon|weeks? or|at once", " ".join(rule.wording.values()))


def test_every_source_is_used_by_a_rule_or_a_number() -> None:
    from tracker.core.red_flags.settings import numbers
    from tracker.core.reference.medicine_effects import INTERACTIONS

    used = {source for rule in ALL_RULES for source in rule.sources} | {n.metadata["source"] for n in numbers()}
    used |= {interaction.source for interaction in INTERACTIONS}
    assert used == SOURCES.keys()


def test_reassurance_says_when_to_see_a_doctor() -> None:
    texts = [text for rule in ALL_RULES if rule.id[0] == "R" for text in rule.wording.values()]
    assert len(texts) == 4
    assert all("See a doctor if it" in text for text in texts)
