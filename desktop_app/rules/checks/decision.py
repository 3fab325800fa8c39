# SPDX-License-Identifier: Apache-2.0
"""Decisions that are not the clerk's: that a person is eligible, that a license is valid again,
that a request is approved, that nobody will be fined.

A reply tells what the rule is and what it depends on; what becomes of this person's case is decided
elsewhere, on papers that the reply's writer has not seen. A sentence with a condition ("you qualify
if …", "once your license is reinstated") tells the rule and is left alone, and so is what the
customer herself has said happened.
"""

import re
from collections.abc import Iterator

from desktop_app.domain.draft import Check, Severity
from desktop_app.domain.reply import Reply
from desktop_app.rules import check_names
from desktop_app.rules.likeness import claims, folded, lines_of

RULE = check_names.DECISION

_THING = (
    r"(?:driver['’]?s?['’]? )?(?:licen[sc]e|license plates?|permit|registration|title|id(?:entification)?(?: card)?|application|request|claim|appeal|case|hearing|petition|refund|waiver|exemption|extension|placard|driving privileges?|privileges?"
    r"|suspension|revocation|ticket|citation|penalt(?:y|ies)|fines?|fees?|charges?|record|test|exam|renewal|transfer|transaction|paperwork|documents?|papers?|car|vehicle|proof|hold|stop|points?)"
)
_YOUR = rf"(?:your|his|her|their|this|the customer['’]s)(?: [\w’'-]+){{0,3}}? {_THING}"
_NOW = r"(?: already| now| hereby| therefore| all| both| also| again| just| fully| officially| currently| clearly| definitely| automatically| of course)*"
_DONE = (
    r"(?:exempt|eligible|ineligible|entitled|qualified|approved|granted|accepted|denied|rejected|refused|reinstated|restored|cleared|dismissed|suspended|revoked|cancell?ed|waived|lifted|extended|renewed|transferred|valid(?: again)?|invalid|active(?: again)?|in good standing"
    r"|closed|completed?|processed|expunged|removed|void|legal|good to go|in order|sufficient|acceptable|fine|turned down|upheld|overruled|overturned|successful)"
)
_STATE = (
    r"(?:eligible|ineligible|entitled|exempt(?:ed)?|qualified|disqualified|approved|denied|cleared|authori[sz]ed|free to (?:drive|go|leave|use|sell|register)|good to go|all set|in (?:violation|compliance|good standing)|liable|at fault|guilty|innocent"
    r"|responsible for (?!\w+ing\b)|fit to drive|unfit to drive|safe to drive|legal(?:ly allowed)? to drive|off the hook|in the clear|excused|reinstated|suspended|revoked|fined)"
)
_PUNISHED = r"(?:fined|charged|penali[sz]ed|cited|ticketed|arrested|prosecuted|suspended|revoked|sued|held (?:liable|responsible)|punished|audited|investigated|disqualified|denied|refused|turned away|pulled over|towed|impounded|billed)"
_I = r"(?:we|i|(?:the|our|this|my) (?:office|department|supervisor|manager|dmv|agency))"

