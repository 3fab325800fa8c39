# SPDX-License-Identifier: Apache-2.0
"""Promises that a reply makes for the office: a call, a letter by Friday, a fee that is waived, a
guarantee.

A clerk can tell what a rule says; she cannot promise what others will do. What a rule itself says,
word for word or nearly so, is no promise; nor is what is denied ("we cannot guarantee").
"""

import re
from collections.abc import Iterator

from desktop_app.domain.draft import Check, Severity
from desktop_app.domain.reply import Reply
from desktop_app.rules import check_names
from desktop_app.rules.likeness import claims, folded, nearest, telling

RULE = check_names.PROMISE

_WE = (
    r"(?:we|i|(?:some|any)(?:one|body)(?: from (?:our|the|this) \w+)?|(?:the|our|this|my|an?) (?:office|staff|team|supervisors?|managers?|clerks?|agents?|colleagues?"
    r"|technicians?|examiners?|specialists?|representatives?|department|branch)(?: (?:member|here))?)"
)
_SHALL = (
    r"(?:['’]ll|\s+(?:will|shall|are going to|am going to|is going to|['’]re going to))"
    r"(?: (?:also|then|certainly|definitely|personally|gladly|happily|surely|of course|be sure to|be happy to|be glad to|try to|make every effort to|do (?:our|my) best to))*"
)
_TELL = (
    r"(?:be (?:calling|phoning|contacting|writing|e-?mailing|mailing|sending|in touch)|call|phone|ring|text|contact|reach out|get back|write|e-?mail|follow up"
    r"|let (?:you|him|her|them) know|notify|inform|update|keep (?:you|him|her|them) (?:posted|informed|updated))"
)
_DO = (
    r"(?:mail|send|ship|issue|refund|reimburse|credit|return|waive|reduce|lower|remove|erase|cancel|dismiss|drop|forgive|fix|correct|handle|process|expedite|rush|speed up|prioriti[sz]e"
    r"|hold|reserve|save|extend|restore|reinstate|renew|approve|accept|clear|take care of|see to|look into|see that|make sure|ensure|arrange|schedule|book|replace|print|deliver|finish|complete|forward"
    r"|have (?:it|this|that|your [\w ]{1,30}?) (?:ready|done|fixed|mailed|sent|processed)|get (?:it|this|that|your [\w ]{1,30}?) (?:to you|done|fixed|back to you|sorted|ready)|give you a call|put a rush on)"
)
# What "we will …" may go on with and still promise nothing.
_NO_DEED = r"(?:not|never|need|require|ask|want|have to|be (?:un)?able|be (?:open|closed|here|there|happy|glad)|look at|consider|try|only|accept|take (?:cash|cards?|checks?)|explain|show|see|know|understand|assume|treat|use|give|tell|provide|answer|help|assist|point|suspend|charge|add|keep (?:a|the) (?:record|copy)|respect|review|check|test)\b"
_DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|tonight|today|next (?:week|month)|this (?:week|month|afternoon|evening)|the end of (?:the|this|next) (?:day|week|month|year)|end of (?:day|week|month)"
    r"|(?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \d{1,2})?|\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}(?: ?[ap]\.?m\.?)|noon|christmas)"
)
_SOON = (
    rf"(?:(?:by|on|before|no later than|not later than|until|this coming)?\s*{_DAY}|(?:within|in)(?: (?:about|around|just|only|the next|less than|under))? (?:an?|\d+|\w+)(?:(?: to |-)(?:\d+|\w+))? (?:business |working |calendar )?"
    r"(?:minutes?|hours?|days?|weeks?|months?)|shortly|very soon|right away|immediately)"
)
_MINE = r"(?:your|the|this|that|these|those|any|all|such)(?: [\w’'-]+){0,3}? (?:fees?|penalt(?:y|ies)|fines?|charges?|tickets?|citations?|taxes|tax|amount|balance|debt|late fee)"
_WAIVED = r"(?:waived|forgiven|cancell?ed|dismissed|dropped|removed|erased|refunded|reimbursed|written off|taken off|lifted|cleared)"

