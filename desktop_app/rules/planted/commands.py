# SPDX-License-Identifier: Apache-2.0
"""Words that speak to a program: the rules of the screen that have a name, in the languages of the
office and some more.

A pattern is as narrow as it can be: a customer may ask to ignore her last message, act for her
mother or have instructions sent to her.
"""

import re

OVERRIDE = "override"
"""Told to drop its instructions."""
ROLE = "role-play"
"""Told to be somebody else."""
FRAME = "fake-frame"
"""Dressed up as the words of a system, an assistant or a tool."""
LEAK = "prompt-leak"
"""Asked for its instructions or for rules that are the office's own."""
LINK = "planted-link"
"""Told to put a link, a picture or an address into the reply."""
REPLY = "steered-reply"
"""Told what the reply has to say or look like, whatever the rules say."""
ADDRESSED = "addressed-to-a-program"
"""Speaks to an AI, not to the office."""

_GAP = r"[^.!?。！？।։؟\n]"

_OVERRIDE = (
    # English
    (
        r"(?<!\bi )(?<!\bwe )(?<!\bcan i )\b(?:ignor(?:e|ing)|disregard(?:ing)?|forget|overrid(?:e|ing)|bypass|abandon|drop|erase|delete|discard"
        rf"|do(?:n'?n?[’']?t| not) (?:follow|obey)|stop following|pay no (?:attention|heed) to|never ?mind|set aside|leave behind|depart from|deviat\w+ from|contrary to)\b{_GAP}{{0,40}}?"
        r"\b(?:previous|prior|above|earlier|preceding|former|original|existing|current|initial|system|safety|all|any|every|your|these|those|other)\b"
        rf"{_GAP}{{0,30}}?\b(?:instructions?|prompts?|rules|guidelines|directions|directives?|orders|commands|programming|assignments|tasks|training|constraints|restrictions|guardrails|context|thoughts|policy|policies|documents|documentation|articles)\b"
        r"(?! (?:i|we|you) (?:gave|sent|mailed|got|received|were given|read))"
    ),
    r"\b(?:ignore|disregard|forget) (?:(?:about )?(?:everything|all(?: of)?(?: that| this)?|anything)(?: (?:that|you))?[ ,]*(?:above|before|prior|previous(?:ly)?|you(?:[’']ve| have)? (?:know|were told|been told|have been told|learned|read|said)|else|we discussed|i said)?|(?:the )?above\b|what(?:ever)? (?:is|was|came|you were told|they told you))(?=[^.!?\n]{0,80}(?:[.,:;!?-]|and|just|now|write|print|say|tell|output|before|above|instead))",
    r"\b(?:leave|put) (?:all )?(?:the )?(?:previous|prior|earlier|above) (?:information|instructions|tasks|conversation) (?:behind|aside|out)",
    r"\b(?:remove|clear|wipe) (?:all )?(?:the )?(?:previous|prior|earlier) (?:tasks|instructions|assignments|memory)\b",
    r"\b(?:new|updated|revised|additional|further|secret|hidden|special) (?:instructions?|tasks?|directives?|orders)(?: (?:now )?follow\b|\s*[:-])",
    r"\b(?:change|replace|update|rewrite) your (?:system )?(?:instructions?|prompt|rules|guidelines|programming)\b",
    r"\byour (?:new |real |true |actual |only )(?:instructions?|task|goal|purpose|objective|job|directive)s? (?:is|are|now)\b",
    r"\bdespite (?:of )?(?:what|everything) you(?:[’']ve| have)? (?:been told|were told|read)",
    r"\b(?:in|enter|switch to|enable|activate|you are in) (?:developer|debug|god|admin(?:istrator)?|supervisor|maintenance|unrestricted|jailbreak|dan|root|override|test) mode\b",
    # Spanish, Portuguese, French, Italian, German, Croatian
    rf"\b(?:ignor[ae]n?|olvid[ae]n?|olvide todo|descart[ae]n?|haz caso omiso|hag?a caso omiso|no sigas?|omit[ae]n?|borr[ae]n?)\b{_GAP}{{0,40}}?\b(?:instrucci[oó]n(?:es)?|indicaciones|[oó]rdenes|reglas|directrices|normas|comandos|lo anterior|todo (?:lo )?(?:que|anterior))\b(?! (?:que (?:le|les|te) (?:mand|envi)|de mi))",
    r"\bolvid\w+ (?:de )?todo\b(?: lo| que|,| y)",
    r"\b(?:nuevas?|siguientes?) (?:instrucci[oó]n(?:es)?|[oó]rdenes|tareas?) ?(?:para (?:el|la) (?:asistente|ia|sistema|modelo))",
    rf"\b(?:ignore[mz]?|esque[cç]a[m]?|desconsidere)\b{_GAP}{{0,30}}\b(?:instru[cç][oõ]es|regras|ordens|tudo)\b",
    rf"\b(?:oubli(?:ez|e)|ignor(?:ez|e)|ne tenez pas compte)\b{_GAP}{{0,30}}\b(?:instructions|consignes|r[eè]gles|ordres|tout ce qui)\b",
    rf"\b(?:ignora|dimentica)\b{_GAP}{{0,30}}\b(?:istruzioni|regole|ordini)\b",
    rf"\b(?:ignorier(?:e|en|t)|vergiss|vergessen|missachte\w*|verwirf)\b{_GAP}{{0,40}}\b(?:anweisung\w*|befehl\w*|auftr[aä]g\w*|aufgabe\w*|vorgabe\w*|regel\w*|instruktion\w*|alles|angaben|ausf[uü]hrungen|gesagte)\b",
    r"\b(?:anweisung\w*|befehle|ausf[uü]hrungen|instruktion\w*) (?:oben )?(?:ignorieren|vergessen|missachten)\b|\babweichend (?:zu|von) vorherigen",
    r"\b(?:zaboravi|ignori[rš]\w+)\b[^.!?\n]{0,20}\b(?:instrukcije|upute|naredbe)\b",
    r"\b(?:neue|weitere) (?:anweisungen|aufgaben)\b[^.!?\n]{0,20}",
    # Vietnamese, Tagalog
    rf"(?:bỏ qua|phớt lờ|quên(?: đi)?|không (?:cần )?tuân theo){_GAP}{{0,30}}(?:hướng dẫn|chỉ dẫn|chỉ thị|lệnh|quy tắc|mọi thứ|tất cả){_GAP}{{0,20}}(?:trước|trên|của bạn|đã)",
    rf"\b(?:huwag (?:mo(?:ng)? )?(?:sundin|pansinin)|balewalain|kalimutan|i-?ignore)\b{_GAP}{{0,40}}\b(?:tagubilin|utos|instruksyon|instructions?|patakaran|alituntunin|panuto)\b",
    # Chinese, Japanese, Korean
    r"(?:忽略|无视|無視|忘记|忘記|忘掉|不要理会|不要遵[守循]|不用理會|取消)[^。！？\n]{0,16}(?:指示|指令|规则|規則|提示词?|提示詞|命令|设定|設定|要求|内容|所有)(?!书)",
    r"(?:指示|命令|ルール|規則|プロンプト|指令)(?:を|は)?(?:すべて|全て|全部)?(?:無視|忘れ)",
    r"(?:지시|명령|규칙|지침|프롬프트|안내)[^.!?\n]{0,10}(?:무시|잊어|따르지)",
    # Armenian, Punjabi, Hindi, Farsi, Arabic, Russian, Khmer
    rf"(?:անտեսի|անտեսեք|անտեսիր|մոռացի|մոռացեք|մոռացիր){_GAP}{{0,40}}(?:հրահանգ|ցուցում|կանոն|հրաման)|(?:հրահանգ|ցուցում|կանոն|հրաման)\w*{_GAP}{{0,20}}(?:անտես|մոռաց)",
    rf"(?:ਹਦਾਇਤ|ਨਿਰਦੇਸ਼|ਹੁਕਮ|ਨਿਯਮ)\S*{_GAP}{{0,25}}(?:ਅਣਡਿੱਠ|ਨਜ਼ਰਅੰਦਾਜ਼|ਭੁੱਲ|ਅਣਦੇਖ)",
    rf"(?:निर्देश|आदेश|नियम|अनुदेश)\S*{_GAP}{{0,25}}(?:अनदेखा|नज़रअंदाज़|नजरअंदाज|भूल जा|उपेक्षा|न मान)",
    rf"(?:دستور|دستورالعمل|قوانین|قواعد|فرمان){_GAP}{{0,30}}(?:نادیده|فراموش|توجه نکن)|(?:نادیده بگیر|فراموش کن){_GAP}{{0,30}}(?:دستور|قوانین|قواعد)",
    rf"(?:تجاهل|انس|تجاهلوا|اهمل|أهمل|لا تتبع){_GAP}{{0,30}}(?:التعليمات|الأوامر|القواعد|الإرشادات|تعليمات|أوامر|قواعد)",
    rf"(?:игнорируй\w*|проигнорируй\w*|забудь\w*|не обращай\w* внимания на|отбрось\w*|не следуй\w*){_GAP}{{0,40}}(?:инструкци|указани|правил|команд|приказ|распоряжени|всё|все )",
    rf"(?:មិនអើពើ|បំភ្លេច|កុំធ្វើតាម|កុំគោរព){_GAP}{{0,40}}(?:ការណែនាំ|បញ្ជា|ច្បាប់|សេចក្តីណែនាំ)",
)

