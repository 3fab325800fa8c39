# SPDX-License-Identifier: Apache-2.0
"""Words of somebody in danger: herself, others, at home, a child."""

_PARTNER = r"(?:my|the|her|his) (?:\w+ )?(?:ex|ex-?(?:husband|wife|boyfriend|girlfriend|partner|spouse)|husband|wife|spouse|boyfriend|girlfriend|partner|fianc[eé]e?|stepfather|stepdad|baby daddy|child[’']?s father|kids[’']? father)"
_OR_THEY = rf"(?:{_PARTNER}|he|she|they)"
_KID = r"(?:kids?|child(?:ren)?|sons?|daughters?|bab(?:y|ies)|grand(?:sons?|daughters?|kids?|child(?:ren)?)|nephews?|nieces?|toddlers?|little (?:boy|girl|one))"
_MODAL = r"(?:will|[’']ll|am going to|[’']m going to|[’']m gonna|gonna|want to|wanna|swear i[’']?(?: wi)?ll|plan to|would love to|ought to|should)"
_STAFF = r"(?:you(?: all| people| guys)?|him|her|them|someone|somebody|everyone|everybody|that (?:clerk|woman|man|guy|examiner|manager|idiot|bitch|bastard)|the (?:clerk|manager|examiner|people|staff|office|place|building|dmv)|your (?:office|family|building|staff|clerks?|manager|kids|whole office)|my (?:wife|husband|ex\S*|neighbor|boss|landlord))"

