"""Encodings of bytes that name none: by the letters of the region's languages."""

import pytest

from sitmap.readers.encodings import guess_encoding, guess_utf16


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Đakovica, Peć, Zvečan, Leposavić", "cp1250"),
        ("Kraków, Łódź, Wrocław", "cp1250"),
        ("Bogotá, Medellín, Cúcuta", "cp1252"),
        ("Abéché, N’Djaména, forêt", "cp1252"),
        ("Маріуполь, Бахмут", "cp1251"),
    ],
)
def test_the_letters_tell_the_encoding(text, encoding):
    """Serbian and Polish, Spanish and French, Ukrainian."""
    assert guess_encoding(text.encode(encoding)) == encoding


def test_utf_16_is_told_by_its_zeros():
    """Either way round, and of no bytes at all nothing."""
    assert guess_utf16("place".encode("utf-16-be")) == "utf-16-be"
    assert guess_utf16(b"") is None


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Tarih;İl;Yer;Ölü;Yaralı\n05.03.2024;Şırnak;Cizre;1;2", "cp1254"),
        ("التاريخ;المدينة;القتلى\n2024-03-05;إدلب;2", "cp1256"),
        ("Date,Place\n2024-03-05,إدلب", "cp1256"),
        ("Петров И.И., МВД, село Ивановка", "cp1251"),
        ("près de Gao, 3 blessés", "cp1252"),
        ("Zvečan, Đakovica, Łódź", "cp1250"),
    ],
)
def test_turkish_and_arabic_pages_are_told_from_their_neighbours(
    text, encoding
):
    """By the letters that come out."""
    assert guess_encoding(text.encode(encoding)) == encoding


_SHORT = {
    "Czech": (
        ["cp1250", "iso8859_2"],
        [
            "datum,místo,popis\\n2024-03-05,Brno,střelba u nádraží\\n",
            "datum;obec;popis;mrtvých\\n5.3.2024;Ústí nad Labem;výbuch plynu v domě;1\\n",
            "2024-03-05,Plzeň,útok\\n",
            "2024,Děčín,požár",
        ],
    ),
    "Slovak": (
        ["cp1250", "iso8859_2"],
        [
            "dátum,mesto\\n2024,Košice\\n2024,Žilina",
            "2024,Banská Bystrica,výbuch",
            "udalosť,Prešov,streľba",
        ],
    ),
    "Polish": (
        ["cp1250", "iso8859_2"],
        [
            "data,miejsce,opis\\n2024-03-05,Łódź,wybuch\\n",
            "2024-03-05,Rzeszów,pożar",
            "2024,Przemyśl,strzały",
            "2024,Białystok,demonstracja przed urzędem",
        ],
    ),
    "Hungarian": (
        ["cp1250", "iso8859_2"],
        [
            "dátum,hely,leírás\\n2024-03-05,Győr,robbanás\\n",
            "2024,Székesfehérvár,tűz",
            "2024,Debrecen,lövöldözés",
            "település,halottak száma\\nKecskemét,1",
        ],
    ),
    "Romanian": (
        ["cp1250", "iso8859_2"],
        [
            "data,localitate,descriere\\n2024-03-05,Iaşi,x",
            "2024,Timişoara,explozie",
            "2024,Târgu Mureş,protest",
            "2024,Constanţa,incendiu",
        ],
    ),
    "Croatian": (
        ["cp1250", "iso8859_2"],
        [
            "2024,Sisak,požar",
            "datum,mjesto\\n2024,Čakovec",
            "2024,Šibenik,eksplozija",
            "2024,Županja,napad",
        ],
    ),
    "Turkish": (
        ["cp1254"],
        [
            "tarih,yer,açıklama\\n2024-03-05,Şırnak,patlama\\n",
            "2024,Diyarbakır,çatışma",
            "2024,Muş,saldırı",
            "2024,Ağrı,protesto",
        ],
    ),
    "French": (
        ["cp1252"],
        [
            "2024,Ménaka,attaque à la grenade",
            "2024,Sévaré,enlèvement",
            "2024,Gao,tué près du marché",
            "date,lieu,blessés\\n2024,Thiès,2",
        ],
    ),
    "Spanish": (
        ["cp1252"],
        [
            "2024,Tumaco,explosión",
            "2024,Cúcuta,heridos: ocho niños",
            "2024,Ocaña,hostigamiento",
            "municipio,víctimas\\nPopayán,2",
        ],
    ),
    "Portuguese": (
        ["cp1252"],
        [
            "2024,São Paulo,operação policial",
            "2024,Maceió,manifestação",
            "2024,Macomia,ataque; três mortos",
            "2024,Mocímboa da Praia,ataque",
        ],
    ),
    "Italian": (
        ["cp1252"],
        [
            "2024,Forlì,attacco",
            "2024,Cefalù,sparatoria; c'è un morto",
            "2024,Cantù,esplosione in città",
        ],
    ),
    "Albanian": (
        ["cp1252"],
        [
            "2024,Pejë,zjarr",
            "2024,Gjakovë,sulm; dy të vrarë",
            "2024,Korçë,shpërthim",
            "2024,Deçan,të shtëna",
        ],
    ),
    "Swedish": (
        ["cp1252"],
        [
            "2024,Malmö,skottlossning",
            "2024,Göteborg,explosion på en restaurang",
            "2024,Växjö,brand",
        ],
    ),
    "German": (
        ["cp1252"],
        [
            "2024,Köln,Überfall",
            "2024,Düsseldorf,Schüsse",
            "2024,Gießen,Brand; zwei Tote",
            "2024,Görlitz,Fußgänger verletzt",
        ],
    ),
    "Norwegian": (
        ["cp1252"],
        ["2024,Tromsø,brann", "2024,Ålesund,skyting på kjøpesenter"],
    ),
}


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (page, text)
        for pages, texts in _SHORT.values()
        for page in pages
        for text in texts
    ],
)
def test_a_line_or_two_tell_the_page_by_its_language(page, text):
    """Fifteen languages, in the pages that their tables come in; what counts is the text."""
    data = text.replace("\\n", "\n").encode(page)
    assert data.decode(guess_encoding(data)) == text.replace("\\n", "\n")


