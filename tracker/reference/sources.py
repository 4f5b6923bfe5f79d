"""What the rules rest on.

`name` stands beside a message and names no disease; `title` is for the page about the rules. Many pages of health
services were read where somebody repeats them: `read_at` says where. No clinician has reviewed the choice.
"""

from __future__ import annotations

from dataclasses import dataclass

from tracker.reference.words import gettext_noop as _


@dataclass(frozen=True)
class Source:
    """Something public that says what a rule says, or a plain word that nothing does."""

    name: str
    title: str
    read_at: str = ""


SOURCES: dict[str, Source] = {
    "nose_spasms": Source(
        _("article on nose spasms"), "“Nose Spasms: Causes, Symptoms, and Treatment Options”, 9 September 2024"
    ),
    "nose_twitch": Source(
        _("article on nasal twitching"), "Article on nasal twitching and the levator labii superioris alaeque nasi"
    ),
    "nhs_twitching": Source(
        _("NHS, Twitching eyes and muscles"), "NHS, “Twitching eyes and muscles”", "safedalepharmacy.com"
    ),
    "ng127_movements": Source(
        _("NICE guideline NG127, movements"),
        "NICE guideline NG127 (2019), tics and involuntary movements in adults",
        "gpnotebook.com, nursing-notebook.com",
    ),
    "ng127_weakness": Source(
        _("NICE guideline NG127, weakness"),
        "NICE guideline NG127 (2019), limb or facial weakness in adults",
        "nursing-notebook.com",
    ),
    "ng127_linked": Source(
        _("NICE guideline NG127, linked movements"),
        "Referral criteria for Bell’s palsy, with NICE guideline NG127",
        "pharmacy-notebook.com",
    ),
    "ng127_speech": Source(
        _("NICE guideline NG127, speech and swallowing"),
        "NICE guideline NG127 (2019), speech, swallowing and language problems in adults",
        "primarycarenotebook.com",
    ),
    "ng127_children": Source(
        _("NICE guideline NG127, children"),
        "NICE guideline NG127 (2019), tics and involuntary movements in children",
        "gpnotebook.com",
    ),
    "ng127": Source(
        _("NICE guideline NG127"), "NICE guideline NG127, recommendations on dizziness", "nice.org.uk/guidance/ng127"
    ),
    "ng98": Source(
        _("NICE guideline NG98"), "NICE guideline NG98, hearing loss in adults (not read for this release)"
    ),
    "nhs_fast": Source(_("NHS, the FAST test"), "NHS, stroke: the FAST test", "thechorleysurgery.com, nwas.nhs.uk"),
    "sudden_signs": Source(
        _("FAST and the other sudden signs"), "“Stroke: know the signs”, FAST and the other signs", "mcilvride.co.uk"
    ),
    "nhs_face_weak": Source(
        _("NHS, weakness of one side of the face"),
        "NHS, “Bell’s palsy”",
        "notinline.org/health-conditions/bells-palsy, 111.wales.nhs.uk",
    ),
    "eyewiki": Source(_("EyeWiki"), "EyeWiki, “Hemifacial Spasm” (facts only)", "eyewiki.org"),
    "utah": Source(
        _("University of Utah, Trobe collection"),
        "University of Utah, Neuro-Ophthalmology Virtual Education Library, Trobe collection, “Hemifacial Spasm”",
        "novel.utah.edu",
    ),
    "botulinum_manual": Source(
        _("Manual of Botulinum Toxin Therapy"),
        "Manual of Botulinum Toxin Therapy (Cambridge), chapter on hemifacial spasm, abstract page",
    ),
    "spread_2015": Source(_("Conte and others, 2015"), "Conte et al., Mov Disord Clin Pract 2015, 10.1002/mdc3.12106"),
    "aao": Source(
        _("American Academy of Ophthalmology"), "American Academy of Ophthalmology, eyelid spasm", "geteyesmart.org"
    ),
    "ophtha": Source(
        _("ophtha.info, Twitching eyelid"),
        "“Twitching eyelid”, citing the Wills Eye Manual and StatPearls",
        "ophtha.info",
    ),
    "rcgp": Source(
        _("Royal College of General Practitioners, red flag tool"),
        "Red flag tool of the MND Association and the Royal College of General Practitioners",
        "guidelines.co.uk",
    ),
    "twitch_review": Source(
        _("review of long-lasting twitching"),
        "“Clinical progression of benign fasciculation syndrome: a systematic literature review”, Neurol Sci "
        "(abstract)",
    ),
    "msd_manual": Source(
        _("MSD Manual, home version"), "MSD Manual, home version, “Serotonin syndrome”", "msdmanuals.com"
    ),
    "fda_magnesium": Source(
        _("FDA drug safety communication, 2 March 2011"),
        "FDA drug safety communication on proton pump inhibitors and low magnesium, 2 March 2011",
        "fda.gov",
    ),
    "efsa_caffeine": Source(_("EFSA, 2015"), "EFSA Journal 2015;13(5):4102, safety of caffeine", "efsa.europa.eu"),
    "uk_alcohol": Source(
        _("UK Chief Medical Officers, 2016"),
        "UK Chief Medical Officers’ low risk drinking guidelines",
        "drinkaware.co.uk",
    ),
    "general": Source(_("general medical knowledge"), "General medical knowledge, not checked against a guideline"),
    "ours": Source(
        _("a choice of this journal"), "A number chosen so that the rule can be counted; no guideline gives it"
    ),
}
