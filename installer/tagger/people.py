# SPDX-License-Identifier: Apache-2.0
"""Made-up people, places and numbers in the languages of the office and of those who move here.

Names and streets come from Faker's lists (MIT); what is put together is nobody's.
"""

import random
from collections.abc import Callable
from functools import cache

from communities import COMMUNITIES, LATIN, PLACES
from faker import Faker
from firms import firm

OFFICE = {
    "en": (
        "en_US",
        "en_US",
        "en_US",
        "en_GB",
        "en_IN",
        "es_MX",
        "fil_PH",
        "en_US",
        "en_NG",
        "en_PK",
    ),
    "es": ("es_MX", "es_MX", "es_ES", "es_CO", "es_AR", "es_CL"),
    "fil": ("fil_PH", "es_MX", "en_US", "en_PH"),
    "vi": ("vi",),
    "ru": ("ru_RU", "uk_UA"),
    "hy": ("hy_AM",),
    "ar": ("ar_SA", "ar_EG", "ar_PS"),
    "fa": ("fa_IR",),
    "hi": ("hi_IN",),
    "ko": ("ko_KR",),
    "zh": ("zh_CN", "zh_TW"),
    "ja": ("ja_JP",),
    "de": ("de_DE", "de_AT", "de_CH", "tr_TR", "pl_PL"),
    "fr": ("fr_FR", "fr_CA", "fr_BE", "fr_CH"),
    "it": ("it_IT",),
    "nl": ("nl_NL", "nl_BE"),
    "pt": ("pt_BR", "pt_PT"),
    "pa": ("pa_script", "pa_script", "pa"),
    "km": ("km_script", "km_script", "km"),
}
ELSEWHERE = (
    "en_US", "en_US", "en_US", "en_GB", "en_AU", "en_CA", "en_IE", "en_NZ", "en_IN", "en_NG", "de_DE", "de_AT", "de_CH",
    "fr_FR", "fr_CA", "fr_CH", "it_IT", "nl_NL", "nl_BE", "pt_BR", "pt_PT", "pl_PL", "cs_CZ", "sk_SK", "sl_SI", "hr_HR",
    "sv_SE", "da_DK", "no_NO", "fi_FI", "is_IS", "hu_HU", "ro_RO", "tr_TR", "lt_LT", "lv_LV", "et_EE", "el_GR", "es_ES",
    "es_MX", "es_CO", "es_AR", "fil_PH", "id_ID", "sq_AL", "az_AZ", "sw", "zu_ZA", "yo_NG", "ga_IE", "ru_RU",
)  # fmt: skip
_FAMILY_FIRST = {"zh_CN", "zh_TW", "ja_JP", "ko_KR"}
_FORMS = (
    "{given} {family}",
    "{given} {letter}. {family}",
    "{first}. {family}",
    "{given} {more} {family}",
    "{given} {family} {more}",
    "{family}, {given}",
)
_HOW_OFTEN = (72, 8, 4, 8, 4, 4)
_AMERICAN_ENDS = (
    "St", "Street", "Ave", "Avenue", "Blvd", "Dr", "Drive", "Ln", "Lane", "Ct", "Court", "Way", "Pl", "Road", "Rd", "Circle", "Terrace", "Pkwy"
)  # fmt: skip
_TOWNS = (
    "Los Angeles|San Diego|San Jose|San Francisco|Fresno|Sacramento|Long Beach|Oakland|Bakersfield|Anaheim|Santa Ana|Riverside|Stockton|Irvine"
    "|Chula Vista|Fremont|Modesto|Fontana|Oxnard|Glendale|Huntington Beach|Santa Clarita|Ontario|Elk Grove|Santa Rosa|Salinas|Pomona|Visalia"
    "|Hayward|Escondido|Pasadena|Fullerton|Clovis|Redding|Merced|El Cajon|Vacaville|Lodi|Madera|Davis|Chico|Tulare|Turlock|Watsonville|Gilroy"
    "|Reno|Las Vegas|Phoenix|Portland|Seattle|Dallas|Chicago|Houston|Tijuana|Tucson|Denver|Austin|Boston|New York|Miami"
).split("|")


_STATES = (
    "California|Nevada|Arizona|Oregon|Washington|Texas|Florida|New York|Ohio|Michigan|Illinois|Georgia|Utah|Colorado|Idaho|Hawaii|Alaska"
    "|New Mexico|Virginia|Pennsylvania|New Jersey|Massachusetts|Tennessee|Kansas|Oklahoma|Montana"
).split("|")
_AGENCIES = (
    "California Highway Patrol|Social Security Administration|Department of Motor Vehicles|Bureau of Automotive Repair|Internal Revenue Service"
    "|Department of Homeland Security|Secretary of State|Superior Court|Air Resources Board|Department of Justice|County Assessor|Franchise Tax Board"
    "|Veterans Affairs|Police Department|Sheriff's Office|City Hall|Highway Patrol|Post Office|Board of Equalization|Department of Health"
    "|Public Utilities Commission|Medical Board|Tax Collector|Coast Guard|Consulate|Embassy|Child Support Services|Small Claims Court"
).split("|")


