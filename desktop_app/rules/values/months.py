# SPDX-License-Identifier: Apache-2.0
"""The names of months and weekdays in the languages of the office."""

import re
from collections.abc import Mapping

# One line a language, twelve places, spellings of one month parted by strokes.
_LINES = (
    "January|Jan February|Feb March|Mar April|Apr May June|Jun July|Jul August|Aug September|Sept|Sep October|Oct November|Nov December|Dec",
    "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
    "enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre",
    "января|январь февраля|февраль марта апреля|апрель мая июня|июнь июля|июль августа|август сентября|сентябрь октября|октябрь ноября|ноябрь декабря|декабрь",
    "հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի",
    "जनवरी फरवरी|फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर|अक्तूबर नवंबर|नवम्बर दिसंबर|दिसम्बर",
    "ਜਨਵਰੀ ਫਰਵਰੀ|ਫ਼ਰਵਰੀ ਮਾਰਚ ਅਪ੍ਰੈਲ ਮਈ ਜੂਨ ਜੁਲਾਈ ਅਗਸਤ ਸਤੰਬਰ ਅਕਤੂਬਰ ਨਵੰਬਰ ਦਸੰਬਰ",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه|جولای اوت|آگوست سپتامبر اکتبر نوامبر دسامبر",
    "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    "មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ",
)
MONTHS: Mapping[str, int] = {
    name.casefold(): number
    for line in _LINES
    for number, names in enumerate(line.split(), 1)
    for name in names.split("|")
}
# Words of other meaning when they are small: "you may", "march", "mar".
_CAPITAL = (
    "May",
    "March",
    "Mar",
    "Jan",
    "Sep",
    "Dec",
    "Apr",
    "Jun",
    "Jul",
    "Aug",
    "Oct",
    "Nov",
    "Feb",
    "Sept",
)
_SMALL = [name for name in MONTHS if name.capitalize() not in _CAPITAL]
MONTH = (
    r"(?:(?-i:" + "|".join(f"{name}|{name.upper()}" for name in _CAPITAL) + r")\b\.?|"
    + "|".join(re.escape(name) for name in sorted(_SMALL, key=len, reverse=True)) + r")"
)  # fmt: skip

WEEKDAYS: Mapping[str, int] = {
    name: number
    for line in (
        "monday|mon tuesday|tue|tues wednesday|wed thursday|thu|thurs friday|fri saturday|sat sunday|sun",
        "lunes martes miércoles|miercoles jueves viernes sábado|sabado domingo",
    )
    for number, names in enumerate(line.split())
    for name in names.split("|")
}
WEEKDAY = rf"(?:{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})"


def month(name: str) -> int:
    """The number of a month by its name."""
    return MONTHS[name.rstrip(".").casefold()]
