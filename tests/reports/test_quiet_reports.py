"""Reports that sound of fighting and tell of none: nothing is drafted of them."""

from __future__ import annotations

import warnings

import pytest

import sitmap
from sitmap.reports import parse_report

QUIET = {
    "concert": (
        "From the first bars it was a full-scale assault. Drums exploded, guitars machine-gunned"
        " the back wall in Melbourne, and Cave stalked the stage like a preacher under fire. A mob"
        " of fans stormed the front. By the encore the hall was in ruins. A killer show."
    ),
    "rocket": (
        "HOUSTON - A SpaceX rocket exploded on the launch pad at Starbase in South Texas on"
        " Wednesday night. The blast, heard in Matamoros across the border, destroyed the upper"
        " stage of the Starship during a test firing. Debris rained on a beach near Brownsville."
    ),
    "bakery": (
        "In Jeddah an explosion tore through a bakery at dawn on Thursday, wounding four workers."
        " Civil Defence blamed a leaking gas pipe. In Abha three climbers were rescued."
    ),
    "border": (
        "Border guards on Monday found the bodies of two migrants near Grodno, the committee said,"
        " adding that they had died of exhaustion. In Mali, roads to Gao are regularly blocked."
    ),
    "landing": (
        "OMAHA BEACH, June 6 - Veterans of D-Day returned to Normandy on Thursday to remember the"
        " day when Allied troops stormed the beaches. Jets roared over Colleville-sur-Mer, and guns"
        " fired a salute. Paratroopers dropped on Carentan, as in 1944. Some 4,400 soldiers died"
        " that day, and as many as 20,000 civilians were killed in the weeks that followed."
    ),
    "recruits": (
        "Nairobi: The Kenya Defence Forces will recruit 3,000 young people in June. Recruits will"
        " train for six months in Eldoret, where they learn to fire howitzers, clear mines and"
        " survive an ambush. Bribery will be punished; 62 people were arrested last year for"
        " selling forged letters."
    ),
    "advice": (
        "We advise against all travel to western Mindanao, because of terrorist activity and"
        " clashes between the military and insurgents. Terrorists are very likely to try to carry"
        " out attacks in Manila. Improvised explosive devices have been used, and armed groups"
        " have kidnapped foreigners. Protests take place in Manila at short notice and can turn"
        " violent. Avoid large crowds; the travel advice for Cebu has not changed."
    ),
    "mall": (
        "Kut - A fire that tore through a newly opened hypermarket in the eastern city of Kut"
        " killed at least 61 people, the ministry said on Thursday. Witnesses heard a blast, which"
        " civil defence said was an air conditioner exploding. Nothing points to an attack."
    ),
    "chess": (
        "TORONTO, 14 May - The defending champion launched a ferocious attack on the black "
        "king in Monday's sixth game, sacrificed a knight and stormed through the centre. His"
        " rival, under fire for an hour, found the only shelter and struck back with a rook "
        'that had been trapped. "I was killed on the clock," he said. The hall at Toronto\'s '
        "library was full. The seventh game is on Wednesday in Montreal, where a hundred fans"
        " were turned away in 2019."
    ),
    "auction": (
        "GENEVA — A blue diamond exploded past its estimate here on Tuesday, after a bidding "
        "war between a buyer from Doha and one from Shanghai. The hammer fell at 31 million "
        "francs. The stone had been seized by customs in Antwerp in 2011 and released four "
        "years later. Thieves who raided the same vault in 2003 got away with gems worth 100 "
        "million; the trial of their leader ended with ten years. Shots of the necklace, "
        "taken by a photographer in Paris, hit the front pages."
    ),
    "crash": (
        "Eleven people were killed and thirty injured on Sunday when a bus left the road near"
        " Potosí and plunged into a ravine, Bolivian police said. The driver, who survived, "
        "was detained. Firefighters battled for three hours to reach the wreck. It was the "
        "fourth such accident on the route since January, in which 61 people have died. The "
        "governor declared three days of mourning in Oruro."
    ),
    "budget": (
        "ACCRA, March 3 - The minister of finance came under fire from all sides on Thursday "
        "as he defended cuts that the opposition called a bomb under the schools. MPs stormed"
        " out; one threatened to burn the bill. Inflation hit 23 per cent, fuel prices "
        "exploded and the cedi was hammered. A union of nurses has called for resistance, "
        "without saying which. A mission of the Fund arrives in Accra on Monday."
    ),
    "memorial": (
        "Some 200 people laid flowers in Halabja on Sunday, thirty-six years after planes "
        "dropped gas on the town and killed 5,000. Bells rang at eleven. Survivors spoke of "
        "shells, then of a smell of apples. Two of the pilots were hanged in 2010. The "
        "Swedish ambassador laid a wreath, and schoolchildren marched from the bazaar to the "
        "cemetery, carrying names."
    ),
    "health": (
        "Heart attacks kill more Finns than anything else, but the north is fighting back. In"
        " Oulu deaths fell by 12 per cent; in Kajaani a campaign against salt hit its target "
        "two years early. A new drug attacks the plaque itself. Thirty patients were taken to"
        " Helsinki for a trial; two died, one of them in a road accident. The outbreak of "
        "influenza that struck Lapland in January is over."
    ),
    "court": (
        "A court in Arusha on Tuesday sentenced two men to thirty years for the bombing of a "
        "church in 2013 that killed three. A third was acquitted of planting the device. "
        "Prosecutors had told how the grenade was thrown from a motorbike as the nuncio "
        "spoke. The defence attacked the police, who it says beat the confessions out of "
        "them. An appeal in Dar es Salaam was announced at once."
    ),
    "talks": (
        "BOGOTÁ, Aug 9 - Negotiators of the government and a rebel group said on Friday that "
        "they had agreed on an agenda for a third round, in Caracas in September. A "
        "ceasefire, the release of soldiers and the clearing of mines are to be discussed. "
        "The group's commander warned that attacks might resume if the text was changed. "
        "Norway and Cuba are guarantors."
    ),
    "market2": (
        "Wheat was hit again in Chicago on Wednesday as shells of ships full of Black Sea "
        "grain, in a trader's words, landed on a market already under siege. Prices crashed "
        "by four per cent. Egypt struck a deal for 240,000 tonnes with a house in Geneva; "
        "Tunis is still fighting for credit. Brokers in Paris expect a battle for storage."
    ),
    "theatre": (
        "The Siege, which opened in Sarajevo on Friday, shells its audience with questions. "
        "Soldiers march through the stalls, a sniper sits in the chandelier and a grenade "
        "rolls into row four; it is a bread roll. The director, Ana Marić, 34, says she "
        "wanted people to leave the theatre wounded. Critics in Zagreb attacked the first "
        "version in May. The cast of nine was shot for a poster in Mostar. Tickets for "
        "Tuesday are gone."
    ),
    "stats": (
        "Attacks on aid workers rose by a fifth last year, according to a report published in"
        " Geneva on Wednesday. In all 308 were killed, 190 kidnapped and 122 wounded; Sudan, "
        "South Sudan and Gaza were the deadliest places. Shootings accounted for most deaths,"
        ' air strikes for a third and roadside bombs for 9 per cent. "Nobody is held to '
        'account," said the author, Lina Haddad. The database has recorded incidents since '
        "1997."
    ),
    "drill": (
        "Sirens will sound across Tallinn at noon on Thursday and buses will stand in the "
        "square with their windows smashed: it is the yearly rehearsal. In the scenario "
        "gunmen take a school in Pärnu, drones hit the power plant at Narva and eleven people"
        " are dead by lunch. Volunteers play the wounded. Soldiers will fire blanks near Tapa"
        " until Friday. Nobody needs to be alarmed, the ministry said."
    ),
    "fair": (
        "PARIS — The stand of the Turkish maker was besieged all Monday: its new drone "
        "strikes at 400 km and carries a warhead of nine kilos. Next door a missile that can "
        "sink a frigate drew admirals from Jakarta. Orders worth two billion euros have been "
        "announced, among them forty howitzers for Morocco. Protests outside the hall were "
        "forbidden by the prefect. Some 2,000 exhibitors fight for the attention of 60,000 "
        "visitors."
    ),
    "film": (
        "Shooting begins on Monday in Petra on a thriller about the 1970 hijackings, in which"
        " three airliners are blown up in the desert. For the siege of Amman the producers "
        "have hired 300 extras, forty of them as militants, and two tanks. A stuntman was "
        'hurt in Aqaba when a car flipped over. "We will destroy half of a street and rebuild'
        ' it," the producer said.'
    ),
    "nature": (
        "Locusts have invaded the south of Madagascar again. Near Betroka swarms attacked "
        "maize on Tuesday; in Ihosy people beat tins and burned tyres to drive them off. "
        "Helicopters bombed the breeding grounds with pesticide, and an army of children with"
        " brooms marched behind. A crocodile killed a fisherman at Lake Ihotry. Rangers shot "
        "it on Friday."
    ),
    "peacekeepers": (
        "NAQOURA, 3 May - Irish beat Ghanaians two–one in the final of the peacekeepers' cup "
        "on Saturday, and the commander of UNIFIL handed out medals. Some 400 soldiers "
        "cheered. Italian sappers had cleared the pitch of stones, a Nepalese cook of goats. "
        "In the afternoon there was a tug-of-war, which the Spanish contingent lost to the "
        "fire brigade of Tyre. The mission, which has been in the south of Lebanon since "
        "1978, numbers 10,000."
    ),
    "election": (
        "N'DJAMENA - Polls closed in Chad at five on Sunday after a quiet day of voting. In "
        "Moundou, people queued under mango trees; in Abéché, soldiers had voted on Saturday."
        " The opposition complained of missing lists in Sarh. Two years ago the army had "
        "fired on demonstrators in these streets, and many stayed at home, observers said. "
        "Results are expected on 21 May. Turnout was put at 40 per cent."
    ),
    "quake": (
        "At least 120 people were killed and 800 injured when an earthquake of magnitude 6.1 "
        "struck western Nepal on Friday night, officials said. Houses collapsed in Jajarkot "
        "and Rukum. Soldiers and police dug with their hands; helicopters flew the wounded to"
        " Surkhet. It was the deadliest quake since 2015, when some 9,000 people died. "
        "Aftershocks were felt in Delhi."
    ),
    "plane": (
        "A military transport aircraft crashed in the hills near Juba on Wednesday shortly "
        "after take-off, killing all 20 on board. The Antonov was carrying oil workers to "
        "Unity state. The cause isn't known; the airport's director spoke of an engine on "
        "fire. In 2018 a small plane came down on Lake Yirol. The president ordered three "
        "days of mourning."
    ),
    "memoir": (
        "General Roméo Marchand, who commanded the besieged garrison of Vukovik for a hundred"
        " days, has died in Ljubljana at 91. Born in Trieste, he joined the partisans at 14, "
        'blew up his first bridge at 15 and was wounded three times. "I never killed anybody '
        'I could see," he wrote. In 1968 he was jailed for refusing to shoot at students. His'
        " funeral takes place on Friday in Koper."
    ),
    "reform": (
        "KAMPALA - Uganda is to close its oldest prison, Luzira, by 2030. The building holds "
        "eight times as many inmates as it was built for; forty died last year, most of "
        "tuberculosis. Parliament's committee, which visited on Tuesday, found cells under "
        "water. A new jail for 3,000 is to go up at Kitalya. Guards have threatened to strike"
        " over pay. Amnesty called the plan overdue."
    ),
    "army budget": (
        "WARSAW - Poland will buy another 96 attack helicopters and 500 rocket launchers, the"
        ' defence minister announced on Monday in Kielce. "Whoever strikes us will be '
        'struck," he said. The bill of 12 billion dollars will be paid by 2032. The '
        "opposition attacked the lack of offsets. Tank crews are being trained in Texas; the "
        "first missiles are to arrive in Ustka by Christmas."
    ),
    "mines": (
        "Children in Bakhmut's refugee schools learn to tell a mine from a toy. In Poltava, a"
        ' teacher shows them a rubber butterfly: "Step back, call 101." Since the invasion '
        "began 300 civilians have been killed by mines and shells left behind, most of them "
        "farmers in Kharkiv and Mykolaiv regions. Norway has paid for 40 dogs. A course for "
        "tractor drivers opens in Kherson in June."
    ),
    "strike over": (
        "LAGOS - Doctors in Lagos went back to work on Monday after their union and the state"
        " agreed on back pay. The five-week strike had closed 27 hospitals. In Abuja nurses "
        "are still talking. A march that had been planned for Wednesday in Ibadan is off. "
        "Fuel was short in Kano, and queues blocked the ring road."
    ),
}