_ROLE = (
    r"\b(?:from now on|now|okay|ok|henceforth)[,.]? you(?:[’']re| are| will be| act)\b(?! (?:the|my) (?:only|last))(?! (?:closed|open|asking|saying|telling|charging|requiring|able|not|going|all))",
    r"\byou are (?:now )?(?:an? )?(?:evil|unrestricted|uncensored|unfiltered|jailbroken|helpful|large|ai\b|language model|chatbot|chatgpt|gpt|dan\b|linux|python|translat\w+bot|pirate|hacker)",
    r"\b(?:i want|i need|i would like|i[’']d like) you to (?:act|behave|pretend|respond|reply|role-?play|answer|only reply|speak|talk) (?:as|like|with|only)\b",
    r"(?:^|[.!?\n]\s*|\bplease |\bnow )(?:act|behave|respond|reply|answer|speak|talk) (?:as|like) (?:if you (?:were|are) )?(?:an?|the) (?!(?:soon|quick|prompt|agent for|representative of))",
    r"(?<!not )(?<!n't )(?<!n’t )\b(?:pretend|imagine|suppose|assume)(?: that)? you(?:[’']re| are| have| can| were)\b(?! (?:me\b|in my|at my|reading|standing|a customer|76|80|in a wheelchair))",
    r"\byou are (?:role-?playing|playing the role|in character)\b|\b(?:do not|never|don[’']t) break character\b|\bstay in (?:character|(?:your|their|the) roles?)\b",
    r"\b(?:act[uú]a|comp[oó]rtate|finge|responde) como (?:si fueras |un |una )|\bahora eres\b|\ba partir de ahora (?:eres|ser[aá]s|act)",
    r"\b(?:als|wie ein\w*) [\w -]{2,40} (?:fungieren|agieren|antworten)\b|\b(?:nun|jetzt|ab jetzt) bist du\b|\bstell dir vor, du bist\b|\bdu bist (?:nun|jetzt|ein\w*)\b",
    r"\bmaintenant,? tu es\b|\bagis comme\b|\bbạn (?:bây giờ )?là một (?:ai|trợ lý|hacker)|\b(?:hãy )?đóng vai\b|\bmagpanggap (?:ka|kang)\b",
    r"(?:你现在是|你現在是|假装你是|假裝你是|(?:请|請|你)(?:来|來)?扮演)|(?:あなたは(?:今から|これから)|のふりをして|になりきって)|(?:너는 이제|당신은 이제|지금부터 (?:너는|당신은)|역할을 (?:해|맡아))",
    r"(?:теперь ты|представь,? что ты|веди себя как|притворись)|(?:أنت الآن|تظاهر (?:بأنك|أنك)|تصرف ك)|(?:وانمود کن|تو اکنون|از این به بعد تو)|(?:अब तुम|अब आप एक|मान लो कि तुम)|(?:ਹੁਣ ਤੁਸੀਂ ਇੱਕ)|(?:դու հիմա|ձևացրու)",
)

