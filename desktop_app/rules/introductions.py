# SPDX-License-Identifier: Apache-2.0
"""Names that a customer's words introduce or that she signs with, in the languages of the office.

Where a script has capitals, a telling word and a capital make a name; where it has none, only words
that can hardly be followed by anything else.
"""

import re
from collections.abc import Iterator

from desktop_app.domain.masking import Kind, Span
from desktop_app.rules.persons import (
    CAPITAL,
    LETTER,
    NAME_WEIGHT,
    SIGN,
    Name,
    is_no_name,
)

_PARTICLES = frozenset("de dela del la los van von der le bin ibn al da dos y".split())
_PARTICLE = r"(?:de|dela|del|de la|de los|van|von|der|la|le|bin|ibn|al|da|dos|y)"
_TITLE = r"(?:(?:mr|mrs|ms|mx|miss|dr|sr|sra|srta|prof|officer|judge|sgt)\b\.?[ \t]+)"
_FULL = rf"(?:[A-Z]\.[ \t]*){{0,2}}{CAPITAL}(?:[ \t]+(?:{_PARTICLE}[ \t]+)?(?:{CAPITAL}|[A-Z]\.)){{0,3}}"
_RELATED = (
    r"husband|wife|spouse|son|daughter|mother|father|mom|mum|dad|brother|sister|sibling|grand(?:mother|father|ma|pa|son|daughter)"
    r"|uncle|aunt|nephew|niece|cousin|friend|neighbou?r|seller|buyer|owner|landlord|landlady|partner|boyfriend|girlfriend"
    r"|fianc[eé]e?|roommate|boss|clerk|agent|officer|doctor|mechanic|attendant|caregiver|dealer|salesman|sales guy|guy|man|woman"
    r"|lady|tenant|executor|lawyer|attorney|therapist|nurse|interpreter|coworker|co-worker|kid|child|twin|stepson|stepdaughter"
    r"|hijo|hija|madre|padre|mam[aá]|pap[aá]|esposo|esposa|marido|mujer|hermano|hermana|abuel[oa]|t[ií][oa]|prim[oa]|vecin[oa]"
    r"|vendedor|vendedora|comprador|compradora|amig[oa]|suegr[oa]|cuñad[oa]|yerno|nuera|dueñ[oa]|jef[ea]|novi[oa]|ahijad[oa]"
    r"|asawa|anak|kapatid|nanay|tatay|kaibigan|kapitbahay"
    r"|муж|жена|сын|дочь|брат|сестра|мать|отец|мама|папа|друг|подруга|сосед|соседка|продавец"
)
_INTRODUCED = re.compile(
    r"(?:"
    r"\b(?:my name is|my name's|my maiden name is|maiden name is|names? (?:is|are)|name on (?:it|the title) is|this is|i am|i'm|i’m"
    r"|(?:first |last |full |sur|given |family |middle |maiden )?name:|apellidos?:|nombre:|me llamo|calls? me|in the name of|under the name(?: of)?|mi nombre es|se llama|soy|attn:?|dear|estimad[oa](?:/a)?|mahal na|signed,?|signed by|contact|ask for"
    r"|speak (?:to|with)|spoke (?:to|with)|talk(?:ed)? (?:to|with)|named|called|tag said|a nombre de|por parte de|les escribe"
    r"|меня зовут|по имени|ang pangalan ko ay|ako (?:po )?si|tên (?:là|tôi là)|tôi tên(?: là)?|tôi là|con gái tôi tên|con trai tôi tên|tên)[ \t]+"
    rf"|\b(?:mr|mrs|ms|mx|miss|dr|sr|sra|srta|don|doña|prof)\b\.?[ \t]+"
    rf"|\b(?:my|his|her|our|their|the|a|this|that|your|mi|su|el|la|un|una|mis|sus|nuestr[oa]|ang|моя|мой|наш|наша)[ \t]+"
    r"(?:late[ \t]+|ex-?[ \t]?|old(?:er)?[ \t]+|new[ \t]+|young(?:er)?[ \t]+|step-?|little[ \t]+|big[ \t]+|sales[ \t]+|eye[ \t]+){0,2}"
    rf"(?:{_RELATED})(?:s|es)?(?:-in-law|[ \t]+(?:kong?|naming|namin|ko))?"
    r"(?:[ \t]*[,(:][ \t]*|\s(?:is|named|called|es|se llama|si|said)\s|[ \t]+|[ \t]*\n)"
    r"|\b(?:seller|buyer|owner|vendedor|comprador|purchaser|lienholder|previous owner|registered owner|applicant|driver|customer|owner name|patient|insured|caller|client)[ \t]*[,:][ \t]*"
    r"|\b(?:si|ni|kay|sina|nina|kina)[ \t]+"
    r")"
    rf"(?:{_TITLE})?(?P<name>(?-i:{_FULL}))",
    re.IGNORECASE,
)
# In small letters only what can hardly be anything else.
_SMALL = re.compile(
    r"\b(?:(?:my|his|her) name is|me llamo|mi nombre es|(?:mr|mrs|ms|dr)\.)[ \t]+"
    r"(?P<name>(?!(?:wrong|mis\w+|different|still|being|changed|listed|spelled|in|already|missing|off)\b)(?-i:[a-zß-öø-ÿ])[\w'’-]+)",
    re.IGNORECASE,
)
_SALUTATION = re.compile(
    rf"(?:\A|\n[ \t]*\n)[ \t]*(?:(?:hi|hello|hey|dear|hola)[ \t]+)?(?P<name>{_FULL})[ \t]*,[ \t]*(?=\n)"
)
_GREETED = re.compile(
    rf"^[ \t>]*(?i:hi|hello|hey|dear|hola|good (?:morning|afternoon|evening))[ \t]+(?P<name>{_FULL})[ \t]*[,!]",
    re.MULTILINE,
)
_AND_MORE = re.compile(rf"[ \t]+(?:and|&|y|и)[ \t]+(?P<name>{_FULL})")
_AT_MORE = re.compile(rf"[ \t]+at[ \t]+(?P<name>{_FULL})")
_TAGALOG = re.compile(r"(?:si|ni|kay|sina|nina|kina|ang|asawa|anak|kapatid)\b", re.IGNORECASE)
"""Words before a name after which "at" is "and"."""
_SAYING = re.compile(
    rf"(?<![\w'’-])(?P<name>(?:{CAPITAL})(?:[ \t]+{CAPITAL})?)[ \t]+(?:says|told me|told us|told him|told her)\b"
)

