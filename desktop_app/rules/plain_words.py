# SPDX-License-Identifier: Apache-2.0
"""Words of offices and the everyday words that say the same, in English and Spanish.

Put together by hand; the English half follows the habits that the Federal Plain Language Guidelines
(2011, public domain) describe under "Use simple words". A plainer word is an offer to the clerk: it
is never put in by itself, since it may not fit.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache

# What office writing says: what people say. Several ways of saying it are divided by commas.
_ENGLISH = """
accompany: go with
accomplish, accomplished: do, done
accordingly: so
accurate: correct, exact
acquire, acquired: get, got
additional: more, extra
additionally: also
adjacent to: next to
advise, advised: tell, told
affix, affixed: put, put on
afford an opportunity: let
aforementioned, aforesaid: that
allocate: give
alternatively: or
ameliorate: improve
anticipate: expect
apparent: clear
applicable: that applies
ascertain: find out
assist, assisting, assistance: help
at a later date: later
at the present time, at this time, at present: now
attempt, attempted: try, tried
calculate: work out
cease, ceases: stop
commence, commences, commencing, commenced: start
comply with: follow
concerning: about
consequently: so
constitutes: is
correspondence: letter
deem, deemed: treat as
demonstrate: show
designate: choose
detrimental: harmful
discontinue, discontinued: stop, stopped
disclose: show, tell
due to the fact that: because
during the course of: during
elect to: choose to
employ: use
endeavor: try
ensure that: make sure
enumerate: list
equitable: fair
erroneous: wrong
evidenced: shown
exclusively: only
expedite: speed up
expend: spend
expiration of: end of
facilitate: help
failure to: if you do not
feasible: possible
finalize: finish
for the purpose of: to, for
forthwith: at once
forward, forwarded: send, sent
furnish, furnished: give
henceforth: from now on
hereby, herein, hereinafter, heretofore: now, here, from here on, until now
however it may be: still
illustrate: show
impacted: affected
implement: carry out
in a timely manner: on time
in accordance with: under, by
in addition to: besides
in conjunction with: with
in lieu of: instead of
in order to: to
in regard to, in regards to, with regard to, with respect to, in relation to, pertaining to: about
in the amount of: of
in the event that, in the event of: if
in the near future: soon
inasmuch as, insofar as: since
inception: start
indicate, indicates, indicated: show, say
indicating: showing
initial, initially: first
initiate, initiated: start
inquire: ask
is authorized to, are authorized to: may
is able to, are able to: can
is required to, are required to: must
is responsible for: must
it is necessary to, it is necessary that you: you must
magnitude: size
mandatory: required
maximum: most
methodology: way
minimum: least
modify, modified: change, changed
necessitate: need
nonetheless, nevertheless: still
notify: tell
notification: notice
notwithstanding: in spite of
numerous: many
obligated to: must
obtain, obtained, obtaining: get, got, getting
occasionally: sometimes
on a monthly basis: each month
on behalf of: for
on or before: by
operate a vehicle, operate a motor vehicle: drive
optimum: best
originate: start
participate: take part
per annum: a year
per your request: as you asked
perform: do
permit you to: let you
portion: part
possess, possesses: have, has
precede: come before
preclude: keep from
preliminary: first
presently: now
previous to, prior to: before
previously: before
prioritize: put first
proceed to: go to
procure: get
proficiency: skill
promptly: soon
provided that: if
pursuant to: under
reflect: show
regarding: about
reimburse: pay back
relocate: move
remain in effect: still count
remainder: rest
remit, remittance: pay, payment
remuneration: pay
render: give, make
request that you: ask you to
reside, resides, residing: live, lives, living
retain, retained: keep, kept
said vehicle: the vehicle
solely: only
statutory: set by law
subsequent to: after
subsequent, subsequently: later
substantiate: prove
sufficient: enough
submit, submitted: send, sent
terminate, terminated, termination: end
therein, thereof, thereto: of it
the undersigned: I
timely: on time
transmit, transmitted: send, sent
transpire: happen
ultimately: in the end
upon receipt of: when you get
upon request: if you ask
utilize, utilized, utilizes, utilization: use
validate: confirm
verify, verified: check
viable: workable
whereas: while
whether or not: whether
with the exception of: except for
without delay: at once
witnessed: saw
"""
_SPANISH = """
a fin de, con el fin de, con objeto de: para
a la brevedad posible, a la mayor brevedad: pronto
a partir de la fecha: desde hoy
abonar: pagar
adjuntar: enviar con
adquirir, adquirido: comprar
anteriormente: antes
anualidad: año
asimismo: también
atañe a: toca a
comunicar: decir, avisar
concerniente a, concernientes a: sobre
con anterioridad a: antes de
con posterioridad a: después de
con respecto a, respecto a, en lo referente a, en relación con: sobre
constatar: ver, comprobar
cumplimentar: llenar
dar comienzo, dar inicio: empezar
de conformidad con, conforme a: según
debido al hecho de que: porque
deberá proceder a: debe
diligenciar: llenar
documentación: documentos
domicilio: dirección
efectuar, efectúe: hacer, haga
en caso de que, en el supuesto de que: si
en el momento actual, actualmente: ahora
en la actualidad: hoy
en lugar de: en vez de
en virtud de: por
expedir, expedido: dar, emitir
facilitar: dar, ayudar
finalizar, finaliza: terminar, termina
habida cuenta de: por
hacer entrega de: entregar
hacer uso de: usar
incumplimiento: falta
inherente: propio
iniciar: empezar
insuficiente: no alcanza
llevar a cabo: hacer
mediante: con
modificar: cambiar
no obstante: pero
notificar: avisar
obtener: conseguir
otorgar: dar
percibir: recibir
pertinente: que corresponde
poseer, posee: tener, tiene
posteriormente: después
presentar una solicitud: pedir
previamente: antes
previo a: antes de
procederá a: va a
proporcionar, proporcione: dar, dé
realizar, realice: hacer, haga
referente a: sobre
remitir, remita: enviar, envíe
residir, reside: vivir, vive
requerir, requiere: pedir, pide
satisfacer el pago: pagar
solicitar, solicite: pedir, pida
subsanar: corregir
sírvase: favor de
susodicho, antedicho: ese
tramitar: hacer el trámite
transcurrido: pasado
una vez transcurridos: después de
utilizar, utilice: usar, use
validez: que vale
vehículo automotor: vehículo
verificar: revisar
"""
EVERYDAY = frozenset(
    """
    application applications appointment appointments automatic automatically available california
    certificate certificates citizenship correction electronic electronically emergency
    identification identity information immediately january february military necessary
    registration registered insurance security signature temporary verification supervisor
    unfortunately university original especially usually actually category american americans
    disability disabilities eligible education experience material political situation
    everybody anybody individual individuals population television temperature territory
    additional calculator certification commercial company operator organization examination
    """.split()
)
"""Long English words that are not hard: everybody with business at a DMV knows them."""


def _pairs(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in text.strip().splitlines():
        said, _, plainer = line.partition(":")
        ways = [way.strip() for way in said.split(",")]
        words = [word.strip() for word in plainer.split(",")]
        for place, way in enumerate(ways):
            found[way] = words[place] if len(ways) == len(words) else plainer.strip()
    return found


PLAINER: Mapping[str, Mapping[str, str]] = {"en": _pairs(_ENGLISH), "es": _pairs(_SPANISH)}
"""The plainer word for each that is hard, by language."""


_FIRST = re.compile(r"(?<![\w-])\w+")


@cache  # at the first reply: a start has no time for it
def _by_first(language: str) -> Mapping[str, re.Pattern[str]]:
    """For the first word of hard phrases, what finds them where that word stands, longest first."""
    begun: dict[str, list[str]] = {}
    for phrase in sorted(PLAINER.get(language, {}), key=len, reverse=True):
        begun.setdefault(phrase.split()[0], []).append(re.escape(phrase).replace(r"\ ", r"\s+"))
    return {
        word: re.compile(rf"(?:{'|'.join(phrases)})(?![\w-])", re.IGNORECASE)
        for word, phrases in begun.items()
    }


def hard_words(text: str, language: str) -> Iterator[re.Match[str]]:
    """The hard words of a text; none in a language whose words we do not know."""
    phrases, reached = _by_first(language), 0
    for first in _FIRST.finditer(text):
        pattern = phrases.get(first[0].casefold())
        if pattern is None or first.start() < reached:
            continue
        if match := pattern.match(text, first.start()):
            reached = match.end()
            yield match


def plainer(language: str, said: str) -> str:
    """What may be said instead of a hard word that was found."""
    return PLAINER[language][" ".join(said.casefold().split())]
