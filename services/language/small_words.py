# SPDX-License-Identifier: Apache-2.0
"""Small words that tell a language where letters do not: the most frequent ones, with those that
open and close a letter. Put together by hand.

Vietnamese stands here without its marks as well, as people type it on telephones. `ROMANISED` are
words of languages with a writing of their own, spelled in Latin letters: a text made of them is in
none of the languages that are written so.
"""

from collections.abc import Mapping

_WORDS = {
    "en": """
        the and of to in is are was were for with on at by this that these those it be been have has
        had do does did not what when where how why who which can could will would should may must
        if or but from my your our their his her we you they i me us any need want get got there
        please thank thanks hello hi dear yes just about after before because still also
    """,
    "es": """
        el la los las un una unos unas de del y que en es son fue era para por con sin se su sus lo
        le les mi mis me nos no si sí como cómo cuando cuándo donde dónde qué cuál porque pero muy
        más ya al hay este esta estos estas eso esa tengo tiene quiero quisiera puedo puede debo
        necesito hola gracias señor señora favor estoy está usted ustedes fui hace también entre
    """,
    "vi": """
        và của là có không được cho tôi này các những một với trong đã để khi thì bị về người phải
        ở đến từ theo như cũng anh chị em ông bà xin cảm ơn hỏi muốn cần làm gì nào đâu sao rồi nếu
        toi cua la duoc khong nhung mot voi trong nguoi phai theo nhu cung xin cam on hoi muon lam
        gi nao dau roi neu bang lai xe minh ngay thi biet giup tien giay dang ky
    """,
    "tl": """
        ang ng mga sa na at ay ko mo po ako ikaw siya kami tayo kayo sila ito iyon yung ung para
        kung hindi wala walang may mayroon meron ba lang din rin pa naman kasi kaya pero dahil nang
        nasa kay si ni paano magkano saan kailan ano anong sino bakit pwede puede gusto kailangan
        salamat opo kumusta isang aking inyong iyong ninyo namin natin nila niya noong kapag mula
    """,
    "pt": """
        o a os as um uma de do da dos das e que em no na não é são para por com se seu sua eu você
        meu minha como quando onde mas mais muito está tenho preciso quero posso obrigado obrigada
        olá ao pelo pela isso também já fazer carteira
    """,
    "fr": """
        le la les un une des de du et que qui en est sont dans pour par sur avec ne pas ce cette je
        vous nous mon ma mes votre il elle au aux mais où comment quand bonjour merci suis ai avez
        être plus très
    """,
    "de": """
        der die das und ist sind in den dem ein eine einen nicht zu mit für auf von ich sie wir mein
        meine ihr es haben habe wie wann wo was wenn oder aber bitte danke guten auch werden kann
        muss noch nach bei
    """,
    "it": """
        il lo la i gli le un una di del della e che è sono per con non mi mia mio si come quando
        dove ma più molto ho devo posso vorrei grazie buongiorno anche nel nella al alla questo
    """,
    "id": """
        yang dan di ke dari untuk dengan ini itu tidak saya anda kami kita adalah pada akan bisa apa
        bagaimana berapa kapan mana ada sudah belum juga atau tapi karena terima kasih mohon surat
        harus
    """,
    "ar": """
        في من على إلى الى عن مع هذا هذه ذلك التي الذي ما لا هل كيف متى أين أن إن كان كانت قد أنا لي
        أو ثم لم لن هو هي كل بعد قبل شكرا السلام عليكم مرحبا رخصة القيادة سيارة سيارتي أريد
    """,
    "fa": """
        در از به با را که این آن است هست برای من ما شما می نمی چه چگونه چطور کجا کی آیا یا هم اما
        اگر تا بود شد شده باید کنم کنید کند دارم دارد ندارم خود یک هر سلام ممنون لطفا متشکرم
        گواهینامه رانندگی ماشین
    """,
    "ur": """
        ہے ہیں کے کی کا کو میں سے اور نہیں یہ وہ کیا کیسے کہاں میرا میری مجھے آپ ہوں تھا گاڑی لیے
        پر بھی شکریہ سلام
    """,
}
_ROMANISED = """
    mera meri mere mujhe hai hain hoon nahi nahin kya kaise kahan kab aap apni apna gaya gayi karna
    karni karne chahiye liye saath aur lekin toh raha rahi mein hum kitna kitni dhanyavaad namaste
    ji tusi menu mainu hega kiven kithe kitthe sanu tuhada tuhanu hunda nu vich haan sat sri akal
    barev dzez dzer im em es inchpes inch kara karogh petq vortegh erb shnorhakalutyun mek chi unem
    salam man mikham chetor baraye hastam dastan daram nadaram mishe koja lotfan mamnoon gavahiname
    zdravstvuyte zdravstvujte kak mozhno nuzhno gde kogda spasibo moya moi menya prava mashina
    marhaba shukran kayf ana uridu sayara habibi
    watashi desu masu arigato onegaishimasu kudasai dou annyeonghaseyo kamsahamnida
"""

UNWRITTEN = "?"
"""Stands for a language spelled in letters that are not its own."""


def _tally() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for language, words in (*_WORDS.items(), (UNWRITTEN, _ROMANISED)):
        for word in words.split():
            found.setdefault(word, set()).add(language)
    return {word: frozenset(languages) for word, languages in found.items()}


SMALL_WORDS: Mapping[str, frozenset[str]] = _tally()
"""The languages that each small word is one of."""
