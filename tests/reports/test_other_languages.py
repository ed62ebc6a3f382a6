"""Languages that reports aren't read in are told by name, and never read as another."""

import pytest

from sitmap.errors import DataWarning
from sitmap.reports import parse_report

TOLD = {
    "Swahili": (
        "Waasi walishambulia kijiji cha Oicha usiku wa kuamkia Jumatatu na kuua raia "
        "tisa, kwa mujibu wa mkuu wa wilaya ambaye alisema nyumba kadhaa pia zilichomwa "
        "moto."
    ),
    "Indonesian or Malay": (
        "Baku tembak antara tentara dan kelompok bersenjata terjadi di Intan Jaya pada "
        "hari Kamis. Dua prajurit tewas, kata juru bicara militer di Jakarta."
    ),
    "Hausa": (
        "Yan bindiga sun sace dalibai ashirin daga wata makaranta a jihar Kaduna a ranar "
        "Talata, kamar yadda wani malami ya shaida wa manema labarai."
    ),
    "Somali": (
        "Dagaal u dhexeeya labo beelood ayaa ka dhacay degmada Cabudwaaq, waxaana ku "
        "geeriyooday ugu yaraan lix ruux, sida uu sheegay guddoomiyaha degmada."
    ),
    "Romanian": (
        "O bombă a explodat luni în centrul orașului Iași și doi trecători au fost "
        "răniți, a declarat purtătorul de cuvânt al poliției, care nu a dat alte detalii."
    ),
    "Swedish": (
        "En man sköts till döds i Malmö på lördagen och polisen söker efter två personer "
        "som lämnade platsen i en bil, enligt åklagaren."
    ),
    "Hungarian": (
        "Egy férfi késsel támadt a járókelőkre Szegeden kedden, és két embert "
        "megsebesített, mielőtt a járőrök elfogták, mondta a szóvivő."
    ),
    "Filipino": (
        "Dalawang sundalo ang napatay sa engkuwentro laban sa mga rebelde sa Samar nitong"
        " Sabado, ayon sa tagapagsalita ng militar na nasa Maynila."
    ),
    "Portuguese": (
        "Homens armados atacaram uma aldeia no distrito de Palma na sexta-feira e mataram"
        " quatro pessoas, segundo o administrador, que pediu mais tropas para a região."
    ),
    "Thai": ("เมื่อวันอาทิตย์เกิดเหตุยิงกันที่จังหวัดนราธิวาส มีทหารเสียชีวิตสองนาย"),
    "Hindi": ("सोमवार को कुलगाम में मुठभेड़ में दो आतंकवादी मारे गए, पुलिस ने कहा"),
}


@pytest.mark.parametrize("language", TOLD)
def test_a_language_is_told_and_nothing_is_drafted(language: str) -> None:
    """Else its words would be read by a neighbour's rules, or "no incident" be said."""
    with pytest.warns(DataWarning):
        report = parse_report(TOLD[language], published="2024-05-14")
    assert report.notes[0].startswith(f"the text seems to be {language}: ")
    assert report.incidents.empty
    assert not any("no incident" in note for note in report.notes)
