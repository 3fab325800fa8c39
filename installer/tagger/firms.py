# SPDX-License-Identifier: Apache-2.0
"""Made-up companies, of all the kinds that stand in letters: none of them is a person."""

import random
from typing import Protocol

_BUSINESSES = (
    "Motors|Insurance|Bank|Systems|Labs|Group|Auto Sales|Towing|Credit Union|Inc|Inc.|LLC|Technologies|Energy|Media|Data|Health|Toyota|University|College"
    "|Foundation|Partners|Software|Honda|Savings|Savings Bank|Savings and Loan|Financial|Finance|Mortgage|Leasing|Rentals|Auto Body|Auto Repair|Smog|Smog Check"
    "|Tires|Car Wash|Dealership|Trucking|Logistics|Transport|Freight|Moving|Storage|Realty|Properties|Apartments|Management|Construction|Plumbing|Electric|Roofing"
    "|Landscaping|Farms|Foods|Market|Pharmacy|Hospital|Medical Center|Clinic|Dental|Optometry|Church|Temple|School|High School|Elementary|Academy|Institute|Museum"
    "|Library|Restaurant|Cafe|Bakery|Grill|Hotel|Inn|Suites|Club|Country Club|Golf Club|Law Group|Legal Services|Consulting|Solutions|Services|Enterprises|Industries"
    "|Associates|Holdings|Capital|Ventures|Analytics|Networks|Robotics|Pharmaceuticals|Airlines|Records|Pictures|Studios|Press|Times|Herald|Magazine|Radio|Corp."
    "|Corporation|Ltd|GmbH|Company|& Co.|Co.|and Associates|Brothers|Brothers Inc|Auto|Auto Group|Chevrolet|Ford|Nissan|Used Cars|Motorsports|Cycles|RV Center|Marine"
).split("|")
_STEMS = (
    "Valley|Oak|Pacific|Golden|State|Sierra|Coast|Bay|Summit|Redwood|River|Lake|Desert|Mission|Sunset|Sunrise|Blue|Red|Green|Silver|First|Premier|United|National|American"
    "|Western|Central|Northern|Southern|Liberty|Heritage|Pioneer|Frontier|Eagle|Bear|Lion|Star|Moon|Sun|Rock|Stone|Iron|Steel|Cedar|Pine|Maple|Willow|Harbor|Ocean|Canyon"
    "|Mountain|Hill|Prairie|Crown|Royal|Quality|Family|Community|Discount|Express|Quick|Fast|Super|Best|Ace|Alpha|Omega|Delta|Apex|Prime|Metro|City|County|Global|World"
    "|Universal|Allied|Trusted|Reliable|Honest|Happy|Lucky|Rapid|Smart|Bright|Clear|True|Open|Next|New|Modern|Advanced|Digital|Mercy|Providence|Trinity|Grace|Saint Mary"
).split("|")
_SYLLABLES = "ab al am an ar bar bel bi bo ca cal cen co cor da del den di do ex fa fin fo ga gen go gra hel in is ka ko la len li lo lu ma mer mi mo na ne ni no nu on op or pa per pi pla po qua qui ra re ri ro sa sen si so sta sy ta te tel ti to tra tri u va ven vi vo wa xe xi yo za ze zi zo".split()  # fmt: skip
_TAILS = "ex ix ia io on tek tech ly fy soft scape gen net ware corp stack mix bit byte hub lab labs works way link max pro one med health pay wise path point base box grid sense".split()  # fmt: skip
_PLAIN = "build lend open share see click fix track match find get go check read pay book job home health data map cloud snap spot shop talk work care loan house trip ride seed score fish bird sky light wave fire wind leaf tree road street bridge gate key mark sign note mail code market trade farm food water energy power solar pet kid school city town land".split()  # fmt: skip


class Names(Protocol):
    """Who gives names to call a company by."""

    dice: random.Random

    def locale(self, language: str) -> str:
        """Where somebody comes from."""
        ...

    def family(self, locale: str) -> str:
        """A family name."""
        ...

    def given(self, locale: str) -> str:
        """A given name."""
        ...

    def town(self, locale: str) -> str:
        """A town."""
        ...


def firm(names: Names) -> str:
    """A company."""
    dice = names.dice
    kinds = (_after_people, _partners, _after_stem, _after_town, _coined, _compound, _letters)
    return dice.choices(kinds, (20, 14, 30, 8, 12, 12, 4))[0](names)


def _after_people(names: Names) -> str:
    dice, locale = names.dice, names.locale("en")
    who = names.family(locale)
    if dice.random() < 0.25:
        who = names.given(locale) + dice.choice(("'s", "", f" {who}"))
    elif dice.random() < 0.15:
        who = f"{who}'s"
    return f"{who} {dice.choice(_BUSINESSES)}"


def _partners(names: Names) -> str:
    dice, locale = names.dice, names.locale("en")
    first, second, third = (names.family(locale) for _ in range(3))
    form = dice.choice(
        ("{0}, {1} and {2}", "{0}, {1} & {2}", "{0} and {1}", "{0} & {1}", "{0}-{1}", "{0} and Sons", "{0} & Sons", "{0} {1} LLP", "{0} Group", "{0} Inc", "{0} PLC", "{0} Ltd", "{0} LLC")
    )  # fmt: skip
    return form.format(first, second, third)


def _after_stem(names: Names) -> str:
    dice = names.dice
    stem = " ".join(dice.sample(_STEMS, dice.choice((1, 1, 1, 2))))
    return f"{stem} {dice.choice(_BUSINESSES)}"


def _after_town(names: Names) -> str:
    dice = names.dice
    before = dice.choice(("", "", "The ", "University of ", "Bank of ", "City of "))
    return f"{before}{names.town(names.locale('en'))} {dice.choice(_BUSINESSES)}"


def _coined(names: Names) -> str:
    dice = names.dice
    stem = "".join(dice.choices(_SYLLABLES, k=dice.choice((1, 2, 2, 3))))
    word = (stem + (dice.choice(_TAILS) if dice.random() < 0.7 else "")).capitalize()
    return f"{word} {dice.choice(_BUSINESSES)}" if dice.random() < 0.35 else word


def _compound(names: Names) -> str:
    dice = names.dice
    one, two = dice.sample(_PLAIN, 2)
    word = dice.choice((f"{one}{two}", f"{one}{two}", f"{one}{two.capitalize()}", f"{one} {two.capitalize()}", f"{one}{dice.choice(_TAILS)}"))  # fmt: skip
    word = word[0].upper() + word[1:]
    return f"{word} {dice.choice(_BUSINESSES)}" if dice.random() < 0.3 else word


def _letters(names: Names) -> str:
    dice = names.dice
    word = "".join(dice.choices("ABCDEFGHKLMNPRSTUVW", k=dice.choice((2, 3, 3, 4))))
    return f"{word} {dice.choice(_BUSINESSES)}" if dice.random() < 0.5 else word