_ENGLISH = (
    rf"\byou(?:['’]re| are| were)(?! not (?:required|obliged|obligated))(?: not| no longer)?{_NOW} {_STATE}\b",
    r"\byou(?: do not| don['’]t| would| will| certainly| clearly| definitely| already| indeed| now)*(?: not)? (?:qualify|meet (?:(?:all|every|each)(?: of)? )?(?:(?:the|our|its) )?(?:requirements?|criteria|conditions?|standards?))\b",
    rf"\b{_YOUR} (?:is|are|was|were|has been|have been|had been|(?:will|shall|['’]ll)(?: not)? be)(?: not)?{_NOW} {_DONE}\b",
    (rf"\b{_I}(?:['’]ve|['’]ll|['’]m|['’]re| have| has| had| will| hereby| am| are| is| do| did)*(?: also| now| already| just| hereby| not| going to| happy to| pleased to)* (?:approv(?:e|es|ed|ing)|den(?:y|ies|ied|ying)|grant(?:s|ed|ing)?|reject(?:s|ed|ing)?|reinstat(?:e|es|ed|ing)|overturn(?:s|ed|ing)?"
    r"|accept(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|clear(?:s|ed|ing)?|excus(?:e|es|ed|ing)|lift(?:s|ed|ing)?|revok(?:e|es|ed|ing)|suspend(?:s|ed|ing)?|extend(?:s|ed|ing)?|allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|exempt(?:s|ed|ing)?|refus(?:e|es|ed|ing))"
    rf" (?:you\b|him\b|her\b|them\b|(?:your|this|that|the|his|her|these)(?: [\w’'-]+){{0,3}}? {_THING}\b)"),
    rf"\b{_I}(?:['’]ve|['’]ll|['’]m|['’]re| have| has| will| hereby| am| are| is)*(?: also| now| already| just| hereby| not| going to)* (?:approv(?:e|es|ed|ing)|den(?:y|ies|ied|ying)|grant(?:s|ed|ing)?|reject(?:s|ed|ing)?|accept(?:s|ed|ing)?|excus(?:e|es|ed|ing)|clear(?:s|ed|ing)?) (?:your|his|her|their)(?! (?:\w+ )?(?:payments?|checks?|cards?|cash|money))(?: [\w’'-]+)\b",
    rf"\b{_I}(?: hereby| also| now)? (?:find|conclude|determine|rule|hold) (?:that|for you|against you|in your favor|you)\b",
    rf"\b{_I}(?: hereby| now)? (?:consider|regard|treat|see) you (?:as |an? |to be )|\byou(?:['’]ll| will| may| can)(?: now| surely| certainly)? keep your (?:license|licence|registration|plates?|privileges?|permit)\b|\byour (?:appeal|claim|request|petition|case) (?:succeeds|fails|wins|loses|stands)\b",
    r"\byou did (?:nothing|something|not do anything|no) wrong\b|\b(?:and|but|so) (?:are|were) not (?:at fault|liable|guilty|responsible for|in violation)\b",
    rf"\b{_I}(?:['’]ve| have| has| had)?(?: also| now| already| just)* (?:decided|determined|concluded|ruled|found|made (?:a|the|our|my) decision)(?: (?:that|to|in|you|your|about|on|against|not)\b|[:,.])",
    rf"\byou(?: will not| won['’]t|['’]ll not|['’]ll never| will never| are not going to| aren['’]t going to| cannot| can['’]t) (?:be {_PUNISHED}|get (?:a |any )?(?:ticket|fine|penalty|points?|citation|bill)s?|lose your (?:license|licence|registration|car|privileges?)|face (?:a|any)\b|have any (?:trouble|problems?))",
    rf"\byou(?: will|['’]ll| are going to| shall)(?: probably| likely| certainly| definitely| surely| automatically)? (?:be {_PUNISHED}|lose your (?:license|licence|registration|driving|car)|win|(?:pass|fail) the (?:\w+ )?(?:test|exam|hearing)|be (?:approved|reinstated|granted|accepted|exempt(?:ed)?|eligible|cleared))\b",
    r"\bno (?:fine|penalty|ticket|charges?|action|suspension|late fee)s? (?:will|shall) be (?:issued|imposed|charged|filed|taken|added|assessed|due)\b(?: against you| to you| on you| in your case)?",
    r"\b(?:it is|it['’]s|that is|that['’]s) (?:not )?(?:perfectly |completely |fully |quite )?(?:legal|illegal|lawful|unlawful|fine|ok(?:ay)?|all right|safe) for you to\b",
    r"\b(?:the court|the judge|the hearing officer|the officer|dmv|the department) (?:will|shall) (?:surely |certainly |definitely |probably |likely )?(?:approve|grant|deny|reject|dismiss|reinstate|accept|side|rule|decide|find|waive|drop|overturn) (?:in|for|your|you|this|against)\b",
    r"\b(?:you|your \w+) (?:have|has)(?: already| now| just)? (?:passed|failed|met (?:all |every )?(?:of )?(?:the |our )?(?:requirements?|criteria|conditions))\b|\byou (?:passed|failed) (?:the|your)\b|\b(?:was|has been|is) (?:decided|ruled) (?:in your favor|against you)\b|\byou (?:may|can)(?: now| again| already| legally| safely)+ drive(?: again)?\b",
)  # fmt: skip
_ES_THING = r"(?:licencia|permiso|registro|matr[íi]cula|t[íi]tulo|solicitud|petici[óo]n|reclamo|apelaci[óo]n|caso|audiencia|reembolso|exenci[óo]n|pr[óo]rroga|placas?|tarjeta|identificaci[óo]n|suspensi[óo]n|multas?|infracci[óo]n|penalidad|recargo|tr[áa]mite|renovaci[óo]n|traspaso|documentos?|veh[íi]culo|carro|examen)"
_SPANISH = (
    r"\b(?:usted |ud\. |sí |ya |tambi[ée]n )*(?:es|est[áa]|queda|ha sido|fue)(?: ya| ahora| plenamente| totalmente)? (?:elegible|inelegible|apt[oa] para|exent[oa]|aprobad[oa]|calificad[oa]|descalificad[oa]|autorizad[oa]|exonerad[oa]|habilitad[oa]|responsable de|culpable)\b",
    r"\b(?:usted|ud\.) (?:s[íi] |no |ya )*(?:califica|cumple (?:con )?(?:todos )?(?:los|las) (?:requisitos|condiciones)|tiene derecho)\b",
    rf"\b(?:su|sus|esta|este)(?: [\wáéíóúñ]+){{0,2}}? {_ES_THING}(?: de [\wáéíóúñ]+){{0,2}} (?:ya |ahora |no )*(?:est[áa]n?|ha sido|han sido|fue|fueron|queda[n]?|ser[áa]n?|sigue|es)(?: ya| ahora| de nuevo| nuevamente| no)* (?:aprobad|aceptad|negad|rechazad|denegad|reinstalad|restituid|restablecid|restaurad|suspendid|revocad|cancelad|v[áa]lid|vigente|anulad|desestimad|renovad|extendid|concedid|cerrad|levantad|transferid)[oae]?s?\b",
    rf"\b(?:hemos|he|(?:la|nuestra|esta) oficina ha|le|se le|se) (?:ya )?(?:aprob(?:ado|amos|ó)|neg(?:ado|amos|ó)|rechaz(?:ado|amos|ó)|conced(?:ido|emos|ió)|acept(?:ado|amos|ó)|reinstal(?:ado|amos|ó)|restitu(?:ido|imos|yó)|autoriz(?:ado|amos|ó)|otorg(?:ado|amos|ó)|suspend(?:ido|emos|ió)|revoc(?:ado|amos|ó)) (?:su|sus|la|el|esta|este)(?: [\wáéíóúñ]+){{0,2}}? ?{_ES_THING}\b",
    r"\b(?:le|lo|la|les) (?:autorizamos|aprobamos|negamos|concedemos|eximimos|permitimos|exoneramos)\b|\b(?:aprobamos|negamos|rechazamos|concedemos|autorizamos|hemos (?:decidido|determinado|resuelto|concluido)|he (?:decidido|determinado)) [\wáéíóúñ]+\b",
    r"\bno (?:(?:le|se le|lo|la) (?:multar[áa]n?|multaremos|sancionar[áa]n?|suspender[áa]n?|quitar[áa]n?|impondr[áa]n?|arrestar[áa]n?|van a (?:multar|sancionar|suspender|quitar|arrestar))|(?:ser[áa]|va a ser) (?:multad|sancionad|suspendid|arrestad|acusad|penalizad|demandad)[oa]|(?:recibir[áa]|tendr[áa]) (?:una|ninguna) (?:multa|sanci[óo]n|infracci[óo]n)|perder[áa] su (?:licencia|registro))\b",
    r"\b(?:ser[áa]|va a ser) (?:multad|sancionad|aprobad|arrestad|aceptad|reinstalad)[oa]\b|\bya puede (?:manejar|conducir)\b|\bes (?:legal|l[íi]cito) que usted\b",
)  # fmt: skip
_OTHERS = (
    r"(?:您|你)(?:完全|已经?|现在|目前)*(?:符合(?:所有)?(?:资格|条件|要求)|有资格|没有资格|不符合资格)|(?:您|你)的[^，。；]{1,12}(?:已经?|现已|已被|将会?)(?:获得?)?(?:批准|恢复|核准|拒绝|驳回|撤销|吊销)|(?:我们|我)(?:已经?|决定|现)*(?:批准|拒绝|同意|决定)(?:了)?(?:您|你)的|(?:您|你)(?:将|会)?不会(?:被)?(?:罚款|处罚|起诉|吊销)",
    r"(?:您|你)(?:完全|已經?|現在)*(?:符合(?:資格|條件)|有資格|沒有資格)|(?:您|你)的[^，。；]{1,12}(?:已經?|已被)(?:獲得?)?(?:批准|恢復|核准|拒絕|吊銷)|(?:您|你)不會(?:被)?(?:罰款|處罰)",
    r"\b(?:quý khách|quý vị|ông|bà|anh|chị|bạn) (?:đã |hoàn toàn |không )*(?:đủ điều kiện|hội đủ điều kiện|được miễn|được chấp thuận)\b|\b(?:bằng lái(?: xe)?|giấy phép|đơn|hồ sơ|đăng ký)[^.,;]{0,30} (?:đã |sẽ )?(?:được (?:chấp thuận|phê duyệt|khôi phục|phục hồi)|bị (?:từ chối|thu hồi|đình chỉ))\b|\b(?:quý khách|quý vị|bạn) sẽ không bị (?:phạt|truy tố)\b|\bchúng tôi (?:đã )?(?:chấp thuận|từ chối|phê duyệt|quyết định)\b",
    r"\b(?:kwalipikado|karapat-dapat)(?: na)?(?: po)?(?: kayo| ka)\b|\b(?:aprobado|naaprubahan|naibalik|tinanggihan|suspendido|kanselado)(?: na)?(?: po)? ang (?:inyong|iyong)\b|\bhindi (?:po )?(?:kayo|ka) (?:pagmumultahin|mumultahan|makakasuhan)\b|\b(?:inaprubahan|tinanggihan|pinapayagan)(?: na)?(?: po)? namin\b",
    r"(?:고객님|귀하)[은는께서]* ?(?:자격이 (?:있습니다|없습니다|됩니다)|대상(?:입니다|이 아닙니다)|면제(?:됩니다|대상입니다))|(?:면허|신청|등록|요청)[^.,]{0,12}[은는이가] ?(?:승인|복원|회복|거부|거절|취소|정지)(?:되었습니다|됩니다|될 것입니다)|벌금[은이을]? ?(?:부과되지|내지) 않(?:습니다|으실|을)|(?:승인|거부|거절|결정)(?:합니다|하였습니다|했습니다)",
    r"(?:Դուք|դուք) (?:իրավասու|իրավունակ|ազատված) եք|(?:դիմումը|վարորդական իրավունքը|արտոնագիրը)[^։,]{0,20} (?:հաստատված|մերժված|վերականգնված|կասեցված) է|(?:հաստատում|մերժում) ենք Ձեր|չեք տուգանվի",
    r"ਤੁਸੀਂ (?:ਯੋਗ|ਅਯੋਗ) ਹੋ|(?:ਲਾਇਸੰਸ|ਲਾਇਸੈਂਸ|ਅਰਜ਼ੀ|ਅਰਜੀ)[^।,]{0,20} (?:ਮਨਜ਼ੂਰ|ਮਨਜੂਰ|ਬਹਾਲ|ਰੱਦ|ਮੁਅੱਤਲ) (?:ਹੋ|ਕਰ|ਹੈ)|ਜੁਰਮਾਨਾ ਨਹੀਂ (?:ਹੋਵੇਗਾ|ਲੱਗੇਗਾ)",
    r"आप (?:पात्र|अपात्र|योग्य|अयोग्य) (?:हैं|नहीं हैं)|(?:लाइसेंस|आवेदन|अनुरोध|पंजीकरण)[^।,]{0,20} (?:स्वीकृत|मंज़ूर|मंजूर|बहाल|निलंबित|रद्द|अस्वीकृत|अस्वीकार) (?:हो|कर|है)|जुर्माना नहीं (?:लगेगा|होगा|लगाया)",
    r"شما (?:واجد شرایط|مجاز|معاف|فاقد شرایط) (?:هستید|می‌?باشید|نیستید)|(?:گواهینامه|درخواست|تقاضا)[^.،؛]{0,25} (?:تأیید|تایید|تصویب|رد|بازگردانده|تعلیق|لغو) (?:شد|شده است|می‌?شود|خواهد شد)|(?:شما )?جریمه نخواهید شد",
    r"(?:أنت|أنتِ|أنتم|إنك) (?:مؤهل|مؤهلة|غير مؤهل|معفى|معفي|مستحق)|(?:رخصتك|رخصة قيادتك|طلبك|تسجيلك)[^.،؛]{0,20}(?:تمت الموافقة|موافق عليه|مرفوض|تم رفض|أعيدت|معلقة|سارية)|(?:تمت الموافقة على|تم رفض|تم قبول|تمت إعادة) (?:طلبك|رخصتك)|لن (?:يتم تغريمك|تُ?غرم|تدفع غرامة)",
    r"\bвы (?:имеете право|не имеете права|соответствуете|освобожден[аы]?|признан[аы]?|можете снова водить)\b|\bваш[аеи]? (?:[\w-]+ ){0,2}(?:заявлени[ея]|заявк[аи]|прав[аo]|лицензия|регистрация|запрос|ходатайство)[^.,;]{0,25} (?:одобрен[аоы]?|удовлетворен[аоы]?|отклонен[аоы]?|восстановлен[аоы]?|приостановлен[аоы]?|аннулирован[аоы]?)\b|\b(?:мы|я) (?:одобр(?:яем|или|яю)|отклон(?:яем|или)|решил[иа]?)\b|\bвас не (?:оштрафуют|накажут|будут штрафовать)\b",
    r"(?:お客様|あなた)(?:は|には)(?:資格があり|資格がありません|対象(?:です|となり|ではあり)|免除され)|(?:免許|申請|登録|請求)[^、。]{0,12}(?:は|が)(?:承認|許可|却下|復活|回復|停止|取り消し?|取消)(?:され|し)(?:まし|て)|罰金(?:は|を)(?:科され|課され|かかり)ません|(?:承認|却下|許可)(?:いたし|し)ます",
    r"(?:លោកអ្នក|អ្នក)(?:មាន|គ្មាន)សិទ្ធិទទួល|(?:ប័ណ្ណបើកបរ|ពាក្យសុំ|សំណើ)[^។]{0,25}ត្រូវបាន(?:អនុម័ត|យល់ព្រម|បដិសេធ|ស្ដារ|ព្យួរ)|អ្នកនឹងមិនត្រូវ(?:ពិន័យ|ផាកពិន័យ)",
)  # fmt: skip
_DECISIONS = re.compile("|".join((*_ENGLISH, *_SPANISH, *_OTHERS)), re.IGNORECASE)