SELF_HARM = (
    r"\b(?:kill|killing|hurt|hurting|harm|harming|cut|cutting|shoot|shooting|hang|hanging|drown) my ?self\b(?! (?:a break|short|laughing|off))",
    r"\b(?:tak(?:e|ing)|end(?:ing|ed)?) (?:my|his|her|their|your) (?:own )?life\b|\bend(?:ing)? it all\b",
    r"\b(?:do(?:n[’']?t| not)|no longer|not) (?:really )?(?:want|wanna|wish|feel like|care) (?:to )?(?:live|living|be alive|being alive|exist|wake up|be here any ?more|go on living|be on this earth)\b(?! (?:in|with|at|near|on|next|there|by|under|so far|as a|like)\b)",
    r"\b(?:want|wanted|wish(?:ed)?|ready|going|hope|rather|would like|feel like|just) (?:to |i could )?(?:just )?(?:die|dying|be dead)\b(?! (?:of|from|laughing|with|on me|in (?:the|my) (?:driveway|garage)))",
    r"\bwish (?:that )?i (?:was|were|had been|had) (?:dead|never (?:been )?born)\b|\bbetter off (?:dead|without me|if i (?:was|were) (?:dead|gone))\b",
    r"\b(?:no|not? any) (?:reason|point) (?:left )?(?:to|in) (?:go(?:ing)? on|liv(?:e|ing)|be(?:ing)? alive)\b|\bnothing (?:left )?to live for\b|\b(?:can[’']?t|cannot) go on (?:living|any ?more|any longer)\b",
    r"\bsuicid(?:e|al)\b(?!(?: |-)(?:lanes?|doors?|knobs?|clutch(?:es)?|shift(?:er)?s?|squads?|prevention|awareness|gears?|burnout|hotline (?:number )?on|turn))",
    r"\b(?:drive|steer|driving|run|jump|jumping|roll) (?:my(?:self)? |the |our |this )?(?:car |truck |van |self )?(?:straight |right )?(?:off|over|into) (?:of )?(?:a|the|some|that) (?:cliff|bridge|overpass|canal|train|roof|building|oncoming traffic|wall)\b(?! (?:by accident|accidentally|last|yesterday|and (?:got|my)))",
    r"\b(?:took|take|taking|swallow(?:ed|ing)?) (?:all (?:of )?(?:my|the)|a (?:whole )?bottle of|too many) pills\b|\boverdos(?:e|ing) on (?:my|pills|the)\b|\bnobody (?:would|will) (?:miss|notice) (?:me|if i)\b",
    # Spanish
    r"\b(?:suicidar(?:me|se)?|suicidio|me (?:voy a|quiero) matar|quiero matarme|matarme|quitarme la vida|acabar con mi vida|terminar con mi vida|hacerme daño|cortarme las venas)\b(?! de (?:risa|calor))",
    r"\b(?:ya no quiero|no quiero|no tengo (?:ganas|razones?) (?:de|para)) (?:seguir )?(?:vivir|viviendo)\b(?! (?:en|con|aqu[ií]|all[aá]|cerca|lejos|m[aá]s en|solo|sola))|\b(?:quiero|quisiera|prefiero) (?:morir(?:me)?|estar muert[ao])\b(?! de (?:risa|ganas|pena))|\bestar[ií]an mejor sin m[ií]\b|\bno vale la pena (?:seguir )?viv",
    # Chinese, Japanese, Korean
    r"(?:想自杀|想自殺|要自杀|要自殺|自杀|自殺|轻生|輕生|不想活|活不下去|想死(?!你|我了)|结束(?:我的|自己的)?生命|結束(?:我的|自己的)?生命|了结自己|伤害自己|傷害自己|割腕)(?!车道|車道|式|防治|预防)",
    r"(?:死にたい|自殺し|自殺を考え|命を絶|生きていたくない|消えてしまいたい|自分を傷つけ|リストカット)",
    r"(?:죽고 ?싶|자살(?!골|율| 예방)|스스로 목숨|목숨을 끊|살고 ?싶지 ?않|살기 ?싫|자해|극단적(?:인)? 선택)",
    # Vietnamese, Tagalog, Khmer
    r"(?:tự tử|tự sát|tự kết liễu|muốn chết|không (?:còn )?muốn sống(?! ở)|kết thúc (?:cuộc đời|mạng sống)|chết cho xong|làm hại bản thân)",
    r"\b(?:magpakamatay|magpapakamatay|gusto ko na(?:ng| pong)? mamatay|ayoko na(?:ng| pong)? mabuhay|ayaw ko na(?:ng| pong)? mabuhay|wakasan (?:ko )?ang (?:aking )?buhay|saktan ang (?:aking )?sarili|kitilin ang)\b",
    r"(?:ធ្វើអត្តឃាត|សម្លាប់ខ្លួន|ចង់ស្លាប់|មិនចង់រស់|បញ្ចប់ជីវិត)",
    # Hindi, Punjabi, Farsi, Arabic
    r"(?:आत्महत्या|खुदकुशी|ख़ुदकुशी|मरना चाहत|जीना नहीं चाहत|जान दे (?:दूं|दूँ|दू)|अपनी जान ले|जीने का मन नहीं)",
    r"(?:ਖੁਦਕੁਸ਼ੀ|ਖ਼ੁਦਕੁਸ਼ੀ|ਆਤਮ ?ਹੱਤਿਆ|ਮਰਨਾ ਚਾਹੁੰਦ|ਜੀਣਾ ਨਹੀਂ ਚਾਹੁੰਦ|ਜਿਊਣਾ ਨਹੀਂ ਚਾਹੁੰਦ|ਆਪਣੀ ਜਾਨ ਲੈ)",
    r"(?:خودکشی|خودم را بکشم|خودمو بکشم|می‌?خواهم بمیرم|میخوام بمیرم|نمی‌?خواهم زنده|نمیخوام زنده|به زندگی(?:‌| )?ام پایان)",
    r"(?:أنتحر|انتحر|الانتحار|الإنتحار|انتحاري?ة?|سأقتل نفسي|أقتل نفسي|اقتل نفسي|أريد أن أموت|اريد ان اموت|لا أريد أن أعيش|لا اريد العيش|إنهاء حياتي|انهاء حياتي|أؤذي نفسي)",
    # Russian, Armenian
    r"\b(?:покончить с собой|покончу с собой|самоубийств\w*|суицид\w*|убить себя|убью себя|хочу умереть|не хочу (?:больше )?жить(?! (?:в|с|на|у|здесь|там))|свести счёты с жизнью|наложить на себя руки|повешусь|порезать вены)",
    r"(?:ինքնասպան|ուզում եմ մեռնել|մեռնել եմ ուզում|չեմ ուզում (?:այլևս )?ապրել(?! \S+ում)|վերջ տալ կյանքիս|սպանել ինձ ինքս)",
)

