"""Words that follow a count of people: "two killed", "3 ranjenih", "jedan poginuli".

A column of the dead may say whom it counts, and so may one of the wounded; a cell that counts the
others is told, for it would be read as what it isn't.
"""

# ruff: noqa: RUF001 - letters of other scripts are meant

from __future__ import annotations

import re
from typing import Final

_LIGHTLY: Final = (
    r"(?:lightly|slightly|seriously|badly|critically|leicht|schwer|légèrement|grièvement|gravement|"
    r"lakše|teže|teško|лакше|теже|тешко|lehtë|rëndë|легко|тяжко|тяжело|ağır|hafif)"
)
"""How badly; the count is the same."""

_DEAD: Final = (
    r"killed|dead|deaths?|died|fatalit(?:y|ies)|casualt(?:y|ies) killed|tote[rn]?|getötete?r?|"
    r"gefallene?r?|morts?|mortes?|tué(?:e?s?)|décès|muert[oa]s?|fallecid[oa]s?|asesinad[oa]s?|"
    r"(?:të|i|e|u) (?:vrarë|vdekur|vra)|vrarë|vdekur|poginul(?:a|i|e|o|ih|ih osoba)|"
    r"mrtv(?:a|e|i|ih)|ubijen(?:a|e|i|o|ih)?|stradal(?:a|e|i|o|ih)|погинул(?:а|и|е|о|их)|"
    r"мртв(?:а|е|и|их)|убијен(?:а|е|и|о|их)?|загинул(?:а|и|о)|загиблих|вбит(?:о|і|их)|"
    r"убит(?:о|ы|і|их|ых)?|погиб(?:ло|ли|ла|ших|шие)?|ölü|öldü|ölen|zabit(?:y|a|e|ych)|"
    r"قتلى|قتيل|قتيلا|شهداء|شهيد"
)
_WOUNDED: Final = (
    r"injured|wounded|hurt|injuries|verletzte?[rn]?|verwundete?[rn]?|blessé(?:e?s?)|"
    r"herid[oa]s?|lesionad[oa]s?|(?:të|i|e|u) (?:plagosur|lënduar|plagos)|plagosur|lënduar|"
    r"povr(?:ij)?eđen(?:a|e|i|o|ih)?|ranjen(?:a|e|i|o|ih)?|повређен(?:а|е|и|о|их)?|"
    r"рањен(?:а|е|и|о|их)?|поранен(?:о|а|і|их)?|травмован(?:о|і|их)?|ранен(?:о|а|ы|ых)?|"
    r"пострадавш(?:их|ие)|yaralı|yaralandı|rann(?:y|a|e|ych)|"
    r"جرحى|جريح|جريحا|مصاب|مصابين"
)
_PEOPLE: Final = (
    r"people|persons?|civilians?|soldiers?|m[ae]n|wom[ae]n|child(?:ren)?|"
    r"police(?:m[ae]n| officers?)?|fighters?|militants?|personnes?|personas?|personen|menschen|"
    r"osob[aei]|osób|осіб|особи|особа|особе|людей|человек|veta|vetë|kişi|"
    r"officers?|guards?|adults?|minors?|girls?|boys?|militar(?:y|es)|civ\.?|"
    r"civils?|civiles|soldats?|militaires?|enfants?|femmes?|hommes?|soldados?|niñ[oa]s?|"
    r"mujer(?:es)?|hombres?|zivilist(?:en)?|soldat(?:en)?|kind(?:er)?|frau(?:en)?|m(?:ann|änner)|"
    r"civila?|vojnika?|žen[ae]|dec[ae]|djec[ae]|цивила?|војника?|цивільн(?:і|их|ий)|"
    r"військов(?:і|их|ий)|дітей|діти|дитина|жінк[аи]|жінок|солдата?|мирных|детей|"
    r"реб[её]н(?:ок|ка)|женщин[аы]?|мужчин[аы]?|военн(?:ых|ые|ый)|sivil|asker|polis|çocuk|kadın|"
    r"مدني|مدنيين|مدنيون|جندي|جنود|طفل|أطفال|امرأة|نساء"
)
_SAID: Final = {
    kind: re.compile(
        rf"(?<=\S)(?:\s+(?:{_PEOPLE}))?(?:\s+{_LIGHTLY})?\s+(?:{words}|{_PEOPLE})$"
        + (rf"|(?<=\S)\s+{_LIGHTLY}$" if kind == "injured" else ""),
        re.IGNORECASE,
    )
    for kind, words in {
        "fatalities": _DEAD,
        "injured": _WOUNDED,
        "": _PEOPLE,
    }.items()
}
_OTHER: Final = {"fatalities": "injured", "injured": "fatalities"}
_OTHER_WORDS: Final = {"fatalities": "the wounded", "injured": "the dead"}
_ASIDE: Final = re.compile(r"(?<=\S)\s*\([^()]*[^\W\d_][^()]*\)?$")
"""What stands in brackets behind a number says more of it: "four (two children)"."""


def take_people(plain: str, kind: str) -> tuple[str, str]:
    """Return a count without the words for whom it counts, and what is wrong with them.

    Parameters
    ----------
    plain
        A cell, folded to small letters.
    kind
        What its column counts: "fatalities", "injured", or another or nothing.

    Examples
    --------
    >>> take_people("two killed", "fatalities"), take_people("4 (two children)", "injured")
    (('two', ''), ('4', ''))
    >>> take_people("2 wounded", "fatalities")
    ('2', 'counts the wounded, in a column of fatalities; left empty')
    """
    whole = _ASIDE.sub("", plain)
    kind = kind if kind in _OTHER else ""
    if found := _SAID[kind].search(whole):
        return whole[: found.start()], ""
    if kind and (found := _SAID[_OTHER[kind]].search(whole)):
        told = f"counts {_OTHER_WORDS[kind]}, in a column of {kind}; left empty"
        return whole[: found.start()], told
    return whole, ""