_FOLKS = (
    "American|Mexican|Canadian|British|German|French|Italian|Dutch|Spanish|Portuguese|Brazilian|Polish|Russian|Ukrainian|Armenian|Iranian"
    "|Persian|Indian|Pakistani|Chinese|Korean|Japanese|Vietnamese|Filipino|Thai|Cambodian|Turkish|Greek|Swedish|Danish|Norwegian|Finnish"
    "|Irish|Scottish|Australian|Nigerian|Kenyan|Ethiopian|Egyptian|Lebanese|Syrian|Israeli|Cuban|Colombian|Peruvian|Salvadoran|Guatemalan"
    "|Asian|European|African|Californian|Christian|Jewish|Muslim|Buddhist|Democrat|Republican|Gothic|Victorian"
).split("|")
_DAYS = (
    "Labor Day|Memorial Day|Veterans Day|Thanksgiving|Christmas|Christmas Eve|New Year's Day|Independence Day|Presidents' Day|Easter|Halloween"
    "|Cinco de Mayo|Lunar New Year|Ramadan|Diwali|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May"
    "|June|July|August|September|October|November|December|Spring Break|Black Friday|Good Friday"
).split("|")
_PRODUCTS = (
    "Apple Pay|Google Pay|Apple Wallet|Venmo|Zelle|PayPal|Cash App|Visa|Mastercard|Discover|American Express|Google Maps|WhatsApp|Facebook|Instagram"
    "|Gmail|Outlook|Chrome|Safari|Android|iPhone|Windows|Uber|Lyft|Amazon|Costco|Walmart|Carfax|Kelley Blue Book|FasTrak|Clipper|Medi-Cal|Medicare"
    "|CalFresh|Netflix|Spotify|Zoom|DocuSign|Adobe|Excel|AAA|GEICO|State Farm|Progressive|Allstate|Standard|Premium|Basic|Silver|Gold"
).split("|")


_CARS = (
    "Honda Civic|Toyota Camry|Ford F-150|Tesla Model 3|Nissan Sentra|Chevy Silverado|2015 Honda Odyssey|Kia Soul|Subaru|Mercedes|BMW X5"
    "|Jeep Cherokee|Dodge Charger|Toyota Corolla|Harley Davidson|Lexus|Acura|Volvo|Mazda 3|Hyundai Elantra|Ram 1500|Yamaha|Kawasaki Ninja"
).split("|")
_PAPERS = (
    "REAL ID|Form 1040|Statement of Facts|Power of Attorney|Smog Check|Certificate of Title|Medi-Cal|Commercial Driver License|Learner's Permit|Class A|Class B|Class C|Class M1|Class M2|Vessel|Trailer|Brake and Light Certificate"
).split("|")


@cache
def _faker(locale: str, *, weighted: bool = True) -> Faker:
    made = Faker(locale, use_weighting=weighted)
    made.seed_instance(sum(map(ord, locale)))
    return made