# Headers of mail that was forwarded or answered: "From: A B <a@b>", "On Monday A B <a@b> wrote:".
_FORWARDED = re.compile(
    rf"^[ \t>*]*(?:from|to|cc|bcc|reply-to|sent by|de|para)[ \t]*:\*?[ \t]*[\"“]?(?P<name>(?-i:{_FULL}))[\"”]?"
    r"[ \t]*(?:[<\[(,;][^\n]*)?$"
    rf"|(?<![\w'’-])(?P<before>(?-i:{_FULL}))[\"”]?[ \t]*<[^<>\s@]+@[^<>\s]+>"
    rf"|(?:^|,[ \t]+|[ap]\.?m\.?[ \t]+)(?P<wrote>(?-i:{_FULL}))[ \t]+(?:wrote|escribió):[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_CJK_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蔣葉蘇呂盧鍾陸賈韋鄒龍賀顧龔萬錢嚴湯"
)
_UNCASED = (
    # Chinese: my husband Li Guoqiang; I am called
    rf"(?:先生|太太|丈夫|妻子|老公|老婆|儿子|兒子|女儿|女兒|父亲|母亲|爸爸|妈妈|哥哥|弟弟|姐姐|妹妹|朋友|卖家|我叫|我是|名叫|姓名[:：]?)[（(]?(?P<name>[{_CJK_SURNAMES}][\u4e00-\u9fff]{{2}})",
    # Korean: my wife (Choi Sumin); I am called Park Jihun
    r"(?:아내|남편|아들|딸|어머니|아버지|동생|친구)\s?[(（](?P<name>[가-힣]{2,4})[)）]",
    r"(?P<name>[가-힣]{2,4})(?:이?라고 합니다|입니다\.?$| 드림| 올림)",
    # Japanese: I am called
    r"(?P<name>[\u4e00-\u9fff]{2,5})(?:と申します|と言います)",
    # Arabic and Persian: a man whose name is, my name is, in the name of my son
    r"(?:اسمه|اسمها|اسمي|يدعى|تدعى)\s+(?P<name>[\u0621-\u064a]+(?:\s+[\u0621-\u064a]+)?)(?=\s*[(،,.:]|\s+و|$)",
    r"(?:نامم|اسمم|به نام(?: پسرم| دخترم| همسرم| شوهرم| برادرم| خواهرم)?)\s+(?P<name>(?!پسرم|دخترم|همسرم|شوهرم|برادرم|خواهرم|خودم|من)[\u0621-\u06cc]{3,})",
    # Hindi and Punjabi: my daughter Arya, my wife Manjit Kaur
    r"(?:मेरी|मेरे|मेरा|हमारी|हमारे)\s+(?:बेटी|बेटे|बेटा|पति|पत्नी|भाई|बहन|माँ|पिता)\s+(?P<name>(?!को|के|का|की|ने|से|में|पर|है|हैं|और|भी|अभी|यहाँ|वहाँ|अगले|अब|जो|तो|ही|काम|साथ|बहुत|आज|कल|एक|नहीं)[\u0900-\u0963]+(?:\s+(?:सिंह|कौर|देवी|कुमार|शर्मा))?)",
    r"(?:मेरा नाम|नाम:?)\s+(?P<name>[\u0900-\u0963]+(?:\s+[\u0900-\u0963]+)?)\s+है",
    r"(?:ਮੇਰੀ|ਮੇਰੇ|ਮੇਰਾ|ਸਾਡੀ)\s+(?:ਪਤਨੀ|ਪਤੀ|ਬੇਟੀ|ਬੇਟਾ|ਧੀ|ਪੁੱਤਰ|ਭਰਾ|ਭੈਣ)\s+(?P<name>(?!ਨੂੰ|ਨੇ|ਦਾ|ਦੀ|ਦੇ|ਤੋਂ|ਨਾਲ|ਵੀ|ਹੈ|ਤੇ|ਹੁਣ|ਕੰਮ|ਅਤੇ|ਕੋਲ|ਇੱਥੇ)[\u0a01-\u0a74]+(?:\s+(?:ਕੌਰ|ਸਿੰਘ))?)",
    # Armenian: my sister's, Narine's
    r"(?:քրոջս|եղբորս|կնոջս|ամուսնուս|որդուս|դստերս|մորս|հորս|քույրս|եղբայրս|կինս|ամուսինս|որդիս|դուստրս)[՝,\s]+(?P<name>[Ա-Ֆ][ա-և]+)",
)  # fmt: skip
_UNCASED_PATTERNS = tuple(re.compile(pattern, re.MULTILINE) for pattern in _UNCASED)
_LATIN_PAIR = re.compile(r"(?<![\w@./-])[A-Z][a-z]+(?:[ \t]+[A-Z][a-z]+){1,2}(?![\w@])")
_OTHER_SCRIPT = re.compile(r"[\u0400-\u1cff\u3040-\ud7af\ufb50-\ufefc]")