# English, one sort a line. `(?<!…)` keeps "as soon as we will …" out; what denies is looked at apart.
_ENGLISH = (
    rf"\b{_WE}{_SHALL} (?:[\w’' -]{{1,40}}? and (?:then )?)?(?:{_TELL}|{_DO})\b",
    rf"\b{_WE}{_SHALL} (?!{_NO_DEED})[a-z]+(?: (?:the|your|you|it|this|that|a|an|for|to|certain|sure|any|all)\b)",
    r"\b(?:i|we)(?: (?:can|do|will|would|hereby|both|all|personally))*(?:['’]ll)? (?:guarantee|promise|pledge|swear|vow|assure|commit to|warrant)\b",
    (r"\b(?:is|are|it['’]s|that['’]s|will be|fully|absolutely|100 ?%|100 percent) guaranteed\b|\byou have (?:my|our) word\b|\brest assured\b|\byou can be (?:sure|certain|confident)\b|\bcount on (?:us|me|it)\b|\bwithout fail\b"
    r"|\b(?:my|our) (?:personal )?(?:promise|guarantee)\b|\b(?:nothing to worry about|(?:do not|don['’]t) (?:have|need) to worry|no need to worry)\b"),
    rf"\b{_MINE} (?:(?:has|have|had) (?:already |now |just )?been|(?:is|are)(?: now| already| hereby| being)?|(?:will|shall|can)(?: also| then| now)? be|(?:was|were)) (?:automatically |fully |completely )?{_WAIVED}\b",
    rf"\b{_WE}(?:['’]ve| have| had|['’]m|['’]re| am| are)?(?: (?:already|now|just|hereby|going to|happy to|glad to|gladly))* (?:waiv(?:e|ed|ing)|forg(?:ive|ave|iving|iven)|writ(?:e|ing|ten) off|refund(?:ed|ing)?) (?:{_MINE}|it|this|that|your|the)\b",
    r"\byou(?: will|['’]ll| shall)(?: also| then| certainly| definitely| surely)? (?:be (?:refunded|reimbursed|contacted|called|phoned|notified by (?:us|our)|compensated)|get (?:your|the|a|all (?:of )?your)(?: [\w-]+){0,3}? (?:back|refund(?:ed)?)|hear (?:back )?from (?:us|me|our|one of)|receive a (?:phone )?call)\b",
    r"\byou(?: will not| won['’]t|['’]ll not|['’]ll never| will never| shall not| do not| don['’]t)(?: have to| need to)? (?:be charged|pay (?:a|any|the|this|that)(?: [\w-]+){0,3}? ?(?:fees?|penalt(?:y|ies)|fines?|cent|dime|thing|charge)|pay anything|owe (?:us )?(?:anything|a (?:cent|penny|thing|dime)|(?:any|a|the)(?: [\w-]+){0,2}? (?:fees?|penalt(?:y|ies)|fines?|money|taxe?s?)))\b",
    rf"\byou(?: will|['’]ll| shall| should| are going to| can expect to)(?: also| then| certainly| definitely| surely)? (?:get|have|receive|be getting|be receiving|see) (?:it|them|this|that|(?:your|the|a|an)(?: [\w’'-]+){{1,5}}?)(?: in the mail| back| from us| at home)?,? {_SOON}(?![\w-])",
    rf"\b(?:your|the|it|this|that|they)(?: [\w’'-]+){{0,4}}?(?: will| shall| should|['’]ll| is going to| are going to)(?: also| then| certainly| definitely| surely)? (?:arrive|reach you|go through|be (?:returned|refunded|credited|there|ready|with you|done|mailed|sent|shipped|delivered|issued|with you|in your (?:hands|mailbox)|processed|finished|completed|fixed|resolved|available|in the mail)),?(?: to you| out| for (?:you|pick-?up))? {_SOON}(?![\w-])",
    r"\b(?:expect|look (?:out )?for|wait for) (?:a|our|my) (?:phone )?(?:call|letter|e-?mail|reply|answer|response) (?:from (?:us|me|our)|by|on|within|tomorrow|today|shortly|soon|next)\b",
    rf"\b{_WE}(?:['’]ve| have|['’]ll| will)(?: (?:already|now|just|gladly))? (?:tak|writ|knock)(?:e|en|ten|ed)? (?:\w+ ){{1,4}}off\b|\b(?:nothing|no (?:\w+ )?(?:fees?|penalty|penalties|money|charge))(?: (?:further|more|else))? (?:will|shall|is going to) be (?:charged|collected|asked|taken|due)\b",
    r"\bthere (?:won['’]t|will not|will never) be (?:a|any)(?: [\w-]+){0,2}? (?:charges?|fees?|penalt(?:y|ies)|fines?|costs?)\b|\bthere will be no(?: [\w-]+){0,2}? (?:charges?|fees?|penalt(?:y|ies)|fines?|costs?)\b|\b(?:has|have) promised (?:that |you |to )",
    rf"\b{_WE}(?:{_SHALL}|['’]m| am|['’]re| are| can)(?: (?:just|simply|gladly))?(?: going to)? (?:let you off|skip|overlook|ignore|forget about|look past|not charge|not ask)\b",
    r"\b(?:leave (?:it|this|that|everything|the rest) to (?:us|me)|consider it done|(?:it|this|that)(?: will|['’]ll) (?:all )?(?:be taken care of|be fine|work out|never happen again|not happen again)|everything will be (?:fine|ok(?:ay)?|all right|taken care of))\b",
)  # fmt: skip
_SPANISH = (
    (r"\b(?:le|lo|la|les|los|las|te) (?:llamaremos|llamaré|llamará[n]?|vamos a llamar|contactaremos|contactaré|escribiremos|escribiré|avisaremos|avisaré|informaremos|notificaremos|confirmaremos|reembolsaremos|devolveremos|devolveré"
    r"|enviaremos|enviaré|mandaremos|mandaré|vamos a (?:enviar|mandar|devolver|reembolsar|avisar|contactar)|conseguiremos|resolveremos|daremos seguimiento|perdonaremos|condonaremos|quitaremos|eximiremos)\b"),
    r"\b(?:nos (?:pondremos|comunicaremos|encargaremos|aseguraremos|ocuparemos|vamos a (?:comunicar|encargar|ocupar|poner))|me (?:pondré|comunicaré|encargaré|aseguraré|ocuparé))\b",
    r"\b(?:(?:le|les|te|se lo|lo)?\s*(?:garantiz(?:o|amos|aremos)|promet(?:o|emos)|asegur(?:o|amos)|jur(?:o|amos)))\b|\b(?:est[áa]n?|queda[n]?) garantizad[oa]s?\b|\b(?:tiene (?:mi|nuestra) palabra|cuente con (?:ello|eso|nosotros)|sin falta|no se preocupe|no tiene de qué preocuparse)\b",
    r"\b(?:su|sus|el|la|los|las|este|esta|ese|esa) (?:[\wáéíóúñ]+ ){0,3}?(?:tarifas?|multas?|recargos?|cargos?|cuotas?|penalidad(?:es)?|cobros?|pagos?|infracci[óo]n(?:es)?)(?: [\wáéíóúñ]+){0,3}? (?:(?:ya )?(?:ha|han) sido|(?:ya )?fue(?:ron)?|queda[n]?|est[áa]n?|ser[áa]n?|quedar[áa]n?)(?: ya)? (?:exent|exonerad|condonad|perdonad|anulad|cancelad|eliminad|reembolsad|devuelt|descontad|suprimid)[oa]s?\b",
    r"\b(?:hemos|he|vamos a|voy a) (?:condona(?:do|r)|perdona(?:do|r)|exonera(?:do|r)|anula(?:do|r)|cancela(?:do|r)|elimina(?:do|r)) (?:su|el|la|los|las|esa|ese|este|esta)\b",
    r"\bse (?:le|lo|la|les) (?:reembolsará|devolverá|enviará|llamará|perdonará|condonará|eximirá|avisará)n?\b|\bno (?:se le (?:cobrará|va a cobrar)|le (?:cobraremos|vamos a cobrar)|tendrá que pagar|va a tener que pagar|pagará|deberá pagar) (?:nada|ning[úu]n[oa]?|la|el|los|las|esa|ese|este|esta|m[áa]s|recargo|multa)\b",
    r"\b(?:recibirá|va a recibir|tendrá|le llegará|va a tener) (?:su|sus|la|el|los|las|una?)(?: [\wáéíóúñ]+){1,5}? (?:el (?:lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo)|ma[ñn]ana|hoy|antes del?|para el|(?:la|el) (?:pr[óo]xim[oa]|otra|otro)|en (?:un|una|unos|unas|dos|tres|cuatro|cinco|\d+)|dentro de|a m[áa]s tardar|esta (?:semana|tarde))\b",
    r"\b(?:espere|recibirá) (?:nuestra|una|mi) llamada\b|\b(?:su|el) (?:dinero|pago|dep[óo]sito) (?:le )?ser[áa] (?:devuelto|reembolsado)|se lo resolv(?:eremos|emos)\b|\btodo (?:va a )?(?:saldrá|estará|estar) bien\b",
)  # fmt: skip
_OTHERS = (
    # Chinese
    r"(?:我们|我)(?:(?:将|会|一定会|马上|稍后|明天)+(?:给您|向您|为您)?|给您|向您|为您)(?:打电话|致电|回电|电话联系)|(?:我们|我)(?:向您)?(?:保证|承诺|担保)|(?:费用|罚款|罚金|滞纳金|手续费)(?:已经?|将|会|可以)(?:被|予以|获得|为您)?(?:免除|减免|取消|豁免)|(?:您|你)(?:将|会)(?:在|于)[^，。；]{1,12}(?:之前|以前|前|内)?(?:收到|拿到)",
    r"(?:我們|我)(?:(?:將|會|一定會)+(?:給您|向您|為您)?|給您|向您|為您)(?:打電話|致電|回電)|(?:我們|我)(?:向您)?(?:保證|承諾|擔保)|(?:費用|罰款|滯納金)(?:已經?|將|會)(?:被|予以|為您)?(?:免除|減免|取消)|(?:您|你)(?:將|會)(?:在|於)[^，。；]{1,12}(?:收到|拿到)",
    # Vietnamese
    r"\b(?:chúng tôi|tôi)(?: sẽ| xin| chắc chắn sẽ)* (?:gọi (?:điện|lại)?|liên lạc (?:lại )?với|cam kết|bảo đảm|đảm bảo|hứa)\b|\b(?:lệ phí|khoản phí|tiền phạt|phí)[^.,;]{0,40} (?:đã |sẽ )?được (?:miễn|hủy|xóa)\b|\b(?:quý khách|quý vị|ông|bà|anh|chị|bạn) sẽ nhận được[^.,;]{1,40} (?:trước|vào|trong vòng)\b",
    # Tagalog
    r"\b(?:tatawagan|tatawag|kokontakin|padadalhan|ibabalik|aayusin|sisiguraduhin)(?: po)? (?:namin|kami|ko|ka namin|kayo|po kayo|ko po)\b|\b(?:ginagarantiya(?:han)?|garantisado|pinapangako|ipinapangako|nangangako|pangako)(?: po)?(?: namin| ko| kami)?\b|\b(?:tatanggalin|kakanselahin|iwa-?waive|wala na)(?: po)? (?:na )?(?:namin )?(?:po )?ang (?:inyong |iyong )?(?:multa|bayad|bayarin|penalty)\b|\bmatatanggap (?:po )?(?:ninyo|mo|nyo)[^.,;]{1,40} (?:sa|bago|sa loob ng)\b",
    # Korean
    r"(?:전화|연락)(?:를|을)? ?(?:드리겠습니다|드릴 것입니다|드릴게요|하겠습니다|해 드리겠습니다)|(?:보장|약속)(?:합니다|드립니다|해 드립니다|하겠습니다|드리겠습니다)|(?:수수료|벌금|과태료|요금|연체료)[은는이가를을]? ?(?:면제|취소|감면)(?:되었습니다|됩니다|될 것입니다|해 드리겠습니다|해 드립니다|하겠습니다)|까지 (?:받으실 것입니다|받게 되실 것입니다|받으시게 됩니다|도착할 것입니다)",
    # Armenian
    r"(?:կզանգ(?:ահարենք|ենք|եմ|ահարեմ)|կկապվենք|երաշխավորում (?:եմ|ենք)|խոստանում (?:եմ|ենք)|վստահեցնում (?:եմ|ենք))|(?:վճարը|տուգանքը|տուրքը) (?:չեղարկված|հանված|ներված|կչեղարկվի|կհանվի)",
    # Punjabi, Hindi
    r"(?:ਫ਼ੋਨ|ਫੋਨ|ਕਾਲ|ਸੰਪਰਕ) (?:ਕਰਾਂਗੇ|ਕਰਾਂਗਾ|ਕਰਾਂਗੀ)|ਗਾਰੰਟੀ (?:ਦਿੰਦੇ|ਦਿੰਦਾ|ਦਿੰਦੀ)|ਵਾਅਦਾ ਕਰਦ(?:ੇ|ਾ|ੀ)|(?:ਫੀਸ|ਫ਼ੀਸ|ਜੁਰਮਾਨਾ) ਮੁਆਫ਼? ",
    r"(?:फ़ोन|फोन|कॉल|संपर्क) (?:करेंगे|करूँगा|करूंगा|करूँगी|करूंगी)|गारंटी (?:देते|देता|देती|है)|(?:वादा|वचन) (?:करते|करता|करती|देते)|(?:शुल्क|जुर्माना|फ़ीस|फीस) (?:माफ़|माफ|रद्द) (?:कर|हो|है)",
    # Farsi, Arabic
    r"(?:با شما|به شما) (?:تماس (?:خواهیم گرفت|می‌?گیریم|می گیریم|خواهم گرفت)|زنگ (?:خواهیم زد|می‌?زنیم))|تضمین می‌?[ ‌]?کن(?:م|یم)|قول می‌?[ ‌]?ده(?:م|یم)|(?:هزینه|جریمه|عوارض)[^.،؛]{0,30}(?:بخشیده|معاف|لغو) (?:شد|می‌?شود|خواهد شد|شده است)",
    r"(?:سنتصل|سوف نتصل|سأتصل|سنهاتف|سنعاود الاتصال|سنتواصل) ?(?:بك|بكم|معك|معكم)?|(?:نضمن|أضمن|نعدك|أعدك|نتعهد|أتعهد|نؤكد) ?(?:لك|لكم)?|(?:الرسوم|الغرامة|الرسم)[^.،؛]{0,30}(?:أُ?عفي|مُ?لغا[ةه]|سيتم إلغا|تم إلغا|أُلغي)",
    # Russian
    r"\b(?:мы|я|наш\w* \w+)(?: вам| с вами)?(?: обязательно| скоро| сами)? (?:позвоним|перезвоним|позвоню|перезвоню|свяжемся|свяжусь|напишем|вернём|вернем|отменим|снимем)\b|\b(?:гарантиру(?:ю|ем)|обеща(?:ю|ем)|ручаюсь|даю слово)\b|\b(?:сбор|штраф|пеня|плата|пошлина)[^.,;]{0,30} (?:отмен[её]н[аы]?|снят[аы]?|прощ[её]н[аы]?|не (?:будет|будут) взиматься|будет отмен[её]н[аы]?)\b|\bвы получите[^.,;]{1,40} (?:до|к|в течение|завтра)\b",
    # Japanese
    r"(?:お電話|ご連絡|電話)(?:を)?(?:いたし|差し上げ|さしあげ|し)ます|(?:保証|約束|お約束)(?:いたし|し)ます|(?:手数料|料金|罰金|延滞金)(?:は|を|が)(?:免除|取り消し)(?:され|いたし|し|になり)ま|(?:まで|以内)に(?:お届け|お受け取り|届き)",
    # Khmer
    r"(?:យើង|ខ្ញុំ)(?:នឹង)?(?:ទូរស័ព្ទ|ទាក់ទង)(?:ទៅ)?(?:លោក|អ្នក)|(?:យើង|ខ្ញុំ)(?:សូម)?(?:ធានា|សន្យា)|(?:ថ្លៃ|ការពិន័យ)[^។]{0,30}(?:ត្រូវបាន)?(?:លើកលែង|លុបចោល)",
)  # fmt: skip
_PROMISES = re.compile("|".join((*_ENGLISH, *_SPANISH, *_OTHERS)), re.IGNORECASE)

