# SPDX-License-Identifier: Apache-2.0
"""In which of its two ways Chinese is written, told by characters that only one of them has."""

_TRADITIONAL = frozenset(
    "們這個為車輛證號領換時間問題應該費駕駛執學習請謝對與過從還會說話誰給來買賣單據寫"
    "郵幾歲兒國語區電檢驗廢氣稅罰錢繳納辦資訊續戶貫難點樣嗎麼聽讀書轉讓險業務員"
)
_SIMPLIFIED = frozenset(
    "们这个为车辆证号领换时间问题应该费驾驶执学习请谢对与过从还会说话谁给来买卖单据写"
    "邮几岁儿国语区电检验废气税罚钱缴纳办资讯续户贯难点样吗么听读书转让险业务员"
)


def is_traditional(text: str) -> bool:
    """Whether a Chinese text has more of the characters that only the traditional way has."""
    return sum(c in _TRADITIONAL for c in text) > sum(c in _SIMPLIFIED for c in text)
