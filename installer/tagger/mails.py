# SPDX-License-Identifier: Apache-2.0
"""Letters around sentences: headers, greetings, closings, signatures and quoted history, in the
languages of the office.
"""

from filling import filled
from marked import Marked, joined, quoted
from people import Source

_GREETINGS = {
    "en": "Hi {given},|Hello {name},|Dear {title} {family},|Dear {name}:|Good morning {given},|To {name}|hey {given}|{given} -|{given},|Good afternoon {title} {family},|Dear Sir or Madam,|To whom it may concern,|Hello,|Hi DMV,|Attn: {name}",
    "es": "Hola {given},|Estimada Sra. {family}:|Estimado Sr. {family}:|Estimado {name}:|Buenos días {given},|Buenas tardes,|A quien corresponda:|Querida {given}:|Sr. {name}:|Hola,",
    "fil": "Kumusta po {given},|Mahal na {name},|Magandang umaga po,|Hello po {given},|Para kay {name}",
    "vi": "Kính gửi ông {name},|Kính gửi bà {name},|Chào anh {given},|Chào chị {given},|Xin chào,|Kính thưa quý vị,",
    "ru": "Здравствуйте, {given}!|Уважаемый {name}!|Уважаемая {name}!|Добрый день!|Привет, {given},",
    "hy": "Հարգելի {name},|Բարև {given},|Բարև Ձեզ,|Հարգելի պարոն {family},",
    "ar": "السيد {name} المحترم،|عزيزتي {given}،|مرحبا {given}،|السلام عليكم،",
    "fa": "جناب آقای {name}،|سرکار خانم {family}،|سلام {given}،|با سلام،",
    "hi": "प्रिय {name},|श्री {family} जी,|नमस्ते {given} जी,|नमस्ते,",
    "pa": "ਪਿਆਰੇ {name},|ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ {given} ਜੀ,|ਸਤਿ ਸ੍ਰੀ ਅਕਾਲ,|ਸ੍ਰੀਮਾਨ {name} ਜੀ,",
    "ko": "{name} 님께,|{name} 씨,|안녕하세요 {name} 님,|안녕하세요,",
    "zh": "尊敬的{name}先生:|{name}女士,您好!|{name},你好,|您好,",
    "ja": "{name} 様|{family}様|拝啓 {name} 様|こんにちは、",
    "km": "ជូនចំពោះ លោក {name}|សួស្តី {given}|ជំរាបសួរ លោកស្រី {name}|សួស្តី,",
}
_CLOSINGS = {
    "en": "Thanks,|Thank you,|Sincerely,|Best regards,|Regards,|Respectfully,|Thx|Best,|Cheers,|Yours truly,|Warm regards,|Have a great day,||--|-",
    "es": "Gracias,|Atentamente,|Saludos,|Muchas gracias,|Saludos cordiales,|Cordialmente,|Dios los bendiga,|",
    "fil": "Salamat po,|Maraming salamat,|Gumagalang,|Lubos na gumagalang,",
    "vi": "Xin cảm ơn,|Trân trọng,|Cảm ơn nhiều,|Kính thư,|Kính chào,",
    "ru": "Спасибо,|С уважением,|Заранее благодарю,|Всего доброго,",
    "hy": "Շնորհակալություն,|Հարգանքով,|Նախապես շնորհակալ եմ,",
    "ar": "شكرا،|مع التحية،|مع فائق الاحترام،|وتفضلوا بقبول فائق الاحترام،",
    "fa": "با تشکر،|با احترام،|ارادتمند،|سپاسگزارم،",
    "hi": "धन्यवाद,|सादर,|भवदीय,|आपका,",
    "pa": "ਧੰਨਵਾਦ,|ਸਤਿਕਾਰ ਸਹਿਤ,|ਤੁਹਾਡਾ,|ਬਹੁਤ ਧੰਨਵਾਦ,",
    "ko": "감사합니다,|올림,|드림,|수고하세요,",
    "zh": "谢谢,|此致,|敬礼,|祝好,",
    "ja": "よろしくお願いいたします。|敬具|以上、|ありがとうございます。",
    "km": "សូមអរគុណ,|ដោយសេចក្តីគោរព,|អរគុណច្រើន,",
}
_TITLES = ("Mr.", "Mrs.", "Ms.", "Dr.", "Mr", "Mrs", "Ms")
_WROTE = {
    "en": "On {date} {name} wrote:|On {date}, {name} <{email}> wrote:|{name} <{email}> wrote:|-----Original Message-----\nFrom: {name}\nSent: {date}\nTo: {name}\nSubject: Re: {form}|---------- Forwarded message ---------\nFrom: {name} <{email}>\nDate: {date}\nSubject: Fwd: {form}\nTo: <{email}>|From: {family}, {given} <{email}>",
    "es": "El {date}, {name} escribió:|De: {name} <{email}>\nEnviado: {date}\nPara: {name}\nAsunto: {form}|El {date} {name} <{email}> escribió:",
    "vi": "Vào {date}, {name} đã viết:|Từ: {name} <{email}>\nĐến: {name}",
    "ru": "{date} {name} написал:|От: {name} <{email}>\nКому: {name}",
    "zh": "{name} 于 {date} 写道:|发件人: {name} <{email}>\n收件人: {name}",
    "ko": "{date} {name} 님이 작성:|보낸 사람: {name} <{email}>",
}
_HEADERS = (
    "From: {name} <{email}>\nTo: {email}\nSubject: {form}\nDate: {date}\n\n|From: {name}\nTo: DMV {town}\nCc: {name}; {name}\nSubject: {form} {name}\n\n"
    "|Subject: {form} - {name}\n\n|To: {name} <{email}>\nCC: {family}, {given} <{email}>\nSubject: RE: {form}\n\n|Reply-To: {name}\n\n"
).split("|")
_BELOW = ("", "", "", "{phone}", "{addr}", "{addr}\n{phone}", "{phone}\n{email}", "{org}", "DOB {date}\n{phone}", "Plate {plate}", "Sent from my iPhone", "cell: {phone}", "{org}\n{addr}\n{phone}")  # fmt: skip


def as_mail(source: Source, language: str, said: Marked) -> Marked:
    """The sentences as a customer sends them."""
    dice = source.dice

    def one(choices: dict[str, str]) -> str:
        return dice.choice(choices.get(language, choices["en"]).split("|"))

    def put(template: str) -> Marked:
        template = template.replace("{title}", dice.choice(_TITLES))
        return filled(source, language, template)

    parts = [put(one(_GREETINGS)), said]
    closing = one(_CLOSINGS)
    signed = dice.choice(("{name}", "{name}", "{given}", "{name}", "- {given}"))
    parts.append(put("\n".join(filter(None, (closing, signed, dice.choice(_BELOW))))))
    letter = joined(parts, dice.choice(("\n\n", "\n\n", "\n")))
    if dice.random() < 0.3:
        letter = joined([put(dice.choice(_HEADERS)), letter], "")
    if dice.random() < 0.35:
        history = joined([put(one(_GREETINGS)), put(f"{one(_CLOSINGS)}\n{{name}}")], "\n")
        letter = joined([letter, put(one(_WROTE)), quoted(history)], "\n")
    return letter
