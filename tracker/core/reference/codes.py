"""Codes of public vocabularies for the FHIR export, with their sources.

Only codes found in a source are listed, and only if they mean exactly what the diary asked. A nearly right code is
worse than none, because the text is always exported too. No code was checked on a terminology server.

Licences: HPO is free with attribution (The Human Phenotype Ontology,
https://hpo.jax.org); this material contains content from LOINC (https://loinc.org), copyright Regenstrief Institute,
available at no cost under https://loinc.org/license; UCUM is free (https://ucum.org). SNOMED CT needs an affiliate
licence, free in member countries, so it is written only where the installation turned it on; SNOMED body sites are
in `places`.
"""

from __future__ import annotations

from dataclasses import dataclass

HPO = "http://human-phenotype-ontology.org"
LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
UCUM = "http://unitsofmeasure.org"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
SYMPTOM_GUIDE = "http://hl7.org/fhir/uv/symptoms/CodeSystem/SymptomTemporary"
AGENT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type"

HPO_LABELS = "HPO release files and label tables"
HPO_CROSS = "cross-references in the HPO release files"
GUIDE = "HL7 FHIR Symptoms guide 1.0.0, repository HL7/fhir-symptoms-ig"
RECORD_GUIDE = "HL7 Personal Health Record guide (ballot), repository snapshot"
FHIR_R4 = "HL7 FHIR R4, hl7.org/fhir/R4"
DICOM = "DICOM terminology, FSH files of its public repository"


@dataclass(frozen=True)
class Code:
    """One code. `display` is its official name, "" if no source gave it."""

    system: str
    code: str
    display: str
    source: str


# How an episode felt. A flutter is a twitch, coded by region; a pull that holds is a spasm; jerks and undescribed
# movements have no code. The terms describe a movement and no diagnosis.
TWITCH = Code(HPO, "HP:0002380", "Fasciculations", HPO_LABELS)
TWITCH_OF = {
    "eyelid": Code(HPO, "HP:0030826", "Eyelid fasciculation", HPO_LABELS),
    "limb": Code(HPO, "HP:0007289", "Limb fasciculations", HPO_LABELS),
    "tongue": Code(HPO, "HP:0001308", "", HPO_LABELS),
}
KIND_OF_REGION = {
    **dict.fromkeys(("upper_eyelid", "lower_eyelid"), "eyelid"),
    **dict.fromkeys(("shoulder", "upper_arm", "forearm", "hand", "thumb", "buttock", "thigh", "calf", "foot"), "limb"),
    "tongue": "tongue",
}
TWITCH_SNOMED = Code(SNOMED, "82470000", "", HPO_CROSS)
SPASM = Code(HPO, "HP:0003394", "", HPO_LABELS)

SIDE_CODES = {
    "left": Code(SNOMED, "7771000", "", DICOM),
    "right": Code(SNOMED, "24028007", "", DICOM),
    "both": Code(SNOMED, "51440002", "", DICOM),
}

SYMPTOM = Code(LOINC, "75325-1", "Symptom", GUIDE)
SYMPTOM_ABSENT = Code(LOINC, "111551-8", "Symptom absent", GUIDE)
QUALITY = Code(LOINC, "56823-8", "Problem quality or description", GUIDE)
SPEED_OF_ONSET = Code(LOINC, "99495-4", "Speed of condition onset", GUIDE)
BLAMED = Code(LOINC, "100752-5", "Exacerbating factors - Reported", GUIDE)
RELIEVED = Code(LOINC, "100753-3", "Alleviating factors - Reported", GUIDE)
# Only for pain: the strength of a twitch has no code.
PAIN = Code(LOINC, "72514-3", "", RECORD_GUIDE)
PATIENT_NOTE = Code(LOINC, "51855-5", "Patient Note", RECORD_GUIDE)

A_SYMPTOM = Code(SYMPTOM_GUIDE, "symptom", "Symptom", GUIDE)
SURVEY = Code(CATEGORY, "survey", "Survey", FHIR_R4)
SOCIAL_HISTORY = Code(CATEGORY, "social-history", "Social History", FHIR_R4)
ASSEMBLER = Code(AGENT, "assembler", "Assembler", FHIR_R4)

# Signs with exactly the meaning of the term.
SIGN_CODES = {
    "speech_slurred_or_lost": Code(HPO, "HP:0001260", "", HPO_LABELS),
    "swallow_hard": Code(HPO, "HP:0002015", "", HPO_LABELS),
    "limb_weak": Code(HPO, "HP:0001324", "", HPO_LABELS),
    "hearing_loss": Code(HPO, "HP:0000365", "", HPO_LABELS),
    "ringing": Code(HPO, "HP:0000360", "", HPO_LABELS),
    "widespread_cramps": SPASM,
}

# Daily values of built-in exposures. Stress has no code, as the code belongs to another wording of the question;
# nor has alcohol, as the code counts drinks and the diary counts units.
EXPOSURE_CODES = {
    "sleep_h": Code(LOINC, "93832-4", "", RECORD_GUIDE),
    "caffeine_mg": Code(LOINC, "80489-8", "", RECORD_GUIDE),
    "water_ml": Code(LOINC, "9108-2", "", RECORD_GUIDE),
    "cigarettes": Code(LOINC, "64218-1", "", RECORD_GUIDE),
    "exercise_min": Code(LOINC, "55411-3", "", RECORD_GUIDE),
}

SCORE_UNIT = "{score}"
MINUTES_UNIT = "min"
EXPOSURE_UNITS = {
    "sleep_h": "h",
    "caffeine_mg": "mg/d",
    "stress": SCORE_UNIT,
    "water_ml": "mL/d",
    "sleep_quality": SCORE_UNIT,
    "tiredness": SCORE_UNIT,
    "anxiety": SCORE_UNIT,
    "cigarettes": "{cigarettes}/d",
    "alcohol_units": "{units}/d",
    "screen_h": "h",
    "exercise_min": MINUTES_UNIT,
    "magnesium_food": "{portions}/d",
    "potassium_food": "{portions}/d",
    "bright_light_h": "h",
}
"""UCUM units of the built-in exposures; amounts of a day are per day."""
