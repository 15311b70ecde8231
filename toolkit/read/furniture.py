"""What a page prints around its text and no author wrote: one rule for each kind.

Every rule looks at one line and knows no publisher. A rule that takes real text away does more harm
than one that leaves a widget in, so each is narrow and its tests hold counter-examples. Where on a
page a rule may be used at all is decided in :mod:`toolkit.read.page`.
"""

from __future__ import annotations

import re

from toolkit.read.dates import find_moment, has_clock_time, without_dates
from toolkit.read.lines import ends_sentence

MAXIMUM_LENGTH = 160
"""No furniture line is longer, in code points; also what keeps the patterns fast."""

_DATE_LABEL = re.compile(
    r"\W*(?:date|posted|released|issued|created|publication date"
    r"|(?:last |first )?(?:updated|modified|published))(?:\s+(?:on|at|date))?\b\s*:?",
    re.IGNORECASE,
)
_DATED_PART = (
    r"(?:[A-Z][\w.’'-]+(?:[ /](?:(?:of|for|and)(?: the)? )?[A-Z][\w.’'-]+){0,3}"
    r"|(?i:(?:press|news|media|public|information|briefing|background)"
    r" (?:release|note|notice|statement|bulletin|update))"
    r"|(?i:(?:release|statement|update|issue|bulletin|report|volume|number)(?: no\.?)?)"
    r"(?: #?\d{1,8}(?:[-/]\d{1,4})?)?)"
)
_DATED_BY = re.compile(
    rf"(?i:as of(?:\s+on)?)|{_DATED_PART}(?:\s*[|,/·•–—-]\s*{_DATED_PART}){{0,2}}"
)
"""A place, a desk, the sort and number of the page or "as of" in front of a date."""
_FONT_SIZE = re.compile(r"(?<![\w.,])\d{1,2}\s?px\b", re.IGNORECASE)
_FONT_SYMBOLS = re.compile(r"[\s+\-−–↺↻⟲⟳|Aa±]*$")
_WIDGET_WORDS = re.compile(
    r"(?:font|text) size|share (?:this|on|via|with)(?: (?:article|story|page|post|news|link))?"
    r"|share|print(?: (?:this|version|page|article))*|send (?:by|to)(?: (?:a friend|e-?mail))?"
    r"|e-?mail(?: this)?|tweet|facebook|twitter|whatsapp|telegram|linkedin|pinterest|reddit|vk"
    r"|copy link|bookmark|listen(?: to (?:this )?article)?|comments?|views?|likes?"
    r"|\d+ min(?:utes?)? read|\d[\d,.]*",
    re.IGNORECASE,
)
_NOT_A_WIDGET_ALONE = re.compile(
    r"^[\d\W]*(?:comments?|views?|likes?|listen|reddit)?[\d\W]*$", re.I
)
_IMAGE_PLACEHOLDER = re.compile(
    r"(?:post|article|news|main|featured|cover)[-_](?:img|image|photo|picture)"
    r"|img|image[-_ ]placeholder"
    r"|[\[(<{]\s*(?:image|img|photo|picture|video|gallery|figure|map|chart|infographic)s?"
    r"(?:\s*\d+)?\s*/?\s*[\])>}]",
    re.IGNORECASE,
)
_PHOTO_CREDIT = re.compile(
    r"[\[(]?\s*(?:(?:photos?|images?|pictures?|video)(?:\s+credits?)?\s*(?::|by\b|courtesy of\b|©)"
    r"|©)\s*(?P<who>[^.:!?\"“”]{2,60}?)\s*[\])]?",
    re.IGNORECASE,
)
_SECTION_NAMES = (
    r"(?:(?:top|latest|breaking|local|national|world|international|regional|business) )?news"
    r"|home|top stories|latest|politics|world|business|economy|finance|opinion|sports?|culture"
    r"|society|health|science|technology|tech|entertainment|lifestyle|travel|education"
    r"|environment|press releases?|news releases?|media releases?|for immediate release"
)
_SECTION_LABEL = re.compile(
    rf"(?:{_SECTION_NAMES})(?: ?[>»/|›·] ?[\w&-]+(?: [\w&-]+){{0,3}}){{0,5}}", re.IGNORECASE
)
_END_MARK = re.compile(r"(?:#\s*#\s*#|-\s*(?:30|0|ends?)\s*-|ends|\*\s*\*\s*\*)", re.IGNORECASE)
_COPYRIGHT = re.compile(
    r"(?:copyright\b|©|\(c\)\s).{0,120}?\b(?:19|20)\d\d\b.*|.{0,120}\ball rights reserved\b\.?",
    re.IGNORECASE,
)
_NAME_PART = r"(?:[A-Z][\w'’.-]*|d[aeiu]|del|der|van|von|bin|ibn|al|el|la|le|dos|das|ter|y)"
_NAME = rf"(?:[A-Z][\w'’.-]*(?:\s+{_NAME_PART})*\s+[A-Z][\w'’.-]+)"
_JOINT = r"(?:\s*,\s*|,?\s+(?:and|AND|&)\s+)"
_BYLINE = re.compile(
    rf"(?:[Bb]y|BY|Author:|Written by)\s+(?P<who>{_NAME}(?:{_JOINT}{_NAME})*)"
    r"(?P<desk>\s*[,|/•·–—-]\s*[\w.&' ]{2,40})?"
)
_DESK = re.compile(
    r"\s*[,|/•·–—-]\s*[\w.&' ]*\b(?:writers?|reporters?|editors?|correspondents?|staff|bureau|press"
    r"|news|chief|columnist|agency|contributor)\b[\w.&' ]*$",
    re.IGNORECASE,
)
# "By Jane Doe HARBOUR NEWS"
_CAPITAL_DESK = re.compile(r"(?<=[a-z])(?:\s+[A-Z]{2,})+$")
_CREDIT_LINE = re.compile(
    r"\(?\s*(?:(?:additional )?(?:reporting|writing|editing)|compiled|translated|edited) by .{3,}",
    re.IGNORECASE,
)
_SOURCE_LINE = re.compile(rf"Source:\s*(?P<who>{_NAME_PART}(?:\s+[\w&'’.-]+){{0,4}}?)")
# "www.harbour.example" is where something can be found, not who says it
_DOMAIN_NAME = re.compile(r"(?!www\.)[A-Za-z][A-Za-z0-9-]+(?:\.[A-Za-z]{2,4}){1,2}")
_AGENCY_WORD = re.compile(
    r"\b(?:agency|bureau|news|newswire|newsroom|press|media|times|post|tribune|herald|gazette"
    r"|journal|daily|weekly|telegraph|broadcasting|television|radio|TV)\b",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"(?:yours|sincerely|thanks?|many|best|kind|warm|with|good|happy|merry|god|long|dear|amen|cheers"
    r"|please|welcome|the|a|an|to|and|but|or|for|in|on|at|of|no|not|yes)\b.*"
    r"|.*\b(?:you|me|us|him|her|them|it|is|are|was|were|be|now|here|there|on|off|up|out|more)",
    re.IGNORECASE,
)