_FRAME = (
    r"<\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id)[^|]{0,20}\|>|\[/?(?:INST|SYS)\]|<</?SYS>>|<(?:start|end)_of_turn>",
    r"(?m:^[ \t>*#-]*(?:system|assistant|developer|ai|chatgpt|human|root)[ \t]*(?:message|prompt|note|override|notice|instruction|output|result|response|role)?[ \t]*[:>\]](?!//))(?![^\n]{0,80}@)(?=[ \t]*\S+[ \t]+\S+[ \t]+\S)",
    r"\[(?:system|assistant|developer|admin|tool)(?: \w+){0,2}\]|#{2,}[ \t]*(?:system|instructions?|new instructions?|response|assistant|prompt|human)\b",
    r"</?(?:system|assistant|instructions?|tool_?(?:result|use|call)|function_?(?:result|call)s?|prompt|untrusted|customer(?:_message)?|data|document|documents|context|search_?results?|message|antml:[a-z_]+|policy|rules?|admin)(?:\s[^<>]{0,80})?/?>",
    r"[\"']role[\"'][ \t]*:[ \t]*[\"'](?:system|assistant|developer|tool)[\"']",
    r"\b(?:end|start|begin(?:ning)?) of (?:the )?(?:customer(?:[’']s)? (?:message|text|data|input|e-?mail)|user (?:input|message|data)|document|context|prompt|untrusted)\b|-{3,}[ \t]*(?:end|begin|start|system)\b[^\n]{0,40}-{3,}",
    r"\b(?:fin|final) del mensaje del cliente\b|\bmensaje del sistema\s*:|(?m:^[ \t]*sistema[ \t]*:)",
    r"(?:系统提示|系統提示|系统消息|系統訊息|システムメッセージ|시스템 메시지|системное сообщение|رسالة النظام|پیام سیستم)\s*[:：]",
)

