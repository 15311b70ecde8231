"""Which language a text is in, by its most frequent small words.

No model and no list of languages: a text is named only when the small words of one language make
up a good part of it and those of every other language far less. Everything else is ``und``, with
its script where that, or the lack of any small word of English, shows that it is not English.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

FUNCTION_WORDS = {
    "de": "der die das und ist nicht mit von auf für den dem ein eine sich auch werden wird bei zu",
    "en": "the of and to that for with by from his her has have which they this are were not but it"
    " said will be their was is as at on would been who he she its had you your my we our what when"
    " there about could if can i some",
    "es": "el los las que del una por para con se su al lo como más pero fue este",
    "fr": "le les des est dans que pour qui une sur pas avec ce au par il sont plus du cette",
    "it": "il che di della per una sono con non del gli nel dei alla è anche ha le",
    "nl": "de te het een van en dat niet zijn op te voor met aan ook door bij wordt werd naar",
    "pl": "nie się że jest na do przez jak ale od po oraz są być który tym",
    "pt": "os da não uma por com mais dos ao das foi são em pelo ele na no",
    "ru": "и в не на что с по как из от за для это его были был года к",
    "tr": "ve bir bu için ile olarak olan da de daha çok ise gibi kadar",
    "uk": "і в не на що з по як із від за для це його були був року до та у",
}
"""BCP 47 code to the words that a text in that language cannot do without."""

MINIMUM_WORDS = 15
MINIMUM_SHARE = 0.15
"""Of all words. English prose has 0.3 to 0.5 of these; a list of names has next to none."""

LEAD = 1.3
"""How many times the runner-up's share the winner's has to be."""

OTHER_WORDS = 20
OTHER_SHARE = 0.1
"""Of at least so many words without a capital, fewer small words of English than in any English
text: of 454 news articles, letters and reviews the poorest has 0.15, Swedish prose has none."""

SAMPLE = 20_000
"""Code points looked at: the beginning of a text tells its language."""

SCRIPTS = {
    "ARABIC": "Arab", "ARMENIAN": "Armn", "BENGALI": "Beng", "CJK": "Hani", "CYRILLIC": "Cyrl",
    "DEVANAGARI": "Deva", "ETHIOPIC": "Ethi", "GEORGIAN": "Geor", "GREEK": "Grek",
    "GUJARATI": "Gujr", "GURMUKHI": "Guru", "HANGUL": "Hang", "HEBREW": "Hebr", "HIRAGANA": "Jpan",
    "KANNADA": "Knda", "KATAKANA": "Jpan", "KHMER": "Khmr", "LAO": "Laoo", "MALAYALAM": "Mlym",
    "MYANMAR": "Mymr", "SINHALA": "Sinh", "TAMIL": "Taml", "TELUGU": "Telu", "THAI": "Thai",
    "TIBETAN": "Tibt",
}  # fmt: skip
"""How Unicode names of letters begin, and the script's code in ISO 15924."""

MINIMUM_LETTERS = 10

_PROFILES = {code: frozenset(words.split()) for code, words in FUNCTION_WORDS.items()}
_ENGLISH = _PROFILES["en"] - {"i"}  # in small letters a word of many languages, and hardly English
_WORD = re.compile(r"(?<![\w/=&.@-])[^\W\d_]+(?![\w/=&@:-])")


def text_language(text: str, stated: str | None) -> str:
    """The language of a text: whether it is English its words show, else its page is believed.

    Pages state the language of their template, and that alone must not hide an English text, nor
    let another be read as one. Which other language it is the page knows better.

    Args:
        text: The document's text.
        stated: The tag that the file states, if any.
    """
    detected = detect_language(text)
    if stated is None:
        return detected
    languages = {stated.partition("-")[0], detected.partition("-")[0]}
    told = detected != "und" and len(languages) == 2
    return detected if told and "en" in languages else stated


def detect_language(text: str) -> str:
    """Name the language of a text as a BCP 47 code, ``und`` when it is unclear.

    >>> detect_language("The ferry was late, and the captain said that it would be late again for "
    ...     "the rest of the week.")
    'en'
    >>> detect_language("Ferry 12, Harbour 3, Coast 7"), detect_language("船は月曜日に出航しません")
    ('und', 'und-Jpan')
    >>> detect_language("Färjan till Norholm var sen igen, sade kaptenen, och två hundra väntade i "
    ...     "regnet på kajen medan den trötta besättningen lagade sin gamla motor.")
    'und-Latn'
    """
    printed = _WORD.findall(text[:SAMPLE])
    script = _other_script(text) or ("Latn" if _is_other_prose(printed) else None)
    undetermined = f"und-{script}" if script else "und"
    words = [word.lower() for word in printed]
    if len(words) < MINIMUM_WORDS:
        return undetermined
    counts = Counter(words)
    shares = sorted(
        (
            (sum(counts[word] for word in profile) / len(words), code)
            for code, profile in _PROFILES.items()
        ),
        reverse=True,
    )
    (best, code), (second, _) = shares[:2]
    return code if best >= MINIMUM_SHARE and best >= LEAD * second else undetermined


def _is_other_prose(printed: list[str]) -> bool:
    """Whether words are prose in Latin letters that is not English.

    Counter-examples: a list of names and a headline, whose words have capitals.
    """
    plain = [word for word in printed if word[0].islower()]
    if len(plain) < OTHER_WORDS:
        return False
    return sum(word in _ENGLISH for word in plain) < OTHER_SHARE * len(plain)


def _other_script(text: str) -> str | None:
    """The script of most letters where it is not Latin; Japanese by the letters only it has."""
    letters = [letter for letter in text[:SAMPLE] if letter.isalpha()]
    scripts = Counter(unicodedata.name(letter, "?").split()[0] for letter in letters)
    if len(letters) < MINIMUM_LETTERS or scripts["LATIN"] * 2 >= len(letters):
        return None
    if scripts["HIRAGANA"] + scripts["KATAKANA"]:
        return SCRIPTS["HIRAGANA"]
    known = [name for name in SCRIPTS if scripts[name]]
    return SCRIPTS[max(known, key=lambda name: scripts[name])] if known else None
