"""Lists of medicines for the rules, with their sources. Names are matched as whole words.

No pharmacist has reviewed these lists.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


SEROTONIN = _words("""
    sertraline zoloft lustral fluoxetine prozac citalopram cipramil escitalopram cipralex lexapro paroxetine seroxat
    paxil fluvoxamine venlafaxine effexor desvenlafaxine duloxetine cymbalta milnacipran clomipramine imipramine
    amitriptyline nortriptyline trazodone mirtazapine vortioxetine buspirone lithium moclobemide phenelzine
    tranylcypromine isocarboxazid selegiline rasagiline linezolid methylthioninium tramadol tapentadol pethidine
    meperidine fentanyl methadone dextromethorphan sumatriptan rizatriptan zolmitriptan eletriptan naratriptan
    ondansetron granisetron tryptophan hypericum wort
    """)
"""Raise serotonin. Source: healthify.nz, serotonin syndrome (the groups and most names). Brand names and the rest are
general knowledge."""

DOPAMINE_BLOCKERS = _words("""
    haloperidol chlorpromazine fluphenazine flupentixol zuclopenthixol perphenazine trifluoperazine levomepromazine
    sulpiride amisulpride risperidone paliperidone olanzapine quetiapine aripiprazole ziprasidone lurasidone
    cariprazine clozapine pimozide droperidol metoclopramide maxolon reglan primperan paspertin prochlorperazine
    stemetil buccastem compazine domperidone motilium promethazine phenergan cinnarizine flunarizine
    """)
"""Block dopamine. Sources: clinicalpub.com, acute dystonic drug reaction; aafp.org 2007; Marano 2016 (PMC5233782).
Brand names and the rest are general knowledge."""

TAKEN_AGAINST = _words("""
    magnesium magnesia potassium calcium vitamin vitamins b12 b6 valerian carbamazepine clonazepam baclofen
    gabapentin pregabalin
    """)
"""Often taken against twitching or bad sleep, so that the start date alone is no evidence (our own choice)."""

NSAIDS = _words("ibuprofen naproxen diclofenac celecoxib etoricoxib indometacin indomethacin meloxicam")
ACE_INHIBITORS = _words("""
    enalapril lisinopril ramipril perindopril captopril losartan candesartan valsartan irbesartan olmesartan
    telmisartan
    """)
DIURETICS = _words("""
    furosemide torasemide bumetanide bendroflumethiazide hydrochlorothiazide indapamide chlortalidone
    chlorthalidone spironolactone
    """)


@dataclass(frozen=True)
class Interaction:
    """A medicine that can reach a harmful level together with one of the others. `source` is a key of SOURCES."""

    medicine: frozenset[str]
    others: frozenset[str]
    source: str


INTERACTIONS: tuple[Interaction, ...] = (
    Interaction(
        frozenset({"lithium", "priadel"}),
        NSAIDS | ACE_INHIBITORS | DIURETICS | {"metronidazole", "trimethoprim", "co-trimoxazole", "oxytetracycline"},
        "nhs_lithium",
    ),
    Interaction(
        frozenset({"theophylline", "aminophylline"}),
        frozenset({"ciprofloxacin", "clarithromycin", "erythromycin", "fluvoxamine"}),
        "general",
    ),
    Interaction(
        frozenset({"carbamazepine", "tegretol"}),
        frozenset({"clarithromycin", "erythromycin", "fluconazole", "verapamil", "diltiazem"}),
        "general",
    ),
    Interaction(
        frozenset({"phenytoin", "epanutin"}),
        frozenset({"fluconazole", "amiodarone", "isoniazid", "omeprazole", "trimethoprim"}),
        "general",
    ),
    Interaction(
        frozenset({"digoxin"}), frozenset({"amiodarone", "verapamil", "clarithromycin", "quinine"}), "general"
    ),
)

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def is_one_of(name: str, words: Collection[str]) -> bool:
    """Whether the name contains one of the words: "Sertraline-HCl 50 mg" is sertraline."""
    found = _WORD.findall(name.casefold())
    return any(part in words for word in found for part in (word, *word.split("-")))