class Source:
    """Draws made-up values; the same seed gives the same ones."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice

    def locale(self, language: str) -> str:
        """Where a person comes from who writes in a language: mostly there, often anywhere."""
        here = OFFICE.get(language, OFFICE["en"])
        if language in ("en", "es", "fil"):
            turn = self.dice.random()
            if turn < 0.35:
                return self.dice.choice(ELSEWHERE)
            if turn < 0.7:
                return self.dice.choice(LATIN)
        return self.dice.choice(here)

    def given(self, locale: str) -> str:
        """A given name."""
        if here := COMMUNITIES.get(locale):
            return here.given(self.dice)
        return _clean(_faker(locale, weighted=self.dice.random() < 0.3).first_name())

    def family(self, locale: str) -> str:
        """A family name."""
        if here := COMMUNITIES.get(locale):
            return here.family(self.dice)
        return _clean(_faker(locale, weighted=self.dice.random() < 0.3).last_name())

    def name(self, locale: str) -> str:
        """A whole name, as one may be written."""
        dice = self.dice
        if here := COMMUNITIES.get(locale):
            return here.name(dice)
        given, family = self.given(locale), self.family(locale)
        if locale in _FAMILY_FIRST:
            return family + given
        if locale == "hu_HU" and dice.random() < 0.7:
            return f"{family} {given}"
        if locale.startswith("es") and dice.random() < 0.4:
            link = dice.choice(("", "", "", "", "de la ", "de ", "del "))
            return f"{given} {link}{family} {self.family(locale)}".removesuffix(" ")
        form = dice.choices(_FORMS, _HOW_OFTEN)[0]
        letter = dice.choice("ABCDEFGHJKLMNPRSTW")
        return form.format(
            given=given, family=family, more=self.given(locale), letter=letter, first=given[0]
        )

    def town(self, locale: str) -> str:
        """A town."""
        locale = PLACES.get(locale, locale)
        if locale == "en_US" and self.dice.random() < 0.7:
            return self.dice.choice(_TOWNS if self.dice.random() < 0.75 else _STATES)
        return _clean(_faker(locale).city())

    def country(self) -> str:
        """A country, in English."""
        return _clean(_faker("en_US").country())

    def org(self) -> str:
        """A company: named after people, a place or what it does, or by a word made up for it."""
        return firm(self)

    def street(self, locale: str) -> str:
        """A street and number in the order of its country; at times the street alone."""
        dice = self.dice
        if dice.random() < 0.06:
            stem = dice.choice((self.family(locale), self.given(locale)))
            return f"{stem} {dice.choice(_AMERICAN_ENDS)}"
        locale = PLACES.get(locale, locale)
        if locale == "en_US":
            number = dice.randint(1, 19999)
            stem = dice.choice(
                (
                    self.family("en_US"),
                    self.given("es_MX"),
                    f"{dice.randint(1, 140)}th",
                    self.family("es_MX"),
                    _faker("en_US").word().capitalize(),
                    f"{dice.choice(('El', 'La', 'San', 'Santa', 'Los', 'Via'))} {self.family('es_MX')}",
                )
            )
            side = dice.choice(("", "", "", "N ", "S. ", "W ", "East ", "E "))
            return f"{number} {side}{stem} {dice.choice(_AMERICAN_ENDS)}"
        made = _clean(_faker(locale).street_address())
        return made.replace("\n", " ")

    def unit(self) -> str:
        """A unit within a house."""
        dice = self.dice
        word = dice.choice(("Apt", "Apt.", "Unit", "Suite", "#", "Ste", "apt", "Space", "Room"))
        letter, number = dice.choice("ABCDEF"), dice.randint(1, 999)
        return f"{word} {dice.choice((str(number), letter, f'{number}{letter}'))}"

    def address(self, locale: str) -> str:
        """A postal address on one line or several."""
        dice, locale = self.dice, PLACES.get(locale, locale)
        if locale != "en_US" and dice.random() < 0.25:
            return _clean(_faker(locale).address())
        street = self.street(locale)
        if dice.random() < 0.1:
            street = f"{dice.randint(1, 99)} {street}"
        unit = [self.unit()] if dice.random() < 0.3 else []
        american = locale == "en_US" and dice.random() < 0.85
        rest = self._american_rest(locale) if american else self._rest(locale)
        gap = dice.choice((", ", ", ", "\n", "\n", " ", "\n  ", "\n\n", ",\n"))
        return gap.join([street, *unit, *rest])

    def _american_rest(self, locale: str) -> list[str]:
        dice = self.dice
        state = dice.choice(("CA", "CA", "CA", "California", "NV", "AZ", "OR", "TX", "WA"))
        more = f"-{dice.randint(1000, 9999)}" if dice.random() < 0.2 else ""
        between = dice.choice((", ", " ", ", "))
        return [f"{self.town(locale)}{between}{state} {dice.randint(90001, 96199)}{more}"]

    def _rest(self, locale: str) -> list[str]:
        """Town, country and code, some of them, in any of the orders there are."""
        dice = self.dice
        code = str(dice.randint(10000, 99999))
        region = f"{dice.choice('ABCDEFGHKLMNPRSTW')}{dice.choice('ABCDEHKLMNORSTZ')}"
        parts = [self.town(locale)] if dice.random() < 0.8 else []
        if dice.random() < 0.5:
            parts.append(self.country())
        if dice.random() < 0.4:
            return parts
        if not parts:
            return [code]
        last = parts.pop()
        coded = ([f"{last} {code}"], [f"{last}, {region} {code}"], [f"{code} {last}"], [last, code])
        return [*parts, *dice.choice(coded)]

    def box(self) -> str:
        """A post-office box, a military one, or a crossing of two streets."""
        dice = self.dice
        if dice.random() < 0.3:
            unit = dice.choice(("PSC {}, Box {}", "CMR {} Box {}", "Unit {} Box {}")).format(
                dice.randint(1, 9999), dice.randint(1, 9999)
            )
            ship = f"{dice.choice(('USS', 'USNS', 'USCGC'))} {self.family('en_US')}"
            post = f"{dice.choice(('APO', 'FPO', 'DPO'))} {dice.choice(('AP', 'AE', 'AA'))}"
            gap = dice.choice(("\n", ", ", " "))
            return f"{dice.choice((unit, unit, ship))}{gap}{post} {dice.randint(9000, 99999):05d}"
        if dice.random() < 0.3:
            return f"{self.family(self.locale('en'))} and {self.street(self.locale('en'))}"
        if dice.random() < 0.4:
            streets = [self.street("en_US").split(" ", 1)[1] for _ in "ab"]
            return f"the corner of {streets[0]} and {streets[1]}"
        return f"P.O. Box {dice.randint(1, 99999)}, {self.town('en_US')}, CA {dice.randint(90001, 96199)}"

    def office(self) -> str:
        """A public body that does not exist."""
        d = self.dice
        head = d.choice(
            (
                "Department",
                "Bureau",
                "Office",
                "Division",
                "Board",
                "Agency",
                "Commission",
                "Institute",
            )
        )
        words = " ".join(_faker("en_US").words(d.randint(1, 2))).title()
        return d.choice(
            (
                f"{head} of {words}",
                f"California {words} {head}",
                f"{words} {head}",
                f"State {words} {head}",
            )
        )

    def paper(self) -> str:
        """A form, a notice or a programme with a name in capitals."""
        d = self.dice
        words = " ".join(_faker("en_US").words(d.randint(1, 3))).title()
        head = d.choice(
            (
                "Notice",
                "Certificate",
                "Application",
                "Statement",
                "Affidavit",
                "Request",
                "Report",
                "Proof",
                "Declaration",
            )
        )
        number = f"{d.choice(('REG', 'DL', 'DMV', 'INF', 'ADM', 'BOE', 'Form'))} {d.randint(1, 999)}{d.choice(('', '', 'A', 'B', 'C', 'F', 'R'))}"
        return d.choice(
            (
                number,
                f"{number}, {head} of {words}",
                f"{head} of {words}",
                f"{head} for {words}",
                f"{words} {head}",
                f"{words} Program",
                f"form {number}",
            )
        )

    def phone(self) -> str:
        """A telephone number that is nobody's."""
        d = self.dice
        return d.choice(
            (
                "({}) 555-01{}",
                "{}-555-01{}",
                "{}.555.01{}",
                "+1 {} 555 01{}",
                "0{} 55 01 {}",
                "{} 5550{}",
            )
        ).format(d.randint(201, 989), f"{d.randint(0, 99):02d}")

    def fill(self, what: str) -> str:
        """A value that is masked by its format or not at all."""
        return _FILLERS.get(what, _number)(self)

    def choice(self, *among: str) -> str:
        """One of some texts."""
        return self.dice.choice(among)