VIOLENCE = (
    rf"\bi ?{_MODAL} (?:\w+ )?(?:kill|shoot|stab|hurt|murder|strangle|burn|bomb|attack|choke|slap|punch|break|run over|blow up|beat|beat up|beat the \w+ out of|shoot up) {_STAFF}\b(?! (?:an? )?(?:e-?mail|message|text|line|note|quick|a copy|up with|to (?:answer|help|fix|say|check|it|the)))",
    r"\bshoot(?:ing)? up (?:the|your|this|that) (?:office|dmv|place|building|lobby)\b|\b(?:blow|burn)(?:ing)? (?:up|down) (?:the|your|this|that) (?:whole )?(?:office|dmv|place|building)\b|\b(?:burn|blow) (?:the|your|this|that) (?:whole )?(?:office|dmv|place|building) (?:down|up)\b",
    r"\b(?:bring|bringing|come|coming|walk in|show up|be there|be back|return|returning) (?:\w+ ){0,4}(?:with |carrying )?(?:an?|my|the) (?:gun|guns|rifle|shotgun|pistol|ar-?15|knife|machete|bomb|bat|weapon|gasoline)\b(?! (?:rack|show|shop|store|permit|license|case|registration|safe))",
    r"\b(?:there is|there[’']s|i (?:left|put|planted|placed|have)) (?:a |the )?(?:bomb|explosives?) (?:in|at|under|near|outside|inside)\b|\bbomb threat\b",
    r"\byou(?: people| all)?(?:[’']ll| will| are all going to| are going to)? (?:all )?(?:deserve to die|should (?:all )?(?:be shot|die|hang)|(?:going to |gonna )die|be dead|regret the day|pay (?:for this )?with your (?:life|lives|blood)|bleed for)\b|\byou(?:[’']re| are) (?:a )?dead(?: man| woman| meat)?\b(?! (?:to me|wrong|on|right|serious|set|end|tired))",
    r"\bi know where you (?:live|park|sleep|and your)\b(?! up)|\b(?:waiting|wait) for you (?:outside|in the parking lot|after work|when you get off)\b|\bwatch your back\b(?! (?:door|seat|window|bumper))|\bmake (?:you|him|her|them|someone) (?:all )?(?:suffer|bleed|pay with)\b|\bput a bullet in\b",
    r"\b(?:threaten(?:ed|ing|s)?|tr(?:ied|ying)|going|wants|promised|swore|said (?:he|she|they)(?:[’']d| would|[’']ll| will)) (?:to )?(?:kill|shoot|stab|murder|burn) (?:me|us|my (?:family|mother|father|son|daughter|kids|brother|sister|wife|husband))\b|\b(?:pulled|pointed|pointing|waved) (?:a|his|her|the) (?:gun|knife|pistol|weapon) (?:on|at) (?:me|us|my)\b|\b(?:death threats?|threaten(?:ed|ing|s) my life)\b",
    # Spanish
    r"\b(?:lo|la|los|las|te|les) (?:voy a|vamos a|quiero) (?:matar|balear|apuñalar|quemar|golpear|disparar)\b|\b(?:voy a|vamos a|quiero|deber[ií]a) (?:matar(?:l[oae]s?|te)?(?: a)?|balear|apuñalar|disparar(?:le)?s? a|quemar (?:la|su|esa) oficina|poner(?:les)? una bomba|golpear(?:l[oae]s?)? a?)\b(?! (?:de risa|el tiempo|dos p[aá]jaros))|\b(?:voy a|vamos a) (?:ir|llegar|regresar|volver) con (?:un[ao]?|mi) (?:pistola|arma|rifle|cuchillo|escopeta|bomba)\b|\bamenaz[oó]\w* (?:con|de) (?:matar|muerte)|\b(?:me|nos) (?:quiere|quieren|va a|van a) matar\b(?! de)|\bs[eé] d[oó]nde vives?\b|\bse van a arrepentir de haber nacido\b",
    # Chinese, Japanese, Korean
    r"(?:杀了你|殺了你|杀死你|殺死你|杀光|殺光|弄死你|炸(?:了|掉|毁|毀)?(?:你们|你們|这|這|那)?(?:的)?(?:办公室|辦公室|大楼|大樓|DMV)|带(?:着)?(?:枪|刀)(?:去|来|來)|帶(?:著)?(?:槍|刀)(?:去|來)|捅死|同归于尽|同歸於盡|威胁要杀|威脅要殺|要杀我|要殺我)",
    r"(?:殺してやる|ぶっ殺|刺してやる|殺すぞ|爆破する|爆弾を仕掛け|銃を持って(?:行|い)|放火してやる|殺すと脅)",
    r"(?:죽여 ?버리|죽여 ?버릴|죽이겠|다 죽일|칼로 찌르|찔러 ?버|총을? (?:들고|가지고|쏘)|불 ?질러 ?버|폭파하|폭탄을? (?:설치|터뜨)|죽인다고 (?:협박|위협)|살해 ?협박)",
    # Vietnamese, Tagalog, Khmer
    r"(?:(?:tôi|tao) sẽ (?:giết|bắn|đâm|đốt|đánh (?:chết|đập))|giết (?:hết )?(?:các người|chúng mày|tụi bay|mấy người|anh ta|cô ta)|mang (?:súng|dao|bom) (?:đến|tới|vào)|đặt bom|đe ?dọa (?:sẽ )?giết|dọa giết)",
    r"\b(?:papatayin (?:ko|kita|ko kayo|ka|nila ako|niya ako)|babarilin (?:ko|kita)|sasaksakin (?:ko|kita)|susunugin ko (?:ang|iyang|yang)|bobombahin|magdadala ako ng (?:baril|patalim|kutsilyo|bomba)|pinagbantaan (?:niya |nila )?(?:ako|kami|ang buhay)|banta sa (?:aking )?buhay)\b",
    r"(?:ខ្ញុំនឹងសម្លាប់|សម្លាប់អ្នក|បាញ់អ្នក|យកកាំភ្លើង(?:មក|ទៅ)|ដុតការិយាល័យ|ដាក់គ្រាប់បែក|គំរាមសម្លាប់)",
    # Hindi, Punjabi, Farsi, Arabic
    r"(?:जान से मार|मार डाल(?:ूं|ूँ|ूंगा|ूँगा|ेंगे|ेगा)|गोली मार (?:दूं|दूँ|दूंगा|दूँगा|देंगे)|बम (?:से उड़ा|लगा|रख)|बंदूक ले(?:कर)? आ|चाकू मार|आग लगा (?:दूं|दूँ|दूंगा|दूँगा)|मारने की धमकी)",
    r"(?:ਜਾਨੋਂ ਮਾਰ|ਮਾਰ ਦਿਆਂਗਾ|ਮਾਰ ਦੇਵਾਂਗਾ|ਗੋਲੀ ਮਾਰ|ਬੰਦੂਕ ਲੈ ਕੇ|ਬੰਬ (?:ਨਾਲ|ਰੱਖ|ਲਾ)|ਅੱਗ ਲਾ (?:ਦਿਆਂਗਾ|ਦੇਵਾਂਗਾ)|ਮਾਰਨ ਦੀ ਧਮਕੀ)",
    r"(?:(?:شما|تو|او|همه|همه‌تان) را (?:می‌?کشم|خواهم کشت)|می‌?کشمت|می‌?کشمتون|با (?:اسلحه|تفنگ|چاقو) می‌?آیم|بمب (?:می‌?گذارم|گذاشته)|آتش می‌?زنم|تهدید (?:به|کرده) (?:مرگ|قتل|که (?:مرا )?می‌?کشد))",
    r"(?:سأقتل(?! نفسي)|سوف أقتل(?! نفسي)|سأطلق النار|سأفجر|سأحرق|سأطعن|سأحضر (?:سلاح|مسدس|بندقية|سكين)|قنبلة في|هددني بالقتل|يهددني بالقتل|هدد بقتل|تهديد بالقتل)",
    # Russian, Armenian
    r"(?:\bубью (?:вас|тебя|его|её|ее|всех|их)|\b(?:застрелю|зарежу|взорву|подожгу|сожгу|перестреляю)\b|\bприду с (?:ружь[её]м|пистолетом|ножом|оружием|бомбой)|\b(?:угрожа\w+|грозит\w*) (?:меня |мне )?(?:убить|убийством|расправой)|\bхочет меня убить|\bбомба (?:в|под|у) )",
    r"(?:կսպանեմ|կկրակեմ|կդանակահարեմ|կպայթեցնեմ|կվառեմ ձեր|զենքով (?:կգամ|եմ գալու)|սպառնում է սպանել|սպառնացել է սպանել|սպանության սպառնալիք)",
)