_CONDITION = re.compile(
    r"\b(?:if|when(?:ever)?|once|after|until|till|unless|whether|while|where|provided(?: that)?|as long as|so long as|before|in case|only|depends|depending|may|might|could|would|should|must|need(?:s)? to|have to|has to|in order|to (?:be|get|have|see|find out|check|learn|qualify)"
    r"|does not mean|do(?:es)? not know|cannot (?:say|tell|know|decide)|can['’]t (?:say|tell|decide)|not (?:for us|ours|mine) to (?:say|decide)|decides?|say (?:that|whether)|which|who|that (?:is|are)|for example|possible|usually|generally|likely"
    r"|si|cuando|una vez|despu[ée]s|hasta|a menos|siempre que|mientras|antes de|en caso|depende|podr[íi]a[n]?|pued[ae]n?|debe[n]?|para (?:que|saber|ver))\b"
    r"|如果|若|一旦|当|只要|是否|除非|可能|nếu|khi|có thể|trừ khi|kung|kapag|maaaring|면\b|경우|여부|եթե|երբ|ਜੇ|ਜਦੋਂ|यदि|अगर|जब|اگر|وقتی|إذا|عندما|قد |если|когда|может|場合|かどうか|もし|ប្រសិនបើ|នៅពេល",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\b(?:sorry|understand|(?:you|your) (?:\w+ )?(?:told|tell|wrote|write|said|say|mention(?:ed)?|ask(?:ed)?|describe[d]?|report(?:ed)?)|lamentamos|sentimos)\b",
    re.IGNORECASE,
)
_OWN_CLAUSE = re.compile(
    r"[;:—–]|, so |,? (?:so|and|but|therefore|which means)(?: now)?,? (?=you|we|i\b|your|no\b)|,? (?:as[íi] que|y|pero|por lo tanto) (?=usted|su|no\b)|[，；،؛]",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"^(?:\W*)(?:if|when|once|after|until|unless|as long as|provided|before|in case|where|si|cuando|una vez|despu[ée]s|a menos|siempre que|如果|若|一旦|nếu|khi|kung|kapag|եթե|ਜੇ|यदि|अगर|اگر|إذا|если|когда|もし|ប្រសិនបើ)",
    re.IGNORECASE,
)
_SAID_BY_CUSTOMER = re.compile(
    r"suspen|revo[ck]|den(?:y|ied|eg)|reject|rechaz|cancel|expired|fined|multad|cited|refus|turned away|neg(?:ad|ó)|clos",
    re.IGNORECASE,
)