@pytest.mark.parametrize("name", QUIET)
def test_nothing_is_drafted_of_a_report_of_another_field(name: str) -> None:
    """Sport, markets, courts, the stage, memory and the weather speak of attacks, too."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sitmap.DataWarning)
        report = parse_report(QUIET[name], published="2025-05-15")
    assert report.incidents["quote"].to_list() == []


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("Firefighters put out a blaze in Gori on Monday.", None),
        ("Two men took the road through Gori on Monday.", None),
        ("A Gori man was taken to hospital on Monday.", None),
        (
            "Militants took the town of Gori on Monday.",
            "Non-state actor overtakes territory",
        ),
        (
            "Shells hit a school in Gori on Monday.",
            "Shelling/artillery/missile attack",
        ),
    ],
)
def test_a_loose_word_founds_nothing_without_grounds(
    told: str, kind: str | None
) -> None:
    """What a word tells by itself in a report of war, it doesn't tell in local news."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", sitmap.DataWarning)
        report = parse_report(told, published="2025-05-15")
    assert report.incidents["sub_event_type"].to_list() == (
        [kind] if kind else []
    )


@pytest.mark.parametrize(
    "told",
    [
        "In the fight against terrorism, the minister met the ambassador in Baghdad on Tuesday.",
        "The governor of Basra praised the war on drugs on Monday.",
        'They "fired no shots", a spokesman said of Monday\'s opening of the crossing in Nicosia.',
        "In August 1992 rebels attacked the town hall of Juba, killing nine, the priest recalled.",
    ],
)
def test_what_is_no_event_of_now_is_not_drafted(told):
    """Causes, shots that were not fired, and what is remembered of decades ago."""
    with pytest.warns(sitmap.DataWarning, match="no incident is told"):
        assert parse_report(told, published="2025-06-04").incidents.empty


def test_a_text_about_decades_ago_is_read():
    """Where most events are that old, they are what it is about."""
    told = (
        "On 3 August 1992 rebels attacked Juba, killing nine. On 5 August 1992 shells hit Bor, "
        "killing two. On 9 August 1992 gunmen killed four people in Yei."
    )
    assert len(parse_report(told, published="2025-06-04").incidents) == 3


def test_what_was_asked_about_and_denied_is_denied():
    """The answer comes behind the question."""
    told = (
        "Asked about reports of a rocket fired at a base in Anbar on Sunday, the general said "
        "there had been none."
    )
    statuses = (
        parse_report(told, published="2025-06-04")
        .incidents["status"]
        .to_list()
    )
    assert set(statuses) <= {"denied"}
