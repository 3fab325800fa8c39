# SPDX-License-Identifier: Apache-2.0
"""The words by which mail programs mark quoted and forwarded mail, in the languages that reach the
counter. All in lower case.
"""

FORWARD_SUBJECTS = frozenset(
    {"fw", "fwd", "rv", "tr", "wg", "enc", "doorst", "转发", "轉寄", "轉發", "전달", "転送",
     "chuyển tiếp", "إعادة توجيه", "ارسال", "reenviado", "reenv"}
)  # fmt: skip
"""What stands before the colon in the subject of a forwarded message."""

FORWARD_WORDS = (
    "forwarded", "fwd message", "reenviad", "reenvío", "weitergeleitet", "transféré", "transmis",
    "inoltrat", "encaminhad", "doorgestuurd", "转发", "轉寄", "轉發", "전달", "転送", "пересыла",
    "переслан", "переадрес", "chuyển tiếp", "معاد توجيه", "إعادة توجيه", "المحول", "هدایت",
    "ارجاع", "अग्रेषित", "फ़ॉरवर्ड", "ਫਾਰਵਰਡ", "ਅੱਗੇ ਭੇਜ", "փոխանցված", "վերահղված", "ipinasa",
    "na-forward", "បញ្ជូនបន្ត",
)  # fmt: skip

ORIGINAL_WORDS = (
    "original message", "original appointment", "mensaje original", "message d'origine",
    "message original", "ursprüngliche nachricht", "originalnachricht", "messaggio originale",
    "mensagem original", "原始邮件", "原始郵件", "原邮件", "原始信件", "원본 메시지",
    "원본 메일", "원본메일", "元のメッセージ", "исходное сообщение", "оригинальное сообщение",
    "thư gốc", "tin nhắn gốc", "الرسالة الأصلية", "پیام اصلی", "मूल संदेश", "ਮੂਲ ਸੁਨੇਹਾ",
    "սկզբնական", "orihinal na mensahe",
)  # fmt: skip

WROTE = (
    "wrote", "writes", "escribió", "escribio", "écrit", "schrieb", "ha scritto", "escreveu",
    "schreef", "写道", "寫道", "作成", "작성", "씀:", "書きました", "のメール", "написал",
    "пишет", "писал", "пише", "viết", "كتب", "كتابة", "نوشت", "लिखा", "ਲਿਖਿਆ", "գրել", "գրեց",
    "sinulat", "សរសេរ",
)  # fmt: skip

_FROM = (
    "from", "de", "von", "da", "发件人", "寄件者", "寄件人", "보낸 사람", "보낸사람", "발신",
    "差出人", "送信元", "от", "отправитель", "від", "từ", "người gửi", "من", "از", "فرستنده",
    "प्रेषक", "ਵੱਲੋਂ", "ից", "ում կողմից", "mula kay", "mula sa", "mula", "ពី",
)  # fmt: skip
_DATE = (
    "sent", "date", "enviado", "enviado el", "fecha", "envoyé", "gesendet", "datum", "inviato",
    "data", "发送时间", "日期", "寄件日期", "傳送時間", "时间", "보낸 날짜", "보낸날짜", "날짜",
    "送信日時", "日時", "日付", "отправлено", "дата", "đã gửi", "ngày", "ngày gửi", "تم الإرسال",
    "تاريخ الإرسال", "التاريخ", "تاریخ", "ارسال شده", "भेजा गया", "दिनांक", "ਮਿਤੀ", "ਭੇਜਿਆ",
    "ուղարկվել է", "ամսաթիվ", "ipinadala", "petsa", "កាលបរិច្ឆេទ",
)  # fmt: skip
_TO = (
    "to", "para", "à", "an", "a", "收件人", "收件者", "받는 사람", "받는사람", "수신", "宛先",
    "кому", "đến", "tới", "người nhận", "إلى", "به", "گیرنده", "प्रति", "को", "ਵੱਲ", "ում",
    "para kay", "kay", "ទៅ",
)  # fmt: skip
_SUBJECT = (
    "subject", "asunto", "objet", "betreff", "oggetto", "assunto", "主题", "主旨", "標題",
    "제목", "件名", "тема", "chủ đề", "tiêu đề", "الموضوع", "موضوع", "विषय", "ਵਿਸ਼ਾ", "թեմա",
    "paksa", "ប្រធានបទ",
)  # fmt: skip
_COPY = ("cc", "抄送", "副本", "참조", "копия", "نسخة", "رونوشت", "con copia", "kopie")

LABELS: dict[str, str] = {
    **dict.fromkeys(_COPY, "copy"),
    **dict.fromkeys(_SUBJECT, "subject"),
    **dict.fromkeys(_TO, "to"),
    **dict.fromkeys(_DATE, "date"),
    **dict.fromkeys(_FROM, "from"),
}
"""What the lines of a quoted header say, by their label."""