ABUSE = (
    r"\bdomestic (?:violence|abuse)\b|\b(?:abusive|violent) (?:relationship|marriage|home|household|ex\b|ex-?\w+|husband|wife|boyfriend|girlfriend|partner|spouse|stepfather|father)",
    rf"\b{_OR_THEY}(?: (?:has been|is|was|keeps|kept|has|had|used to|always|often|still|again|would|will|has again))? ?(?:hits?|hitting|beats?|beating|beaten|chok(?:es?|ed|ing)|abus(?:es?|ed|ing)|stalk(?:s|ed|ing)?|punch(?:es|ed|ing)?|strangl(?:es?|ed|ing)|rap(?:es?|ed|ing)|slap(?:s|ped|ping)?|kick(?:s|ed|ing)?|threw|shov(?:es?|ed|ing)) (?:me|us|me and (?:the|my) \w+)\b(?! (?:to\b|up|with (?:a|the|his|her) (?:car|truck|van|door|question|bill|news)|from behind|in (?:my|the) (?:car|lane|rear)|while (?:i was )?(?:parked|driving|backing)|there|by (?:a|two|five)|out of the (?:office|program)|off the (?:policy|insurance)|a (?:bone|ride)))",
    rf"\b(?:afraid|scared|terrified|frightened|in fear|hiding|hide|ran away|fled|flee(?:ing)?|escap(?:e|ed|ing)|run(?:ning)? away|got away) (?:of|from) (?:{_PARTNER}|him\b|my abuser|an abus)",
    r"\b(?:restraining|protective|protection|no[- ]contact) orders?\b(?! of (?:title|liens?))|\border of protection\b|\bmy (?:abuser|stalker|batterer)\b(?! (?:plates?|joke))|\b(?:stalking|stalked|stalks) (?:me|us)\b|\bbeing stalked\b|\bis a stalker\b",
    r"(?-i:\bSafe [Aa]t Home\b)|(?:\bsafe at home (?:program|card|participants?|address|act|law|mail|enroll|member|po box|p\.?o\.?)|\b(?:in|enrolled in|part of|member of|joined|through|from|with|for) (?:the )?safe at home\b)|(?i:\baddress confidentiality\b|\bconfidential address(?:es)?\b(?! (?:request )?for (?:peace|police|judges|officers))|\b(?:gov(?:ernment|t)?\.?|cal\.?)? ?(?:code )?(?:section |§ ?)620[5-9]\b|\bcode 620[5-9]\b|\b(?:women[’']s|battered|domestic violence|dv) shelter\b|\bshelter for (?:battered|abused))",
    rf"\b(?:do(?:n[’']?t| not)|never|can(?:no|[’'])?t|must not|must never|should not|shouldn[’']?t|without|so (?:that )?(?:he|she|{_PARTNER}) (?:can[’']?t|cannot|won[’']?t|does not|doesn[’']?t)|(?:he|she) (?:can[’']?t|cannot|must not|must never))\b[^.!?\n]{{0,40}}\b(?:find(?:ing|s)?(?: out)?|know(?:ing|s)?|learn(?:ing|s)?|see(?:ing|s)?|get(?:ting|s)?|trac(?:e|k)\w*|give (?:it to )?(?:him|her)|tell\w* (?:him|her|{_PARTNER}))\b[^.!?\n]{{0,30}}\b(?:where (?:i|we) (?:live|am|are|moved|stay|went)|(?:my|our) (?:new )?(?:home |street )?(?:address|location|place|whereabouts))\b",
    rf"\b(?:keep|hide|protect|kept|hidden|conceal|remove|withhold)\b[^.!?\n]{{0,25}}\b(?:my|our) (?:new |home )?(?:address|location|name|information|records?)\b[^.!?\n]{{0,20}}\b(?:from|so) (?:{_PARTNER}|him\b|her\b|my abuser|an abus|he\b|she\b)",
    rf"\b(?:threaten(?:s|ed|ing)?|hurt(?:s|ing)?) (?:me|us) (?:and|every|again|with|if|at|when|in front|so|all|badly)\b[^.!?\n]{{0,60}}\b(?:husband|ex|wife|boyfriend|partner|him|he|home|kids)\b|\b{_PARTNER} (?:is |has been |keeps |has )?(?:threaten(?:s|ed|ing)|hurt(?:s|ing)?) (?:me|us)\b",
    # Spanish
    r"\b(?:violencia (?:dom[eé]stica|familiar|de g[eé]nero)|orden de (?:restricci[oó]n|alejamiento|protecci[oó]n)|(?:mi|un|el) (?:esposo|marido|ex|novio|pareja|exesposo|ex-?esposo|ex-?marido) (?:me (?:pega|golpea|peg[oó]|golpe[oó]|maltrata|amenaza|amenaz[oó]|acosa|persigue)|es (?:muy )?(?:violento|abusivo))|me (?:pega|golpea|maltrata) mi (?:esposo|marido|novio|pareja)|huyendo de mi|hu[ií] de mi (?:esposo|marido|ex|pareja|casa)|tengo miedo de mi (?:esposo|marido|ex|novio|pareja)|casa de refugio|refugio para mujeres|direcci[oó]n confidencial|confidencialidad de (?:mi |la )?direcci[oó]n)\b|\bno (?:quiero que|puede|debe)[^.!?\n]{0,25}(?:mi ex|[eé]l|mi esposo|mi marido)?[^.!?\n]{0,15}\b(?:sepa|saber|encuentre|encontrar|averig[uü]e)[^.!?\n]{0,15}\b(?:d[oó]nde vivo|mi (?:nueva )?direcci[oó]n)\b",
    # Chinese, Japanese, Korean
    r"(?:家暴|家庭暴力|(?:老公|丈夫|前夫|男友|先生)(?:打我|一直打|威胁我|威脅我|跟踪我|跟蹤我|虐待)|限制令|禁制令|保护令|保護令|地址保密|保密地址|庇护所|庇護所|不(?:要|想|能)让(?:他|前夫|丈夫|老公)(?:知道|找到)|不(?:要|想|能)讓(?:他|前夫|丈夫|老公)(?:知道|找到))",
    r"(?:家庭内暴力|(?:夫|元夫|彼氏|パートナー)(?:に|から)(?:殴|暴力|脅|つきまと)|接近禁止命令|保護命令|住所を(?:知られ|秘密|隠)|シェルターに|ＤＶ|\bDV(?:を|被害|から|で)|ストーカー)",
    r"(?:가정 ?폭력|(?:남편|전남편|전 남편|남자친구)(?:이|가|에게) ?(?:저를|나를|절)? ?(?:때리|때려|때립|폭행|협박|스토킹|맞)|접근 ?금지|보호 ?명령|주소(?:를)? (?:비밀|숨기|알면 안|알리지)|쉼터|스토킹)",
    # Vietnamese, Tagalog, Khmer
    r"(?:bạo hành|bạo lực gia đình|(?:chồng(?: cũ)?|bạn trai|người yêu)(?: tôi| em)? (?:đánh|hành hạ|đe ?dọa|theo dõi)(?: đập)?(?: tôi| em)?|lệnh cấm (?:tiếp xúc|đến gần|lại gần)|lệnh bảo vệ|nhà tạm (?:lánh|trú)|giữ (?:kín|bí mật) địa chỉ|không (?:muốn|được) (?:để )?(?:chồng(?: cũ)?|anh ta|ông ấy) biết)",
    r"\b(?:(?:sinasaktan|binubugbog|sinusuntok|minamaltrato|tinatakot|pinagbabantaan) (?:po )?(?:ako|kami) (?:ng|ni) (?:asawa|aking asawa|dating asawa|ex|boyfriend|nobyo|kinakasama)|karahasan sa (?:tahanan|loob ng tahanan)|nagtatago (?:po )?(?:ako|kami) (?:sa|kay)|ayokong malaman ng (?:asawa|ex|dating)|ayaw kong malaman ng (?:asawa|ex|dating)|protection order)\b",
    r"(?:អំពើហិង្សាក្នុងគ្រួសារ|ហិង្សាក្នុងគ្រួសារ|ប្តី(?:របស់ខ្ញុំ)?(?:វាយ|គំរាម)|ដីកាការពារ|លាក់អាសយដ្ឋាន|អាសយដ្ឋានសម្ងាត់)",
    # Hindi, Punjabi, Farsi, Arabic
    r"(?:घरेलू हिंसा|(?:पति|पूर्व पति|बॉयफ्रेंड)(?: मुझे)? (?:मुझे )?(?:मारता|मारते|पीटता|पीटते|धमकाता|धमकाते)|निषेधाज्ञा|संरक्षण आदेश|पता गुप्त|पति को (?:मेरा )?(?:पता|पता न) (?:न|नहीं)|आश्रय गृह)",
    r"(?:ਘਰੇਲੂ ਹਿੰਸਾ|(?:ਪਤੀ|ਘਰਵਾਲਾ)(?: ਮੈਨੂੰ)? (?:ਮੈਨੂੰ )?(?:ਮਾਰਦਾ|ਕੁੱਟਦਾ|ਧਮਕਾਉਂਦਾ)|ਸੁਰੱਖਿਆ ਹੁਕਮ|ਪਤਾ ਗੁਪਤ)",
    r"(?:خشونت خانگی|(?:شوهرم|همسرم|شوهر سابقم|نامزدم)(?: مرا| من را)? (?:مرا |من را )?(?:می‌?زند|کتک|تهدید|تعقیب)|حکم (?:منع|عدم) (?:نزدیک|تماس)|دستور حفاظت|آدرس(?:م)? (?:محرمانه|مخفی)|پناهگاه|خانه امن|نباید (?:بداند|بفهمد) (?:من )?کجا)",
    r"(?:العنف (?:المنزلي|الأسري)|عنف أسري|(?:زوجي|طليقي|خطيبي|زوجي السابق) (?:يضربني|ضربني|يهددني|يلاحقني|يعنفني|يؤذيني)|يضربني زوجي|أمر (?:حماية|تقييد|منع الاقتراب|زجري)|عنوان(?:ي)? سري|سرية (?:ال)?عنوان|ملجأ للنساء|لا أريد أن يعرف (?:زوجي|طليقي|أين))",
    # Russian, Armenian
    r"(?:домашне\w+ насили|(?:муж|бывший муж|бывший|сожитель|парень) (?:(?:меня|мне|нас) (?:бь[её]т|избива\w+|избил|угрожа\w+|преследу\w+)|(?:бь[её]т|избива\w+|избил|угрожа\w+|преследу\w+) (?:меня|мне|нас))|охранн\w+ (?:ордер|приказ)|запретительн\w+ (?:ордер|приказ)|судебн\w+ запрет\w* (?:на )?прибли|скры(?:ваюсь|ть|ть мой) (?:от мужа|от бывшего|адрес)|не (?:должен|хочу,? чтобы \S+ ?\S*) (?:зна\w+|узна\w+|най\w+|нашёл|нашел)[^.!?\n]{0,20}(?:где я|адрес)|конфиденциальн\w+ адрес|приют для женщин)",
    r"(?:ընտանեկան բռնություն|(?:ամուսինս|նախկին ամուսինս|ընկերս) (?:ինձ )?(?:ծեծում|հարվածում|սպառնում|հետապնդում)|պաշտպանական որոշում|գաղտնի հասցե|հասցես (?:գաղտնի|թաքցնել)|ապաստարան)",
)

