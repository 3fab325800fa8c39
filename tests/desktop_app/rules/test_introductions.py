# SPDX-License-Identifier: Apache-2.0
"""Names that words introduce and people sign with; ordinary words that do not become names."""

import pytest

from desktop_app.rules.introductions import introduced, signatures


def told(text: str) -> list[str]:
    return list(dict.fromkeys(text[span.start : span.end] for span in introduced(text)))


def signed(text: str) -> list[str]:
    return [text[span.start : span.end] for span in signatures(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("My name is Ana Li and I moved.", ["Ana Li"]),
        ("my name is mieszko", ["mieszko"]),
        ("the seller, Robert Langley, is gone", ["Robert Langley"]),
        ("The officer (B. Stallworth, on the paper)", ["B. Stallworth"]),
        ("Her doctor, Dr. Anand Subramanian, signed", ["Anand Subramanian"]),
        ("my brother-in-law Rodney says so", ["Rodney"]),
        ("Mr. Curtis Wainfleet told me", ["Curtis Wainfleet"]),
        ("Dear Ms. Beckett,", ["Beckett"]),
        ("please contact Bernard Oduya at once", ["Bernard Oduya"]),
        ("MY NEIGHBOR\nGENE PASQUALETTI IS 76", ["GENE PASQUALETTI"]),
        ("mi suegro, Refugio Orozco Lara, ya no", ["Refugio Orozco Lara"]),
        ("los recibos del dueño, don Efraín Cabrales.", ["Efraín Cabrales"]),
        ("les escribe Eusebio Montaño Rivas, mi hija", ["Eusebio Montaño Rivas"]),
        ("anak naming si Jomar at asawa kong si Rogelio", ["Jomar", "Rogelio"]),
        ("con gái tôi tên Thảo có thể", ["Thảo"]),
        ("моя жена, Оксана Терещенко, тоже", ["Оксана Терещенко"]),
        ("我先生李国强只有中国驾照", ["李国强"]),
        ("아내(최수민)는 아직", ["최수민"]),
        ("رجل اسمه روبرت لانغلي (Robert Langley) ودفعت", ["روبرت لانغلي", "Robert Langley"]),
        ("قبض برق به نام پسرم کامران است", ["کامران"]),
        ("मेरी बेटी आर्या अगले महीने", ["आर्या"]),
        ("ਫ਼ੋਨ ਮੇਰੀ ਪਤਨੀ ਮਨਜੀਤ ਕੌਰ ਚੁੱਕੇਗੀ", ["ਮਨਜੀਤ ਕੌਰ"]),
        ("ապրում եմ քրոջս՝ Նարինեի տանը", ["Նարինեի"]),
        ("my aunt Maria de la Cruz and he", ["Maria de la Cruz"]),
        ("See below.\n\nGabi,\n\ngot it out", ["Gabi"]),
        ("From: Marco Castellano <m@example.net>\nDate: Thu", ["Marco Castellano"]),
        ('> To: "Wanjiku Otieno" <w@example.org>', ["Wanjiku Otieno"]),
        ("Cc: Oona Halvari\nSubject: Plates", ["Oona Halvari"]),
        ("I asked Wanjiku Otieno <w@example.org> first", ["Wanjiku Otieno"]),
        ("On Thu at 7:48 PM Marco Castellano wrote:", ["Marco Castellano"]),
        ("Last name: Halvari\nFirst name: Oona", ["Halvari", "Oona"]),
        ("Applicant: Oona Halvari", ["Oona Halvari"]),
        ("but everyone calls me Adlan", ["Adlan"]),
        ("Hi Tokie, can you help", ["Tokie"]),
        ("Miss Oona Halvari asked", ["Oona Halvari"]),
    ],
)
def test_a_telling_word_makes_a_name(text: str, names: list[str]) -> None:
    assert told(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "I am Sorry for the delay",
        "This is DMV business and the clerk MUST sign",
        "My daughter needs a permit",
        "Dear Sir or Madam,",
        "the owner of the car",
        "I spoke to the DMV and to TVB",
        "मेरी बेटी को परमिट चाहिए",
        "पति के कागज़",
        "Hello,\n\nFirst,\n\nthank you",
        "Si usted puede, dígame",
        "From: the DMV\nTo: all drivers",
        "From: Sacramento\nTo: DMV",
        "Dear Ms.",
        "Hello everybody, hi there, good morning DMV,",
        "Temporary paper plates from a dealer (Veh. Code 4456.2)",
        "The driver: must sign. Call me Monday or call me ASAP.",
    ],
)
def test_other_words_do_not(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Please help.\n\nThanks,\nKip Lorne", ["Kip Lorne"]),
        ("Please help.\nthx\nkaylee", ["kaylee"]),
        ("Thank you, Lucinda", ["Lucinda"]),
        ("Gracias!! Yesi", ["Yesi"]),
        (
            "Much obliged,\nWalt\n\n-- \nWalter J. Brannigan\nPump & Well",
            ["Walt", "Walter J. Brannigan"],
        ),
        ("Thanks a million ❤️\nTemi", ["Temi"]),
        ("谢谢！\n\n林晓雯\nXiaowen Lin", ["林晓雯", "Xiaowen Lin"]),
        ("Sorry this got long. Thank you for reading it.\n\nBettina", ["Bettina"]),
        ("DO I BRING IT.\n\nHAROLD T. NAKASHIMA\n1140 PERSIMMON AVE", ["HAROLD T. NAKASHIMA"]),
        (
            "Pls advise.\n\n-- \nMarguerite Sandoval-Kim, CPA, MST\nManaging",
            ["Marguerite Sandoval-Kim"],
        ),
        ("It is lost\nZylvara Qwistel\n559-555-0187", ["Zylvara Qwistel"]),
        ("Please call me.\nZylvara\nCell: (559) 555-0187", ["Zylvara"]),
        ("С уважением,\nВадим Терещенко", ["Вадим Терещенко"]),
        ("با تشکر فراوان\nپروین دانشور", ["پروین دانشور"]),
        ("ਬਹੁਤ ਧੰਨਵਾਦ,\nਗੁਰਪ੍ਰੀਤ ਸਿੰਘ ਢਿੱਲੋਂ", ["ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ ਢਿੱਲੋਂ"]),
    ],
)
def test_a_signature_makes_a_name(text: str, names: list[str]) -> None:
    assert sorted(set(signed(text))) == sorted(names)


@pytest.mark.parametrize(
    "text",
    [
        "Thanks for your help with this",
        "Thank you so much\nand sorry for the trouble",
        "Thanks,\nsent from my phone",
        "Best regards",
        "Thank you.\n\nMillbrook office",
        "Call me under this\nNumber\n559-555-0187",
        "The car was sold\nOn Monday\nto a man in 1999 for 2000000 pesos",
        "Please answer soon.\n\nThank You",
        "One line only",
        "Gracias por todo y saludos",
    ],
)
def test_a_closing_without_a_name_makes_none(text: str) -> None:
    assert signed(text) == []