_LEAK = (
    r"\b(?:show|print|reveal|repeat|display|output|tell|give|list|share|disclose|leak|recite|dump|send|write|what (?:is|are|was|were))\b[^.!?\n]{0,40}\b(?:your|the|this|all|full|entire|whole|initial|original)\b[^.!?\n]{0,20}\b(?:system prompt|prompts?(?:[ -]?texts?)?|hidden (?:instructions?|rules)|initial instructions|system (?:message|instructions)|instructions (?:above|verbatim)|configuration|training data)\b(?! (?:reply|response|answer|attention|service|help|action))",
    r"\b(?:what are|tell me|show me|repeat|reveal|print|list) (?:all )?(?:of )?your (?:system |exact |original |initial |secret |internal |hidden )?(?:instructions|guidelines|directives|rules|prompt)(?=[\s.?!,]*(?:$|\n|verbatim|word|[.?!]))",
    r"\b(?:what|which|repeat|show|print|copy|quote|translate|summari[sz]e)\b[^.!?\n]{0,50}\b(?:written|text|words?|sentences?|instructions?|everything|said|stands?)\b[^.!?\n]{0,25}\b(?:above|at the (?:beginning|start|top)|before (?:this|the (?:text|question|message))|in (?:the|this|your) prompt)\b",
    r"\bverbatim\b[^.!?\n]{0,40}\b(?:instructions|prompt|rules|policy|above)\b|\bwhat (?:is|was) (?:written|said) above\b",
    r"\b(?:show|reveal|list|send|quote|copy|paste|give|include|tell|share|print|attach|forward|disclose)\b[^.!?\n]{0,40}\b(?:internal|confidential|non-?public|staff[- ]only|office[- ]only|employee[- ]only|hidden|secret)\b[^.!?\n]{0,20}\b(?:polic(?:y|ies)|rules?|guidelines?|manuals?|procedures?|notes?|instructions?|memos?|documents?|thresholds?)\b",
    r"\b(?:list|show|give|tell|send|include)\b[^.!?\n]{0,30}\b(?:other|last|previous|all|recent|five|ten|\d+)\b[^.!?\n]{0,15}\bcustomers?\b[^.!?\n]{0,40}\b(?:who|names?|numbers?|records?|messages?|addresses|e-?mails?|details|data)\b",
    r"\b(?:muestra|revela|repite|imprime|dime|env[ií]a|copia|incluye)\w*\b[^.!?\n]{0,40}\b(?:prompt|tus instrucciones|instrucciones (?:del sistema|iniciales)|(?:pol[ií]ticas?|reglas?|normas?|manual(?:es)?|notas?) intern[ao]s?)\b",
    r"\b(?:zeig\w*|gib|nenne|wiederhole)\b[^.!?\n]{0,40}\b(?:prompt|anweisungen|instruktionen)\b",
    r"(?:显示|顯示|告诉我|告訴我|重复|輸出|输出|打印|泄露)[^。！？\n]{0,14}(?:系统提示|系統提示|提示词|提示詞|指令|内部(?:规定|规则|政策)|內部(?:規定|規則|政策))|(?:システムプロンプト|内部(?:規則|規定|マニュアル))[^。\n]{0,10}(?:見せ|教え|表示|出力)|(?:시스템 프롬프트|내부 (?:규정|지침|정책))[^.\n]{0,12}(?:보여|알려|출력|공개)",
    r"(?:покажи|выведи|раскрой|повтори|перечисли)\w*[^.!?\n]{0,30}(?:системн\w+ (?:промпт|подсказк|инструкц)\w*|внутренн\w+ (?:правил|инструкц|политик)\w*|свои инструкции|промпт)|(?:اعرض|اكشف|أظهر|اطبع|كرر)[^.؟\n]{0,30}(?:موجه النظام|التعليمات|السياس\w+ الداخلي\w+|القواعد الداخلية)|(?:نشان بده|فاش کن|بنویس)[^.؟\n]{0,30}(?:پرامپت|دستورالعمل\w* داخلی|قوانین داخلی)",
)