def _number(source: Source) -> str:
    return str(source.dice.randint(1, 10 ** source.dice.randint(1, 6)))


def _mail(source: Source) -> str:
    who, number = _ascii(source.given("en_US")), source.dice.randint(1, 99)
    return (
        f"{who}{source.choice('.', '_', '')}{number}@example.{source.choice('com', 'org', 'net')}"
    )


def _plate(source: Source) -> str:
    letters = "".join(source.dice.choices("ABCDEFGHJKLMNPRSTUVWXYZ", k=3))
    return f"{source.dice.randint(1, 9)}{letters}{source.dice.randint(100, 999)}"


def _date(source: Source) -> str:
    day, month, year = (source.dice.randint(*span) for span in ((1, 28), (1, 12), (1940, 2026)))
    named = source.choice("January", "March", "May", "June", "August", "October")
    return source.choice(f"{month}/{day}/{year}", f"{named} {day}, {year}", source.choice(*_DAYS))


def _work(source: Source) -> str:
    return " ".join(_faker("en_US").words(source.dice.randint(1, 4))).title()


_FILLERS: dict[str, Callable[[Source], str]] = {
    "phone": Source.phone,
    "email": _mail,
    "plate": _plate,
    "date": _date,
    "work": _work,
    "word": lambda _: _faker("en_US").word(),
    "folk": lambda source: source.choice(*_FOLKS),
    "day": lambda source: source.choice(*_DAYS),
    "product": lambda source: source.choice(*_PRODUCTS),
    "car": lambda source: source.choice(*_CARS),
    "agency": lambda s: s.choice(*_AGENCIES) if s.dice.random() < 0.6 else s.office(),
    "form": lambda s: s.paper() if s.dice.random() < 0.6 else s.choice(*_PAPERS),
}


def _clean(text: str) -> str:
    return text.strip()


def _ascii(text: str) -> str:
    return text.encode("ascii", "ignore").decode().lower().replace(" ", "") or "me"
