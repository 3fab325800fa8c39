# SPDX-License-Identifier: Apache-2.0
"""What the Driver's Privacy Protection Act calls highly restricted: words on somebody's health, and
pictures (18 USC 2725(4)).

A condition is masked where the sentence speaks of a person: "my son has epilepsy". Asked in general
it is a rule's own word. The names of programs ("disabled person placard") are no condition. A
picture is named by its file or stands in the text as data; attachments themselves never leave.
"""

import re
from bisect import bisect_right

from desktop_app.domain.masking import Kind, Span

_CONDITIONS = (
    r"epilep(?:sy|tic)|epilepsia|seizures?|convulsion(?:es|s)?|ataques? epil[eé]pticos?|diabet(?:es|ic|ico|ica)|insulin(?:a)?|hypoglyc[a]?emia"
    r"|stroke|derrame cerebral|aneurysm|heart (?:attack|failure|disease|condition)|infarto|pacemaker|marcapasos|angina|hypertension"
    r"|dementia|demencia|alzheimer(?:['’]?s)?|parkinson(?:['’]?s)?|multiple sclerosis|esclerosis m[uú]ltiple|cerebral palsy|muscular dystrophy|neuropath(?:y|ies)"
    r"|cancer|c[aá]ncer|tumou?rs?|leukemia|leucemia|lymphoma|chemo(?:therapy)?|quimioterapia|dialysis|di[aá]lisis|kidney failure"
    r"|paraplegi[ac]|quadriplegi[ac]|paraly[sz]ed|paralysis|amput(?:ation|ated|ee)|prosthe(?:sis|tic)(?: leg| arm)?|wheelchair|silla de ruedas|oxygen tank"
    r"|legally blind|blindness|glaucoma|glaucoma|cataracts?|cataratas|macular degeneration|retinopathy|deaf(?:ness)?|sordera|sord[oa]|hearing loss"
    r"|autis(?:m|tic)|autismo|adhd|down syndrome|ptsd|tept|bipolar(?: disorder)?|schizophreni[ac]|esquizofrenia|depression|depresi[oó]n|anxiety disorder|panic attacks?"
    r"|narcolepsy|sleep apnea|apnea del sueño|syncope|blackouts?|fainting|vertigo|asthma|asma|copd|emphysema|hiv|aids|vih|hepatitis|tuberculosis|lupus"
    r"|arthritis|artritis|fibromyalgia|pregnan(?:t|cy)|embarazad[oa]|rehab|methadone|alcoholi(?:sm|c)|addict(?:ion|ed)?|concussion|brain injury|traumatismo"
    r"|癫痫|癲癇|糖尿病|中风|中風|癌症|痴呆|失智|뇌전증|간질|당뇨(?:병)?|뇌졸중|치매|암 진단|эпилепси[яиюей]+|диабет[аоме]*|инсульт[ао]?м?|деменци[яиюей]+|рак груди"
    r"|động kinh|tiểu đường|đột quỵ|ung thư|मिर्गी|मधुमेह|कैंसर|صرع|دیابت|سکته|سرطان|السكري|الصرع|էպիլեպսիա|շաքարախտ|てんかん|認知症|脳卒中"
)
_CONDITION = re.compile(
    rf"(?<!\w)(?:{_CONDITIONS})(?!\w)|(?:癫痫|癲癇|糖尿病|中风|中風|癌症|痴呆|失智|てんかん|認知症|脳卒中)",
    re.IGNORECASE,
)
_DIAGNOSED = re.compile(
    r"\b(?:diagnosed with|diagnosis(?: is| of|:)|suffers? from|suffering from|treated for|recovering from|diagnosticad[oa] (?:con|de)|padezco(?: de)?|sufro de)[ \t]+"
    r"(?P<value>(?:an? |the |la |el )?[^\W\d_][\w'’-]*(?:[ \t]+(?!(?:and|but|so|in|on|at|last|this|since|when|y|pero|en|desde)\b)[^\W\d_][\w'’-]*){0,2})",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(
    r"\b(?:i|i'm|i’ve|i've|my|me|he|she|his|her|him|we|our|had|has|mi|mis|tengo|tiene|tuve|tuvo|soy|es|esposo|esposa|hijo|hija|mam[aá]|pap[aá]|у меня|мой|моя|моего|моей|tôi|chồng|vợ)\b"
    r"|[我他她]|저는|제 |나는|मुझे|मेरे|मेरी|من|پدرم|مادرم|عندي|زوجي|ابني|私|父|母|夫|妻|իմ|ունեմ",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"\b(?:people|drivers?|applicants?|persons?|anyone|someone|somebody|those|customers?) (?:with|who have|who has|who had)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?\n。！？]+")
_PICTURE = re.compile(
    r"data:image/[\w+.-]+;base64,[A-Za-z0-9+/=\s]{16,}"
    r"|\A[^\n/]{1,80}\.(?:jpe?g|png|heic|heif|gif|bmp|tiff?|webp)\Z"
    r"|(?<![\w/.-])[\w()-]+\.(?:jpe?g|png|heic|heif|gif|bmp|tiff?|webp)(?!\w)",
    re.IGNORECASE,
)


def conditions(text: str) -> list[Span]:
    """Words on the health of a person the text speaks of."""
    found = [
        Span(*m.span("value"), Kind.MEDICAL, "Words before it", 43)
        for m in _DIAGNOSED.finditer(text)
    ]
    named = list(_CONDITION.finditer(text))
    ends = [0, *(match.end() for match in _END.finditer(text)), len(text)] if named else []
    for match in named:
        at = bisect_right(ends, match.start())
        sentence = (ends[at - 1], ends[min(at, len(ends) - 1)])
        if _SOMEBODY.search(text, *sentence) and not _GENERAL.search(text, *sentence):
            found.append(Span(*match.span(), Kind.MEDICAL, "List of conditions", 44))
    return found


def pictures(text: str) -> list[Span]:
    """Names of picture files, and pictures that stand in a text as data."""
    return [Span(*match.span(), Kind.PHOTO, "Pattern", 98) for match in _PICTURE.finditer(text)]