_ADDRESS = r"(?:https?://\S+|www\.\S+|\b[\w-]+\.(?:com|net|org|info|xyz|io|co|biz|site|online|top|ru|cn|example|test|app|link|click)\b)"
_SAY = r"(?:include|add|insert|put|place|append|attach|embed|paste|integrate|incorporate|mention|provide|give|send|write|advertise|promote|recommend|suggest|offer|refer|direct|point|redirect|tell|invite|enhance|modify|augment)"
_LINK = (
    rf"\b{_SAY}\w*\b[^.!?\n]{{0,60}}\b(?:links?|url|hyperlink|image|picture|pixel|banner|qr code|website|web ?page|site)\b[^.!?\n]{{0,30}}\b(?:in(?:to)?|to|at|on|with|of)\b[^.!?\n]{{0,20}}\b(?:your|the|this|every|each|all) (?:reply|repl(?:y|ies)|response|responses|answers?|e-?mails?|output|draft|letter)\b",
    rf"\b{_SAY}\w*\b[^!?\n]{{0,80}}{_ADDRESS}[^!?\n]{{0,60}}\b(?:your|the|this|every|each) (?:reply|response|answer|output|draft)\b",
    rf"\b(?:your|the|this|every|each) (?:reply|response|answer|output|draft)\b[^!?\n]{{0,100}}{_ADDRESS}",
    rf"\b(?:tell|ask|advise|instruct|direct|refer|redirect|invite|urge|encourage|suggest|recommend)\w*\b[^.!?\n]{{0,20}}\b(?:the )?(?:users?|customers?|readers?|recipients?|people|everyone|clerks?)\b[^!?\n]{{0,60}}{_ADDRESS}",
    r"!\[[^\]\n]{0,80}\]\(\s*https?://[^)\s]+\)|<img\b[^>]{0,200}\bsrc\s*=|\]\(\s*(?:javascript|data):",
    rf"\b(?:incluye|incluya|a[nñ]ad[ae]|agreg(?:a|ue)|pon(?:ga)?|inserta|inserte)\b[^.!?\n]{{0,60}}(?:enlace|v[ií]nculo|link|{_ADDRESS})[^.!?\n]{{0,40}}\b(?:respuesta|contestaci[oó]n|correo)\b",
    rf"\b(?:en|a) (?:tu|su|la) respuesta\b[^!?\n]{{0,60}}(?:{_ADDRESS}|enlace|v[ií]nculo)",
    rf"(?:回复|回覆|答复|回答)(?:中|里|裡|内)[^。！？\n]{{0,20}}(?:链接|連結|网址|{_ADDRESS})|(?:返信|回答)に[^。\n]{{0,20}}(?:リンク|URL|{_ADDRESS})|(?:답변|회신)에[^.\n]{{0,20}}(?:링크|{_ADDRESS})|(?:в|к) ответ\w*[^.!?\n]{{0,30}}(?:ссылк|{_ADDRESS})|(?:добав|встав)\w*[^.!?\n]{{0,20}}ссылк\w*[^.!?\n]{{0,30}}ответ|(?:thêm|chèn)[^.!?\n]{{0,30}}(?:liên kết|đường link|{_ADDRESS})[^.!?\n]{{0,20}}(?:trả lời|phản hồi)|(?:ilagay|isama|idagdag)[^.!?\n]{{0,40}}(?:link|{_ADDRESS})[^.!?\n]{{0,30}}(?:sagot|tugon|reply)",
)