CHILD = (
    r"\bchild (?:abuse|molest\w+|pornography|trafficking|endangerment|abduction)\b(?! (?:prevention|awareness|plates?|license plates?|fund|central index|clearance|registry check))|\b(?:kidnap(?:ped|ping)?|abduct(?:ed|ing)?) (?:my|our|the|a|her|his) ",
    rf"(?<!for )(?<!of )\b(?:my|our|the|his|her|a|their) (?:\w+ )?{_KID} (?:is|are|was|were|has been|have been|went|may be|might be|could be)(?: (?:now|being|still|again|in|seriously|all|real|very|serious|great|grave))* (?:missing|danger|kidnapped|abducted|(?:sexually |physically )?abused|molested|beaten|hurt by|unsafe with|not safe with|neglected|starving|locked in)\b(?! (?:a |the |his |her |from the (?:list|title|policy|card)|documents?|paper))",
    rf"\b(?:he|she|they|his \w+|her \w+|{_PARTNER}|(?:the|a|my|our|their) (?:babysitter|neighbor|uncle|grandfather|driver|bus driver|nanny|coach|father|mother|dad|mom))(?: (?:has been|is|was|keeps|kept|has|had|always|often|still))? ?(?:hits?|hitting|beats?|beating|chok(?:es?|ed|ing)|abus(?:es?|ed|ing)|molest(?:s|ed|ing)?|touch(?:es|ed|ing)|burn(?:s|ed|ing)?|starv(?:es?|ed|ing)|hurts|hurting|lock(?:s|ed|ing)? up) (?:my|our|the|his|her|their) (?:\w+ )?{_KID}\b(?![’']s (?:car|bike|truck|account|wallet)|,? (?:car|bike)|-| (?:seat|support|id|card|records?))",
    rf"\b(?:took|taken|takes|taking|has|is keeping|keeps|ran off with|left (?:the )?(?:state|country) with) (?:my|our|the|both|her|his) (?:\w+ )?{_KID}\b[^.!?\n]{{0,40}}\b(?:won[’']?t|will not|refus\w+ to|did not|didn[’']?t|never) (?:return|bring|give|let)\b|\b(?:ran off|disappeared|fled) with (?:my|our|the) (?:\w+ )?{_KID}\b",
    rf"\b(?:leav(?:es?|ing)|left|lock(?:s|ed|ing)?|there is|there[’']s|alone is)\b[^.!?\n]{{0,20}}\b(?:a |the |her |his |my |our |their )?(?:\w+ )?{_KID}\b[^.!?\n]{{0,15}}\b(?:alone|locked|unattended|by (?:himself|herself|itself)|trapped|inside)\b[^.!?\n]{{0,20}}\b(?:car|vehicle|truck|van|house|home|apartment|heat)\b",
    rf"\b(?:drunk|drinking|high|intoxicated|on drugs|wasted)\b[^.!?\n]{{0,40}}\bwith (?:my|our|the|his|her|a|their) (?:\w+ )?{_KID}\b[^.!?\n]{{0,10}}\b(?:in (?:the|his|her) (?:car|truck|back|seat|van)|on board)|\bdriv(?:es?|ing) (?:my|our|the|his|her) (?:\w+ )?{_KID}\b[^.!?\n]{{0,20}}\b(?:drunk|high|while (?:drunk|drinking|high)|intoxicated)\b",
    # Spanish
    r"\b(?:abuso (?:infantil|de menores|sexual de)|maltrato infantil|(?:secuestr|rob)(?:[oó]|aron|ado) (?:a )?(?:mi|mis|nuestro|nuestra) (?:hij[oa]s?|nieto|nieta|beb[eé]|niñ[oa]s?)|se llev[oó] (?:a )?(?:mi|mis|los|nuestros) (?:hij[oa]s?|niñ[oa]s?)(?: y no| sin)|(?:mi|nuestro|nuestra) (?:hij[oa]|niet[oa]|beb[eé]) (?:est[aá] en peligro|est[aá] desaparecid[oa]|desapareci[oó])|(?:le )?(?:pega|golpea|maltrata|abusa) (?:a|de) (?:mi|mis|los|sus|la|el) (?:hij[oa]s?|niñ[oa]s?|beb[eé])|niñ[oa] (?:encerrad[oa]|sol[oa]) en (?:el|un) (?:carro|coche|auto)|maneja (?:borracho|tomado) con (?:mi|mis|los|sus) (?:hij[oa]s?|niñ[oa]s?))\b",
    # others
    r"(?:虐待儿童|虐待兒童|虐待孩子|虐童|打(?:我的|我们的|我們的|了)?孩子|(?:孩子|女儿|女兒|儿子|兒子)(?:失踪|失蹤|不见了|不見了|有危险|有危險|被绑架|被綁架|被拐|被虐待)|拐走(?:了)?(?:我|孩子)|性侵(?:儿童|兒童|孩子|我女))",
    r"(?:児童虐待|子供を(?:殴|虐待|連れ去)|(?:子供|娘|息子)が(?:行方不明|危険|誘拐|虐待)|아동 ?학대|(?:아이|딸|아들|애)(?:가|를|이) ?(?:실종|납치|위험에|학대|때리|데리고 도망|유괴))",
    r"(?:bạo hành trẻ|lạm dụng trẻ|(?:con|cháu)(?: gái| trai)?(?: tôi| em)? (?:bị (?:bắt cóc|mất tích|bạo hành|lạm dụng|đánh đập)|đang gặp nguy hiểm|mất tích)|bắt cóc (?:con|cháu)|đánh (?:đập )?(?:con|cháu) (?:tôi|em|gái|trai))",
    r"(?:\b(?:inaabuso|sinasaktan|binubugbog|minomolestiya|dinukot|kinidnap) (?:po )?(?:ng \w+ |niya |nila )?(?:po )?ang (?:anak|aking anak|apo|bata|mga bata|mga anak)|\bnawawala (?:po )?ang (?:anak|aking anak|apo) |\bnasa panganib (?:po )?ang (?:anak|bata|apo|mga anak)|បំពានកុមារ|វាយកូន|កូន(?:របស់ខ្ញុំ)?(?:បាត់|មានគ្រោះថ្នាក់|ត្រូវគេចាប់))",
    r"(?:बाल (?:शोषण|यौन)|बच्च(?:े|ों|ी) (?:को|के साथ) (?:मार|पीट|अगवा|शोषण|दुर्व्यवहार)|(?:बेटी|बेटा|बच्चा|बच्ची) (?:लापता|खतरे में|ख़तरे में|का अपहरण)|ਬੱਚ(?:ੇ|ਿਆਂ|ੀ) (?:ਨੂੰ|ਨਾਲ) (?:ਮਾਰ|ਕੁੱਟ|ਅਗਵਾ|ਸ਼ੋਸ਼ਣ)|(?:ਧੀ|ਪੁੱਤਰ|ਬੱਚਾ) (?:ਲਾਪਤਾ|ਖ਼ਤਰੇ ਵਿੱਚ|ਖਤਰੇ ਵਿੱਚ))",
    r"(?:کودک(?: |‌)?آزاری|(?:بچه|فرزند|دختر|پسر)(?:‌?ام|م|ها)?(?: را)? (?:ربوده|گم شده|در خطر|کتک|می‌?زند|دزدید)|إساءة (?:معاملة )?(?:ال)?أطفال|(?:يضرب|ضرب|خطف|اختطف|يؤذي|يعتدي على) (?:ابني|ابنتي|أطفالي|أولادي|طفلي|طفلتي|الأطفال)|(?:ابني|ابنتي|طفلي|طفلتي|أطفالي) (?:مفقود|مفقودة|في خطر|مخطوف))",
    r"(?:насили\w+ над (?:ребёнком|ребенком|детьми)|(?:бь[её]т|избива\w+|похитил\w*|укра\w+) (?:моего |мою |моих |нашего |нашу |наших )?(?:ребёнка|ребенка|сына|дочь|детей|внука|внучку)|(?:ребёнок|ребенок|сын|дочь|дети) (?:пропал\w*|в опасности|похищен\w*)|(?:ծեծում է|առևանգել է|փախցրել է) (?:երեխա|որդուս|աղջկաս|տղայիս)|երեխա(?:ս|ն|ները)? (?:կորել|վտանգի մեջ|անհետացել))",
)