def introduced(text: str) -> list[Span]:
    """Names that the words before them announce: "my name is", "the seller,", "Mr."."""
    found: list[Span] = []
    for match in _INTRODUCED.finditer(text):
        places = [match.span("name")]
        link = _AT_MORE if _TAGALOG.match(match[0]) else _AND_MORE
        if more := link.match(text, match.end()):
            places.append(more.span("name"))
        found += _named(text, places)
    for pattern in (_SAYING, _GREETED):
        found += _named(text, [match.span("name") for match in pattern.finditer(text)])
    for match in _FORWARDED.finditer(text):
        found += _named(text, [match.span(group) for group in match.groupdict() if match[group]])
    alone = [match.span("name") for match in _SALUTATION.finditer(text)]
    found += _named(text, [span for span in alone if not _OTHER_SCRIPT.search(text, *span)])
    small = [match.span("name") for match in _SMALL.finditer(text)]
    found += _spans([s for s in small if not is_no_name(text[slice(*s)])], "Words before it")
    for pattern in _UNCASED_PATTERNS:
        found += _spans([match.span("name") for match in pattern.finditer(text)], "Words before it")
    if len(_OTHER_SCRIPT.findall(text)) * 2 > len(text.replace(" ", "")):
        pairs = [m.span() for m in _LATIN_PAIR.finditer(text)]
        apart = [s for s in pairs if not any(is_no_name(w) for w in text[slice(*s)].split())]
        found += _spans(apart, "Latin name among other letters")
    return found


