# ruff: noqa: RUF001  - patterns and word lists are kept whole; curly quotes and dashes are what news is written with
"""Whether what a clause tells has happened: reported, claimed, denied, planned, threatened, history, or not told at all."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from sitmap.incidents import Status

__all__ = ["is_unreal", "status_of"]

_WINDOW: Final = 90
_UNREAL: Final = re.compile(
    r"(?:\b(?:if|unless|whether|in case|in order to|so as to|in the event of|could|might|may|should|must|ought to|would|can|cannot|"
    r"ready to|prepared to|able to|unable to|capable of|refrain(?:ed|s)? from|prevent(?:ed|ing)?|avoid(?:ed)?|avert(?:ed)?|stop(?:ped)? short of|"
    r"risk(?:s)? of|fears? (?:of|that)|threat of|danger of|possibility of|potential|possible|likely|warn(?:ed|s|ing)? (?:of|that|against)|"
    r"call(?:s|ed|ing)? (?:for|on|to)|urg(?:e|es|ed|ing)|demand(?:s|ed)? (?:that|the)?|appeal(?:s|ed)? (?:for|to)|invite[sd]?|hop(?:e|es|ed|ing)|"
    r"no (?:reports?|sign|evidence) of|not|never|n['’]t|without|neither|nor|no|nobody|far from|instead of|rather than|"
    r"simulat(?:ed|ing|es?)|mock|exercise(?:s)?|drill(?:s)?|film|movie|novel|match|game|season|league)\b[^.;]{0,60})$",
    re.IGNORECASE,
)
_WISHED: Final = re.compile(
    r"^[^.;,]{0,60}?\b(?:must|should|needs? to|ha(?:s|ve) to|ought to|would|could|can) be\b",
    re.IGNORECASE,
)
_STRONG_BREAK: Final = re.compile(
    r"[;:]|,? (?:but|and then|while|after|when|although|though)\b|\b(?:said|says) (?:that )?|, (?:and|which|who) "
)
_INFINITIVE: Final = re.compile(r"\bto(?: \w+){0,2} (?:and )?$", re.IGNORECASE)
_PLANNED: Final = re.compile(
    r"\b(?:will|plan(?:s|ned)? to|planned|scheduled|set to|due to (?:be|begin|start|take)|going to|is to be|are to be|intends? to|upcoming)\b",
    re.IGNORECASE,
)
_PLANNED_AHEAD: Final = re.compile(
    r"^[^.;,:]{0,60}?\b(?:plans? to|(?:is|are) (?:planned|scheduled|expected|due|set) |(?:is|are) "
    r"(?:planned|scheduled)\b|will (?:be (?:held|staged|organi[sz]ed)|take place|gather|march|meet"
    r"|begin|start|block|rally|protest|assemble|go ahead|continue|hold|stage)\b)",
    re.IGNORECASE,
)
_THREAT: Final = re.compile(
    r"\bthreat(?:en(?:s|ed|ing)?)?\b(?! (?:of|to (?:the|their|its)))", re.IGNORECASE
)
_DENIED: Final = re.compile(
    r"\b(?:denied|denies|deny|rejected (?:claims|reports|allegations)|dismissed (?:claims|reports)|refuted)\b",
    re.IGNORECASE,
)
_DISPUTED: Final = re.compile(
    r"\b(?:disputed|conflicting (?:reports|accounts)|contradict\w*|each side blamed|blamed each other)\b",
    re.IGNORECASE,
)
_CLAIMED: Final = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|alleg(?:es|ed|edly|ing)|purported(?:ly)?|according to (?:the )?(?:rebels?|militants?|separatists?|insurgents?)|"
    r"accus(?:es|ed|ing)|(?:rebels?|militants?|separatists?|army|military|defen[cs]e ministry|ministry of defen[cs]e|spokes\w+ for the (?:group|army|rebels)) (?:said|says))\b",
    re.IGNORECASE,
)
_CONFIRMED: Final = re.compile(
    r"(?:\b(?:police|officials?|authorities|ministry|mission|KFOR|EULEX|UN\w*|OSCE|mayor|governor|hospital|army|spokes\w+|investigators|monitors?)\b[^.;]{0,30}?\bconfirm(?:ed|s)\b|\bconfirmed by\b|\bhas been confirmed\b)",
    re.IGNORECASE,
)
_HISTORY: Final = re.compile(
    r"\b(?:anniversary|commemorat\w+|decades? ago|years ago|years earlier|century|during the (?:\d{4}|war|first|second|cold)|back in (?:19|20)\d\d|"
    r"in the (?:19|20)\d\ds?|remembrance|memorial|veterans? of|in memory of|historic(?:al)?ly)\b",
    re.IGNORECASE,
)


class _Rule(NamedTuple):
    """A status, and the words that tell it."""

    status: Status
    where: str
    pattern: re.Pattern[str]
    hints: tuple[str, ...]
    """One of these is in every match: looking for them first costs a tenth of the pattern."""

    def holds(self, text: str, lower: str) -> bool:
        return any(hint in lower for hint in self.hints) and self.pattern.search(text) is not None


_RULES: Final = (
    _Rule("denied", "before", _DENIED, ("den", "reject", "dismiss", "refut")),
    _Rule("threatened", "last", _THREAT, ("threat",)),
    _Rule("planned", "last", _PLANNED, ("will", "plan", "schedul", "set to", "due to", "going to", "to be", "intend", "upcoming")),
    _Rule("planned", "after", _PLANNED_AHEAD, ("plan", "schedul", "will", "expect", "due", "set")),
    _Rule("historical", "clause", _HISTORY, ("annivers", "commemorat", " ago", "years earlier", "century", "during the", "back in",
                                             "in the 19", "in the 20", "remembrance", "memorial", "veteran", "in memory", "historic")),
    _Rule("disputed", "clause", _DISPUTED, ("disputed", "conflicting", "contradict", "blame")),
    _Rule("confirmed", "clause", _CONFIRMED, ("confirm",)),
    _Rule("claimed", "clause", _CLAIMED, ("claim", "alleg", "purported", "according to", "accus", "said", "says")),
)  # fmt: skip


def is_unreal(text: str, start: int, trigger: int) -> bool:
    """Tell whether the words before a trigger make it a wish, a condition, a purpose or a negation.

    Parameters
    ----------
    text
        The text as read.
    start, trigger
        Offsets of the sentence and of the trigger in it.

    Examples
    --------
    >>> told = "If stability is threatened, troops will attack."
    >>> is_unreal(told, 0, told.index("attack"))
    True
    >>> told = "There was no fighting"
    >>> is_unreal(told, 0, told.index("fighting")), is_unreal("Heavy fighting broke out", 0, 6)
    (True, False)
    """
    before = text[max(start, trigger - _WINDOW) : trigger]
    cut = max((match.end() for match in _STRONG_BREAK.finditer(before)), default=0)
    return (
        _WISHED.search(text[trigger : trigger + _WINDOW]) is not None
        or _UNREAL.search(before[cut:]) is not None
        or _INFINITIVE.search(before) is not None
    )


def status_of(clause: str, before: str, *, historical: bool = False) -> Status:
    """Read the status of an incident from its clause.

    Parameters
    ----------
    clause
        The clause or sentence that tells it.
    before
        What stands before the trigger in it.
    historical
        Its date lies years back.

    Examples
    --------
    >>> status_of("Police confirmed the shots.", "Police confirmed the ")
    'confirmed'
    >>> status_of("Rebels claimed to have shelled the base.", "Rebels claimed to have ")
    'claimed'
    >>> status_of("A protest will be held in Leposavic.", "A ")
    'planned'
    >>> status_of("The army denied shelling the town.", "The army denied ")
    'denied'
    """
    if historical:
        return "historical"
    at = max(clause.find(before), 0) + len(before)
    texts = {
        "before": before,
        "last": re.split(r"[,;]", before)[-1][-_WINDOW:],
        "after": clause[at:][:_WINDOW],
        "clause": clause,
    }
    lower = {where: text.lower() for where, text in texts.items()}
    return next(
        (rule.status for rule in _RULES if rule.holds(texts[rule.where], lower[rule.where])),
        "reported",
    )