def is_date_line(words: str) -> bool:
    """A date with a label, a clock time or a font-size widget, and nothing else.

    Counter-example: a bare date, which opens letters and diaries as well.

    >>> is_date_line("date 2021-03-03 + ↺ − 16 px"), is_date_line("3 March 2021")
    (True, False)
    """
    if len(words) > MAXIMUM_LENGTH or find_moment(words) is None:
        return False
    labelled = _DATE_LABEL.match(words) is not None
    sized = _FONT_SIZE.search(words) is not None
    if not (labelled or sized or has_clock_time(words)):
        return False
    rest = without_dates(_FONT_SIZE.sub(" ", _DATE_LABEL.sub(" ", words)))
    rest = re.sub(r"\b(?:at|on)\b", " ", rest)
    return re.search(r"\w", rest) is None


def is_dateline_alone(words: str) -> bool:
    """A full date, alone or behind the place or desk that dates the page.

    Below a headline it says when the page was published. Counter-example: above the text, where a
    bare date opens letters and diaries as well; the caller has to look.

    >>> is_dateline_alone("Bergen, 3 March 2021"), is_dateline_alone("Wednesday, 3 March 2021")
    (True, True)
    >>> is_dateline_alone("Issue 14 | 3 May 2021"), is_dateline_alone("A ferry sank, 3 May 2021")
    (True, False)
    """
    if len(words) > MAXIMUM_LENGTH or find_moment(words) is None:
        return False
    rest = without_dates(words).strip(" ,()|/·•–—-")
    return not rest or _DATED_BY.fullmatch(rest) is not None


def is_labelled_date(words: str) -> bool:
    """A date line that says that it is one, so that it may stand at a page's end too."""
    return is_date_line(words) and _DATE_LABEL.match(words) is not None


def is_bare_date(words: str) -> bool:
    """A full date and nothing else; it stays text, but may be when the text was published."""
    if len(words) > MAXIMUM_LENGTH or find_moment(words) is None:
        return False
    return re.search(r"\w", without_dates(words)) is None


def is_font_widget(words: str) -> bool:
    """Buttons that set the size of letters.

    >>> is_font_widget("+ ↺ − 16 px"), is_font_widget("A- A+"), is_font_widget("A + B")
    (True, True, False)
    """
    if len(words) > MAXIMUM_LENGTH:
        return False
    rest = _FONT_SIZE.sub(" ", words)
    if _FONT_SYMBOLS.match(rest) is None:
        return False
    return rest != words or words in ("A- A+", "A+ A-", "A A A", "a A", "- A +", "A− A+", "A-A+")


