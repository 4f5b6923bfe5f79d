"""The sources of the rules. No clinician has reviewed the choice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.core.reference.words import gettext_noop as _


class Provenance(StrEnum):
    """How the content of a source is known."""

    THERE = "read there, in a stored copy"
    QUOTED = "read where somebody repeats it"
    ABSTRACT = "only its abstract was read"
    GENERAL = "general knowledge"
    OURS = "our own"


@dataclass(frozen=True)
class Source:
    """A public source of a rule, or a note that there is none.

    `name` is shown next to a message and names no disease; `title` is for the page about the rules; `read_at` is the
    site where it was read."""

    name: str
    title: str
    provenance: Provenance
    read_at: str = ""


SOURCES: dict[str, Source] = {
    "nose_spasms": Source(
        _("article on nose spasms"),
        "“Nose Spasms: Causes, Symptoms, and Treatment Options”, 9 September 2024",
        Provenance.THERE,
    ),
    "nose_twitch": Source(
        _("article on nasal twitching"),
        "Article on nasal twitching and the levator labii superioris alaeque nasi",
        Provenance.THERE,
    ),
    "nhs_twitching": Source(
        _("NHS, Twitching eyes and muscles"),
        "NHS, “Twitching eyes and muscles”",
        Provenance.QUOTED,
        "safedalepharmacy.com",
    ),
    "ng127_movements": Source(
        _("NICE guideline NG127, movements"),
        "NICE guideline NG127 (2019), tics and involuntary movements in adults",
        Provenance.QUOTED,
        "gpnotebook.com, nursing-notebook.com",
    ),
    "ng127_weakness": Source(
        _("NICE guideline NG127, weakness"),
        "NICE guideline NG127 (2019), limb or facial weakness in adults",
        Provenance.QUOTED,
        "nursing-notebook.com",
    ),
    "ng127_linked": Source(
        _("NICE guideline NG127, linked movements"),
        "Referral criteria for Bell’s palsy, with NICE guideline NG127",
        Provenance.QUOTED,
        "pharmacy-notebook.com",
    ),
    "ng127_speech": Source(
        _("NICE guideline NG127, speech and swallowing"),
        "NICE guideline NG127 (2019), speech, swallowing and language problems in adults",
        Provenance.QUOTED,
        "primarycarenotebook.com",
    ),
    "ng127_children": Source(
        _("NICE guideline NG127, children"),
        "NICE guideline NG127 (2019), tics and involuntary movements in children",
        Provenance.QUOTED,
        "gpnotebook.com",
    ),
    "ng127": Source(
        _("NICE guideline NG127"),
        "NICE guideline NG127, recommendations on dizziness and blackouts",
        Provenance.THERE,
        "nice.org.uk/guidance/ng127",
    ),
    "ng128": Source(
        _("NICE guideline NG128"),
        "NICE guideline NG128, stroke and passing stroke-like attacks, with the national clinical guideline of 2023",
        Provenance.THERE,
        "nice.org.uk/guidance/ng128",
    ),
    "ng98": Source(
        _("NICE guideline NG98"),
        "NICE guideline NG98, hearing loss in adults, with quality standard QS185",
        Provenance.THERE,
        "nice.org.uk/guidance/ng98",
    ),
    "nhs_fast": Source(
        _("NHS, the FAST test"),
        "NHS, stroke: the FAST test, and its campaign of 2024",
        Provenance.QUOTED,
        "thechorleysurgery.com, nwas.nhs.uk",
    ),
    "sudden_signs": Source(
        _("FAST and the other sudden signs"),
        "“Stroke: know the signs”, FAST and the other signs",
        Provenance.THERE,
        "mcilvride.co.uk",
    ),
    "nhs_face_weak": Source(
        _("NHS, weakness of one side of the face"),
        "NHS, “Bell’s palsy”",
        Provenance.QUOTED,
        "notinline.org/health-conditions/bells-palsy, 111.wales.nhs.uk",
    ),
    "nhs_fainting": Source(_("NHS, fainting"), "NHS, “Fainting”", Provenance.QUOTED, "111.wales.nhs.uk"),
    "nhs_palpitations": Source(
        _("NHS, heart palpitations"), "NHS, “Heart palpitations”", Provenance.QUOTED, "1stchoicepharmacy.co.uk"
    ),
    "nhs_pregnancy": Source(
        _("NHS, headache and sight in pregnancy"), "NHS, “Pre-eclampsia”", Provenance.THERE, "nhs.uk"
    ),
    "nhs_lithium": Source(
        _("NHS, taking lithium with other medicines"),
        "NHS, “Taking lithium with other medicines and herbal supplements”",
        Provenance.THERE,
        "nhs.uk/medicines/lithium",
    ),
    "eyewiki": Source(_("EyeWiki"), "EyeWiki, “Hemifacial Spasm” (facts only)", Provenance.THERE, "eyewiki.org"),
    "utah": Source(
        _("University of Utah, Trobe collection"),
        "University of Utah, Neuro-Ophthalmology Virtual Education Library, Trobe collection, “Hemifacial Spasm”",
        Provenance.THERE,
        "novel.utah.edu",
    ),
    "botulinum_manual": Source(
        _("Manual of Botulinum Toxin Therapy"),
        "Manual of Botulinum Toxin Therapy (Cambridge), chapter on hemifacial spasm, abstract page",
        Provenance.ABSTRACT,
    ),
    "botulinum_label": Source(
        _("product information of botulinum toxin"),
        "Medication guide of botulinum toxin: trouble swallowing, speaking or breathing, hours to weeks after it",
        Provenance.QUOTED,
        "disserty.com, sharecare.com",
    ),
    "spread_2015": Source(
        _("Conte and others, 2015"),
        "Conte et al., Mov Disord Clin Pract 2015, 10.1002/mdc3.12106",
        Provenance.ABSTRACT,
    ),
    "aao": Source(
        _("American Academy of Ophthalmology"),
        "American Academy of Ophthalmology, eyelid spasm",
        Provenance.THERE,
        "geteyesmart.org",
    ),
    "ophtha": Source(
        _("ophtha.info, Twitching eyelid"),
        "“Twitching eyelid”, citing the Wills Eye Manual and StatPearls",
        Provenance.THERE,
        "ophtha.info",
    ),
    "dvla": Source(
        _("DVLA"), "DVLA, fitness to drive: spasm that shuts the eyes (United Kingdom)", Provenance.THERE, "gov.uk"
    ),
    "rcgp": Source(
        _("Royal College of General Practitioners, red flag tool"),
        "Red flag tool of the MND Association and the Royal College of General Practitioners",
        Provenance.QUOTED,
        "guidelines.co.uk",
    ),
    "twitch_review": Source(
        _("review of long-lasting twitching"),
        "“Clinical progression of benign fasciculation syndrome: a systematic literature review”, Neurol Sci",
        Provenance.ABSTRACT,
    ),
    "msd_manual": Source(
        _("MSD Manual, home version"),
        "MSD Manual, home version, “Serotonin syndrome”, with the Hunter criteria",
        Provenance.THERE,
        "msdmanuals.com",
    ),
    "serotonin_list": Source(
        _("Healthify, list of medicines"),
        "Healthify He Puna Waiora, “Serotonin syndrome”, list of medicines",
        Provenance.THERE,
        "healthify.nz/serotonin-syndrome",
    ),
    "dopamine_spasm": Source(
        _("Marano and others, 2016"),
        "Marano et al. 2016, PMC5233782: spasms of face and neck within a day of the first dose",
        Provenance.THERE,
        "PMC5233782; aafp.org 2007, movement disorders after medicines",
    ),
    "fda_magnesium": Source(
        _("FDA drug safety communication, 2 March 2011"),
        "FDA drug safety communication on proton pump inhibitors and low magnesium, 2 March 2011",
        Provenance.THERE,
        "fda.gov",
    ),
    "tetany": Source(
        _("textbooks on low calcium"),
        "Harrison’s Principles of Internal Medicine, 19th edition, hypocalcaemia: spasm of hands and feet",
        Provenance.QUOTED,
        "download.skyscape.com, medicbind.com",
    ),
    "five_minutes": Source(
        _("first aid, jerking of five minutes or more"),
        "Epilepsy Foundation, “When should I call an ambulance?”: five minutes or longer",
        Provenance.THERE,
        "epilepsy.com",
    ),
    "efsa_caffeine": Source(
        _("EFSA, 2015"), "EFSA Journal 2015;13(5):4102, safety of caffeine", Provenance.ABSTRACT, "efsa.europa.eu"
    ),
    "uk_alcohol": Source(
        _("UK Chief Medical Officers, 2016"),
        "UK Chief Medical Officers’ low risk drinking guidelines; for pregnancy from general knowledge",
        Provenance.QUOTED,
        "drinkaware.co.uk",
    ),
    "general": Source(
        _("general medical knowledge"),
        "General medical knowledge, not checked against a guideline",
        Provenance.GENERAL,
    ),
    "ours": Source(
        _("a choice of this journal"),
        "A number chosen so that the rule can be counted; no guideline gives it",
        Provenance.OURS,
    ),
}