# A clause that denies: "we cannot guarantee", "nobody here can promise", "no promise that …".
_DENIED = re.compile(
    r"(?:\b(?:not|cannot|can['’]t|never|won['’]t|don['’]t|doesn['’]t|nobody|unable to|no one|without|nor|neither|nunca|jamás|tampoco|ni|không|hindi|не)\s+(?:[\w’']+\s+){0,3}"
    r"|\bno (?:le |les |se |lo )?(?:podemos|puedo|puede|pueden)?\s*|\bno\s+)$",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:if|whether|in case|unless|si|en caso de que|a menos que)\s+(?:[\w’']+\s+){0,2}$",
    re.IGNORECASE,
)
_ASKING_WITHIN = re.compile(r"\b(?:whether|if)\b", re.IGNORECASE)
_GRAVE = re.compile(
    r"guarante|promis|pledge|waive|refund|reimburs|forg[ia]v|dismiss|cancel|charged|owe|pay |garant|promet|asegur|condona|perdona|exent|exonera|reembols|devol|cobrar|pagar"
    r"|保|承诺|免|减|減|hứa|cam kết|miễn|garantis|pangako|보장|약속|면제|երաշխ|խոստ|ਗਾਰੰਟੀ|गारंटी|वादा|تضمین|قول|نضمن|أضمن|гарант|обеща|отмен|保証|約束|免除|ធានា|សន្យា|លើកលែង",
    re.IGNORECASE,
)
_OURS_ALONE = re.compile(
    r"guarante|promis|pledge|assure|waiv|forg[ia]v|dismiss|garanti|promet|asegur|condona|perdona|exent|exonera",
    re.IGNORECASE,
)
_DEPENDS = re.compile(
    r"\b(?:if|unless|only|may|might|can|cannot|not|no|once|except|until|si|solo|sólo|puede)\b"
)
_FEWEST = 3
_HALF = 0.5
_SAID_SO = 0.75
"""The share of telling words at which a rule says the same, so that it is no promise of ours."""


def check(reply: Reply) -> Iterator[Check]:
    """A mark on each promise, up to the end of its clause."""
    for sentence, place in claims(reply):
        for match in _PROMISES.finditer(sentence):
            if _is_denied(sentence, match) or _is_a_rule(reply, sentence, match[0]):
                continue
            grave = _GRAVE.search(match[0]) is not None
            yield Check(
                RULE,
                Severity.DANGER if grave else Severity.CAUTION,
                place + match.start(),
                place + match.end(),
                "This promises what no clerk can promise. Say what the rule says, or take it out."
                if grave
                else "This promises what the office will do. Say it only if it is certain.",
            )


def _is_denied(sentence: str, match: re.Match[str]) -> bool:
    before = sentence[: match.start()]
    asks = _ASKING.search(before) or _ASKING_WITHIN.search(match[0]) or sentence.endswith("?")
    return bool(asks) or _DENIED.search(before) is not None


def _is_a_rule(reply: Reply, sentence: str, said: str) -> bool:
    """Whether a rule says the same of everybody: then it is told, not promised. A rule that makes
    it depend on something says less than a promise does.
    """
    rules, words = reply.rules or reply.evidence, folded(said)
    if any(words in line.folded for line in nearest(rules, sentence, _HALF)):
        return True
    acts = telling(said)
    if not acts or len(telling(sentence)) < _FEWEST:
        return False
    depends = _DEPENDS.search(folded(sentence)) is not None
    return any(
        len(acts & line.stems) >= _SAID_SO * len(acts)
        and (depends or not (_OURS_ALONE.search(said) or _DEPENDS.search(line.folded)))
        for line in nearest(rules, sentence, _SAID_SO)
    )