_BUSINESS = r"[^.!?\n]{0,60}\b(?:fees?|forms?|phone|case number|reference|amount|costs?|hours|whether|appointments?|originals?|documents? (?:i|we)|what (?:i|we)|how (?:much|long)|when|where|which)\b"
_TARGET = r"(?:your|the|this|every|each|all) (?:next )?(?:repl(?:y|ies)|response|responses|answers?|output|draft(?:ed)?(?: reply)?)"
_REPLY = (
    r"(?<!you )(?<!please )\b(?:write|say|state|confirm|answer|reply|respond|claim|tell (?:me|them|him|her)|declare|draft a reply (?:saying|that says))\b (?:only )?that (?:my|the|all|i|we|this|these|no)\b[^.!?\n]{0,60}\b(?:waived|approved|reinstated|cleared|cancell?ed|dismissed|exempt|eligible|granted|refunded|forgiven|free of charge|may drive|can drive|owe nothing|do not (?:need|have) to pay)\b",
    r"\b(?:mark|flag|classify|treat|tag|record|close) (?:this|my|the) (?:message|e-?mail|case|inquiry|ticket|request|application|file)\b[^.!?\n]{0,20}\bas (?:answered|approved|resolved|closed|verified|spam|paid|safe|trusted|handled|complete)",
    r"(?<!\bif you )(?<!\bi )(?<!\bwe )(?<!\bthey )\b(?:do not|don[’']t|never|without) (?:tell(?:ing)?|mention(?:ing)?|inform(?:ing)?|alert(?:ing)?|show(?:ing)?|reveal(?:ing)?|warn(?:ing)?)\b[^.!?\n]{0,40}\b(?:clerk|supervisor|human|staff|employee|operator|agent|reviewer|user)\b",
    rf"\b(?:include|add|insert|put|append|integrate|incorporate|mention|introduce|augment|enhance|modify|weave|slip|sprinkle|embed|work)\b(?!{_BUSINESS})[^.!?\n]{{0,100}}\b(?:in|into|to|at the (?:end|beginning|start|top|bottom) of|throughout|within|of)\b {_TARGET}(?=[\s.,;:!?)\"']|$)",
    rf"\b(?:modify|augment|enhance|rewrite|reword|alter|encode|encrypt|scramble|jumble|reverse|translate|format|render|end|begin|start|finish|conclude|open|close|preface|prefix|replace|substitute|convert|misspell|obfuscate|cipher) (?:every \w+ (?:word|letter) (?:in|of) |all (?:of )?|(?:the )?\w+ (?:in|of|from) |letters? (?:in|of) |words? (?:in|of) )?{_TARGET}(?=[\s.,;:!?)\"']|$)(?! (?:to me|by (?:mail|e-?mail|phone)|in (?:spanish|english|writing)))",
    rf"\bin {_TARGET},? (?:please )?(?:include|add|insert|suggest|mention|tease|promote|recommend|say|state|use|write|replace|tell|advertise|encourage|invite|hint|make|claim|remove|avoid|provide)\b",
    r"\b(?:provide|give|write|send|make|produce|deliver|present|return|output|phrase|compose|craft) (?:me )?your (?:reply|response|answer|output|message)\b(?! (?:to me|by|in writing|in (?:spanish|english|chinese|korean|russian|vietnamese|tagalog|armenian|arabic|farsi|hindi|punjabi|japanese|khmer)\b|soon|quick|as soon|before|today|at your|via|through|to (?:my|this|the)))",
    r"\b(?:respond|reply|answer|write|speak|talk|output)\b (?:only |always |just |solely |exclusively )?(?:in|with|using|as)\b[^.!?\n]{0,20}\b(?:base64|rot13|morse|hex(?:adecimal)?|binary|emojis?|rhymes?|verse|haiku|json|python|code|pig latin|leetspeak|caesar|cipher|backwards|reverse|reversed|all caps|capital letters only|lower ?case|iambic|the style of|pirate)\b",
    r"\b(?:just|only|simply|always|must|instead|now) (?:output|print|say|reply|respond|answer|write)(?: with| only)?[ :]*[\"“'‘«]",
    r"\brepeat after me\b|\bsay (?:only )?[\"“'‘][^\"”'’\n]{1,60}[\"”'’] (?:and nothing else|only|to (?:every|all|any))|\banswer by your own knowledge\b",
    r"\b(?:en|a|al final de) (?:tu|su) respuesta\b[^.!?\n]{0,20}\b(?:incluye|a[nñ]ade|agrega|di|escribe|pon)\b|\b(?:incluye|a[nñ]ade|agrega|escribe|di)\b[^.!?\n]{0,60}\b(?:en|a) tu respuesta\b|\b(?:escrib[ae]|di(?:ga)?|responda?|confirm[ae]) (?:solo |s[oó]lo )?que (?:mi|mis|la|el|no)\b[^.!?\n]{0,60}\b(?:aprobad[ao]|cancelad[ao]|anulad[ao]|exent[ao]|condonad[ao]|perdonad[ao])s?\b",
    r"\b(?:no (?:le )?(?:digas|diga|menciones|mencione|informes|informe)|sin (?:decirle|avisar|informar))\b[^.!?\n]{0,40}\b(?:empleado|supervisor|oficina|persona|agente|humano|nadie)\b",
    r"\bmarca(?:r|lo)? (?:este|esta|mi) (?:mensaje|caso|correo|solicitud)\b[^.!?\n]{0,12}\bcomo (?:respondid|aprobad|resuelt|pagad|urgente)",
)