@pytest.mark.parametrize(
    ("page", "text"),
    [
        (
            "mac_roman",
            "Mopti;véhicule piégé;trois blessés\rMénaka;enlèvement",
        ),
        ("mac_roman", "Bogotá;atentado;2 heridos, un niño"),
        ("iso8859_2", "Mezőtúr,tűzoltók vonultak"),
        ("cp1250", "Râmnicu Vâlcea,şoferul a fost rănit"),
        ("cp1250", "Wrocław;Zamach bombowy;Świadkowie zatrzymani"),
        ("cp1254", "Mardin;güvenlik güçleri"),
        ("cp1250", "Pejë;Zvečan;Deçan;Leposavić"),
        ("cp1252", "Price £20 and 5° C"),
        ("cp1252", "N’Djamena;Lac Tchad;l’attaque a fait “deux” morts"),
    ],
)
def test_lines_that_the_letters_were_not_chosen_by(page, text):
    """Apart from those above; old Macs, signs and quotes."""
    data = text.encode(page)
    assert data.decode(guess_encoding(data)) == text


def test_a_large_table_is_told_by_some_of_its_lines():
    """The weight of a few thousand bytes is enough."""
    data = ("2024;Přerov;střelba u nádraží\n" * 50_000).encode("cp1250")
    assert guess_encoding(data) == "cp1250"


def test_where_two_pages_read_the_same_the_usual_one_is_named():
    """É and á are E9 and E1 in both; a letter further down that isn't tells them apart."""
    same = "Bogotá, Málaga\n"
    assert guess_encoding(same.encode("cp1252")) == "cp1252"
    later = same * 2_000 + "Přerov, Třebíč, Dvůr Králové\n" * 2_000
    assert guess_encoding(later.encode("cp1250")) == "cp1250"
