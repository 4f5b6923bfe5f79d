"""RxNorm ingredient codes by international nonproprietary name.

All codes are from the drug table of CPIC (repository cpicpgx/cpic-schema, drug.sql). They need no licence. Other
names, brand names included, are exported as text.
"""

from __future__ import annotations

RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
SOURCE = "CPIC drug table, repository cpicpgx/cpic-schema"

INGREDIENTS: dict[str, str] = {
    "salbutamol": "435",
    "salmeterol": "36117",
    "methylphenidate": "6901",
    "atomoxetine": "38400",
    "modafinil": "30125",
    "caffeine": "1886",
    "fluoxetine": "4493",
    "sertraline": "36437",
    "citalopram": "2556",
    "escitalopram": "321988",
    "paroxetine": "32937",
    "venlafaxine": "39786",
    "duloxetine": "72625",
    "bupropion": "42347",
    "amitriptyline": "704",
    "haloperidol": "5093",
    "risperidone": "35636",
    "olanzapine": "61381",
    "clozapine": "2626",
    "aripiprazole": "89013",
    "metoclopramide": "6915",
    "budesonide": "19831",
    "furosemide": "4603",
    "hydrochlorothiazide": "5487",
    "omeprazole": "7646",
    "esomeprazole": "283742",
    "lansoprazole": "17128",
    "pantoprazole": "40790",
    "lamotrigine": "28439",
    "atorvastatin": "83367",
    "simvastatin": "36567",
    "ciprofloxacin": "2551",
    "donepezil": "135447",
    "nicotine": "7407",
    "carbamazepine": "2002",
    "oxcarbazepine": "32624",
}