_PROGRAM = r"(?:ai(?: model| assistant| system| agent)?|a\.i\.|artificial intelligence|language model|llm|chat ?bot|chatgpt|gpt(?:-?\d)?|claude|copilot|gemini|bot|automated (?:assistant|system|agent|reader)|virtual assistant|machine)"
_ADDRESSED = (
    rf"\b(?:note|message|instructions?|attention|notice|memo|reminder|important)\b[ ,:-]{{1,3}}(?:to|for)? ?(?:the |any |an |all |whichever |whatever )?(?:automated |virtual |drafting |email |reply |mail )?{_PROGRAM}s?\b",
    rf"\bif you(?:[’']re| are)? (?:an? |the |reading this as an? )?{_PROGRAM}\b|\bas an? {_PROGRAM},? (?:you|it|please|do|write|ignore)\b",
    rf"(?:^|[.!?\n]\s*)(?:dear|hello|hi|hey|attention|ok|okay)[ ,]+(?:the )?{_PROGRAM}\b[ ,!:.]|(?:^|\n)\s*{_PROGRAM}\s*[,!]",
    rf"\b(?:the|any|this|whichever) {_PROGRAM}s? (?:processing|reading|handling|answering|drafting|writing|that (?:reads|processes|answers|drafts|handles)|must|should|shall|will now|is to|needs to)\b",
    r"\bwhen (?:you )?(?:draft|drafting|generat(?:e|ing)|summari[sz](?:e|ing)|process(?:ing)?) (?:this|the|a|your) (?:reply|response|answer|message|e-?mail|text)\b",
    r"\b(?:if|since|because|as) (?:(?:eres|usted es|es) (?:una? )?(?:ia|inteligencia artificial|modelo|asistente|bot))|\b(?:si|como) (?:eres|es usted) (?:una? )?(?:ia\b|inteligencia artificial|modelo de lenguaje|asistente (?:virtual|autom)|bot)|\bnota (?:para|a) (?:el|la) (?:ia|asistente|bot|modelo|sistema autom\w+|inteligencia artificial)\b",
    r"(?:人工智能|人工智慧|AI)(?:助手|模型|系统|系統)?[,，:：]?(?:请|請|必须|必須|应该|應該)|(?:AI|人工知能)(?:アシスタント)?(?:は|へ)[^。\n]{0,12}(?:ください|せよ|しろ)|(?:AI|인공지능)(?:\s?비서|\s?어시스턴트)?(?:는|에게|야)",
    r"(?:если ты|если вы) (?:ии|искусственный интеллект|бот|языковая модель)|(?:примечание|инструкция|сообщение) для (?:ии|бота|ассистента|искусственного интеллекта)|(?:إذا كنت|ملاحظة إلى|ملاحظة ل)\s?(?:ذكاء اصطناعي|الذكاء الاصطناعي|نموذج|المساعد الآلي|روبوت)|(?:اگر (?:شما )?(?:یک )?(?:هوش مصنوعی|ربات))|(?:nếu bạn là|ghi chú cho|gửi) (?:ai|trợ lý ảo|mô hình|chatbot)|(?:kung (?:ikaw|isa kang)|paalala sa) (?:ay )?(?:ai|bot|chatbot)|(?:अगर (?:तुम|आप) (?:एक )?(?:एआई|एआइ|बॉट)|एआई सहायक)|(?:ਜੇ ਤੁਸੀਂ (?:ਏਆਈ|ਬੋਟ))|(?:եթե (?:դու|դուք) (?:արհեստական|AI|բոտ))",
)


def _one(patterns: tuple[str, ...], *, fold: bool = True) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in patterns), re.IGNORECASE if fold else 0)


NAMED: tuple[tuple[str, re.Pattern[str]], ...] = (
    (FRAME, _one(_FRAME)),
    (OVERRIDE, _one(_OVERRIDE)),
    (LEAK, _one(_LEAK)),
    (LINK, _one(_LINK)),
    (ROLE, _one(_ROLE)),
    (ADDRESSED, _one(_ADDRESSED)),
    (REPLY, _one(_REPLY)),
)
"""Rules by name; the first that finds a passage names it."""