def is_share_widget(words: str) -> bool:
    """Buttons to share, print or comment on a page.

    Counter-examples: "12", "Listen", "Comments", which alone may be anything.

    >>> is_share_widget("Share Tweet Print"), is_share_widget("Share prices fell")
    (True, False)
    """
    if len(words) > MAXIMUM_LENGTH or _NOT_A_WIDGET_ALONE.match(words):
        return False
    return re.search(r"\w", _WIDGET_WORDS.sub(" ", words)) is None


def is_image_placeholder(words: str) -> bool:
    """What stands where a picture stood.

    >>> [is_image_placeholder(words) for words in ("post-img", "Photo", "[photo]")]
    [True, False, True]
    """
    return len(words) <= MAXIMUM_LENGTH and _IMAGE_PLACEHOLDER.fullmatch(words) is not None


def is_photo_credit(words: str) -> bool:
    """Who took the picture, in a few words. A caption that is a sentence is text.

    >>> is_photo_credit("Photo: Jane Doe/Harbour News"), is_photo_credit("Photo: A ferry leaves.")
    (True, False)
    """
    if len(words) > MAXIMUM_LENGTH:
        return False
    match = _PHOTO_CREDIT.fullmatch(words)
    return match is not None and all(
        token[0].isupper() or token in ("and", "for", "via", "of", "the", "/", "&")
        for token in match["who"].split()
    )


def is_section_label(words: str) -> bool:
    """The part of a paper or site that a page belongs to: "Politics", "Home > News".

    Whether such a word is furniture depends on what follows it: an essay may be called "Science".
    """
    return len(words) <= MAXIMUM_LENGTH and _SECTION_LABEL.fullmatch(words) is not None


def is_end_mark(words: str) -> bool:
    """The mark that ends a release: "###", "-ends-"."""
    return len(words) <= 10 and _END_MARK.fullmatch(words) is not None


def is_copyright_line(words: str) -> bool:
    """Who holds the rights, with the sign or word and a year."""
    return len(words) <= MAXIMUM_LENGTH and _COPYRIGHT.fullmatch(words) is not None


def is_credit_line(words: str) -> bool:
    """Who reported, wrote or edited, below the text."""
    return len(words) <= MAXIMUM_LENGTH and _CREDIT_LINE.fullmatch(words) is not None


def byline_name(words: str) -> str | None:
    """The author that a byline names, as printed.

    Counter-examples: "By land and sea", "By Monday", and sentences.

    >>> byline_name("By Jane Doe and John Roe, Staff Writers")
    'Jane Doe and John Roe'
    >>> byline_name("By Monday the ferry was full") is None
    True
    """
    if len(words) > MAXIMUM_LENGTH or words.endswith((".", "!", "?")):
        return None
    match = _BYLINE.fullmatch(words)
    return _CAPITAL_DESK.sub("", _DESK.sub("", match["who"])) if match else None


def source_line_name(words: str) -> str | None:
    """The publisher of a closing "Source: ..." line.

    Counter-example: "Source: Harbour Office." under a table, which ends like a sentence.
    """
    if len(words) > MAXIMUM_LENGTH or ends_sentence(words):
        return None
    match = _SOURCE_LINE.fullmatch(words)
    return match["who"] if match else None


def is_outlet_name(words: str) -> bool:
    """A name that by its form is an outlet's: a domain, or capitals with a word such as "Agency".

    >>> [is_outlet_name(name) for name in ("Harbour.Example", "Coast News Agency", "Jane Doe")]
    [False, True, False]
    >>> is_outlet_name("Harbour.info")
    True
    """
    if len(words) > 60 or ends_sentence(words):
        return False
    if _DOMAIN_NAME.fullmatch(words):
        return True
    tokens = words.split()
    capitals = all(token[0].isupper() or token in ("of", "the", "and", "&") for token in tokens)
    return 1 < len(tokens) <= 6 and capitals and _AGENCY_WORD.search(words) is not None


def is_short_name(words: str) -> bool:
    """One capitalised word or acronym: an agency's name below its report, or a letter's writer.

    Which of the two it is, the page decides.
    """
    return re.fullmatch(r"[A-Z][\w-]{1,15}", words) is not None


def is_desk_line(words: str) -> bool:
    """The desk or rubric that a text comes from, which is no outlet's name: "Staff report".

    Two or three words of which only the first has a capital, so neither a person nor a place.
    Counter-examples: "Thank you", "Best wishes", "Vote now". Only the page can tell such a line
    from a last line of verse, so it has to show other furniture.
    """
    if re.fullmatch(r"[A-Z][a-z]+(?: [a-z]{4,}){1,2}", words) is None:
        return False
    return _COURTESY.fullmatch(words) is None