def _named(text: str, places: list[tuple[int, int]]) -> list[Span]:
    trimmed = [_trim(text, start, end) for start, end in places]
    return _spans([span for span in trimmed if span[0] < span[1]], "Words before it")


def _spans(places: list[tuple[int, int]], how: str) -> list[Span]:
    return [Span(start, end, Kind.NAME, how, NAME_WEIGHT) for start, end in places]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut a run of capitalised words where it is no name any more."""
    words: list[tuple[int, int]] = []
    for match in re.finditer(r"\S+", text[start:end]):
        particle = match[0] in _PARTICLES and words
        if not particle and (is_no_name(match[0]) or match[0][0].islower()):
            break
        words.append((match.start() + start, match.end() + start))
    while words and text[slice(*words[-1])] in _PARTICLES:
        words.pop()
    if not words or _acronym(text, *words[0]):
        return start, start
    last = words[-1][1]
    while text[last - 1] in ".,'’-" and not text[last - 2 : last - 1].isupper():
        last -= 1
    return (words[0][0], last) if last - words[0][0] > 1 else (start, start)


def _acronym(text: str, start: int, end: int) -> bool:
    """Whether a word is in capitals amid words that are not: an office or a paper, not a person."""
    word = text[start:end].strip(".,")
    around = text[max(0, start - 40) : start]
    return len(word) > 1 and word.isupper() and any(sign.islower() for sign in around)


_CLOSING = re.compile(
    r"^[ \t]*(?:(?:many )?thanks?(?: you)?(?: so much| very much| again| in advance| a (?:lot|million|bunch))?|thx|tysm|ty"
    r"|(?:with )?(?:kind|best|warm)(?:est)?[ \t]*(?:regards|wishes)|regards"
    r"|sincerely(?: yours)?|yours(?: truly| sincerely| faithfully)?|(?:most )?respectfully(?: yours| submitted)?|cordially|best|cheers"
    r"|love|much obliged|god bless(?: you(?: all)?)?|take care"
    r"|(?:muchas |mil )?gracias(?: de antemano)?|atentamente|saludos(?: cordiales)?|cordialmente|un saludo|que dios (?:la|lo|les) bendiga"
    r"|(?:maraming )?salamat(?: po)?(?: and god bless)?"
    r"|謝謝|谢谢|此致|敬上|감사합니다|(?:xin )?cảm ơn(?: nhiều)?|trân trọng|с уважением|спасибо|शुक्रिया|धन्यवाद|(?:ਬਹੁਤ )?ਧੰਨਵਾਦ"
    r"|با (?:تشکر|احترام|سپاس)(?: فراوان)?|متشکرم|شكرا(?:ً)?(?: لكم)?|مع التحية|جزاكم الله خيرا(?:ً)?"
    r"|(?:նախապես )?շնորհակալություն|հարգանքով|よろしくお願いします|ありがとうございます|សូមអរគុណ)"
    r"(?:[ \t]*po\b)?[^\w\n]*(?P<same>[^\n]{0,40})$",
    re.IGNORECASE | re.MULTILINE,
)
_NAME_LINE = re.compile(
    rf"^[ \t]*(?:[-–—~*/]+[ \t]*)?(?:{_TITLE})?(?P<name>{LETTER}{SIGN}*(?:[ \t]+(?:{LETTER}|['’.]){SIGN}*){{0,4}})"
    r"(?P<rest>,[ \t]*[A-Za-z., ]{2,20}|[ \t]*[|·•(][^\n]*)?[ \t]*,?[ \t]*$",
    re.IGNORECASE,
)
_SIGNATURE_MARK = re.compile(r"^-- ?$", re.MULTILINE)
_CONTACT = re.compile(
    r"\d{3}[ .)-]*\d{3,4}|\d{5}|@|^\d{1,6} |\btel\b|\bcell\b|\bphone\b", re.IGNORECASE
)
_NUMBER_LINE = re.compile(
    r"[ \t]*(?:(?:phone|tel|cell|mobile|home|work|ph|p|c|m|t|celular|tel[eé]fono|cel)\b[ \t]*[.:#]*[ \t]*)?"
    r"\+?\(?\d(?:[ \t().\-\u2010-\u2015]*\d){6,14}[ \t]*",
    re.IGNORECASE,
)
_LOWER = re.compile(r"[a-zß-öø-ÿа-яё]")
_NEAR = 300
"""Within how many characters of a closing word the name stands."""
_TAIL = 12
"""How many of a text's last lines may be its signature."""