def check(reply: Reply) -> Iterator[Check]:
    """A mark on each decision."""
    for sentence, place in claims(reply):
        for match in _DECISIONS.finditer(sentence):
            if _is_conditional(sentence, match) or _is_told(reply, match[0]):
                continue
            yield Check(
                RULE,
                Severity.DANGER,
                place + match.start(),
                place + match.end(),
                "This decides the customer's case. Say what the rule is and what it depends on.",
            )


def _is_conditional(sentence: str, match: re.Match[str]) -> bool:
    """Whether the clause with the decision says on what it depends."""
    if _LEADS.match(sentence) or sentence.rstrip('"”»').endswith(("?", "？", "؟", "՞")):
        return True
    cuts = [cut.end() for cut in _OWN_CLAUSE.finditer(sentence)]
    begins = max((cut for cut in cuts if cut <= match.start()), default=0)
    ends = min((cut for cut in cuts if cut >= match.end()), default=len(sentence))
    before, after = sentence[begins : match.start()], sentence[match.end() : ends]
    told = _REPORTED.search(before) is not None
    return told or _CONDITION.search(f"{before}|{after}") is not None


def _is_told(reply: Reply, said: str) -> bool:
    """Whether the customer has said it of herself, or a rule says it in these words."""
    suffered = _SAID_BY_CUSTOMER.search(said)
    if suffered and suffered[0].casefold()[:5] in reply.inquiry.casefold():
        return True
    words = folded(said)
    return any(words in line.folded for line in lines_of(reply.rules or reply.evidence))
