"""Medicines known to go together with twitching, suggested while a name is typed. Any other name can be typed.

A listing says nothing about the person's own twitch. Names are international nonproprietary names, in English.
Sources are secondary unless they name a label, a guideline or an article. No clinician has reviewed the choice.
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.core.reference.words import gettext_noop as _

LISTS = "droracle.ai, medicines and fasciculation; explorer.cuni.cz/publication/613643"


@dataclass(frozen=True)
class MedicineGroup:
    """Medicines of one kind, with the source of the list."""

    name: str
    medicines: tuple[str, ...]
    source: str = LISTS


MEDICINE_GROUPS: tuple[MedicineGroup, ...] = (
    MedicineGroup(_("Asthma, inhaled"), ("salbutamol", "salmeterol", "formoterol", "terbutaline")),
    MedicineGroup(_("Asthma, other"), ("theophylline",)),
    MedicineGroup(
        _("Decongestant"),
        ("pseudoephedrine", "phenylephrine", "xylometazoline", "oxymetazoline"),
        "article on nasal twitching, levator labii superioris alaeque nasi",
    ),
    MedicineGroup(
        _("Stimulant"),
        ("methylphenidate", "dexamfetamine", "lisdexamfetamine", "atomoxetine", "modafinil"),
        "FDA label of methylphenidate, as quoted at droracle.ai",
    ),
    MedicineGroup(
        _("Antidepressant"),
        ("fluoxetine", "sertraline", "citalopram", "escitalopram", "paroxetine", "venlafaxine", "duloxetine",
         "bupropion", "amitriptyline"),
    ),
    MedicineGroup(_("Mood stabiliser"), ("lithium",)),
    MedicineGroup(
        _("Antipsychotic"), ("haloperidol", "risperidone", "olanzapine", "clozapine", "quetiapine", "aripiprazole")
    ),
    MedicineGroup(_("Against nausea"), ("metoclopramide",)),
    MedicineGroup(_("Corticosteroid"), ("prednisolone", "prednisone", "dexamethasone", "budesonide")),
    MedicineGroup(
        _("Water tablet"),
        ("furosemide", "torasemide", "hydrochlorothiazide", "indapamide", "chlortalidone"),
        "FDA drug safety communication on low magnesium, 2 March 2011",
    ),
    MedicineGroup(
        _("Against stomach acid"),
        ("omeprazole", "esomeprazole", "lansoprazole", "pantoprazole"),
        "FDA drug safety communication on low magnesium, 2 March 2011",
    ),
    MedicineGroup(
        _("Epilepsy or migraine"),
        ("topiramate", "lamotrigine", "flunarizine"),
        "Trifonova et al. 2019, “Eyelid myokymia – is it a warning sign?”; Khalkhali 2016",
    ),
    MedicineGroup(_("Antibiotic"), ("ciprofloxacin",)),
    MedicineGroup(_("Dementia or muscle weakness"), ("neostigmine", "pyridostigmine", "donepezil")),
    MedicineGroup(_("Allergy"), ("diphenhydramine", "cetirizine", "loratadine")),
    MedicineGroup(_("Nicotine replacement"), ("nicotine",)),
)  # fmt: skip

GIVEN_AGAINST_IT: tuple[MedicineGroup, ...] = (
    MedicineGroup(
        _("Given against twitching"),
        ("carbamazepine", "clonazepam", "baclofen", "gabapentin", "pregabalin"),
        "Cleveland Clinic, treatment of hemifacial spasm; emedicine.medscape.com/article/1170722; droracle.ai",
    ),
)
"""Tablets sometimes given against twitching. This is no advice, and does not mean that they help."""