def signatures(text: str) -> list[Span]:
    """The names people sign with: after a closing word, under the mark that opens a signature, or
    alone in the last lines.
    """
    found: list[Span] = []
    for match in _CLOSING.finditer(text):
        found += _signed(text, match.start("same"), 3, same=bool(match["same"].strip()))
    for match in _SIGNATURE_MARK.finditer(text):
        found += _signed(text, match.end(), 2, same=False)
    return [*found, *_last_lines(text)]


def _signed(text: str, start: int, lines: int, *, same: bool) -> Iterator[Span]:
    """Name lines at or after `start`: the first within so many lines, and one right below it.

    On the line of the closing word itself only capitals make a name: "Thanks for your help".
    """
    place, left = start, lines
    found = False
    for number, line in enumerate(text[start : start + _NEAR].split("\n")[: lines + 1]):
        name = _name_on(line, place, strict=found or (same and number == 0))
        if name is not None:
            yield name
            found = True
        elif line.strip() or found:
            return
        left -= 1
        if left <= 0 and not found:
            return
        place += len(line) + 1


def _name_on(line: str, place: int, *, strict: bool) -> Span | None:
    """The name a line consists of. Strictly: each word with a capital, at least in part."""
    match = _NAME_LINE.match(line)
    if match is None or Name.read(match["name"]) is None:
        return None
    words = match["name"].split()
    if any(is_no_name(word) for word in words) or len(match["name"].strip(".- ")) < 2:
        return None
    small = [word for word in words if _LOWER.match(word) and len(word) > 3]
    if small and (strict or len(words) > 2):
        return None
    start, end = match.span("name")
    while match["name"][end - start - 1] == "." and end - start > 2 and not words[-1][0].isupper():
        end -= 1
    return Span(place + start, place + end, Kind.NAME, "Signature", NAME_WEIGHT)


def _last_lines(text: str) -> Iterator[Span]:
    """Names that stand alone in the last lines: at the very end, or above an address or number;
    right below other words only a full name, or any after a full stop, above a telephone number.
    """
    lines = text.rstrip().split("\n")
    place = sum(len(line) + 1 for line in lines[:-_TAIL])
    tail = lines[-_TAIL:]
    for number, line in enumerate(tail):
        name = _name_on(line, place, strict=True) if len(lines) > 1 else None
        above = tail[number - 1].strip() if number else ""
        below = tail[number + 1].strip() if number + 1 < len(tail) else ""
        at_end = number + 1 == len(tail)
        alone = not above and (at_end or _CONTACT.search(below))
        ends = above.endswith((".", "!", "?", ",")) or len(line.split()) > 1
        if name is not None and (alone or (ends and _NUMBER_LINE.fullmatch(below))):
            yield name
        place += len(line) + 1
