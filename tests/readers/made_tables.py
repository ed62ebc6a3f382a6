"""Small tables in the real layouts of the sources.

The rows are made up, the columns and codes are not.
"""

ACLED_NEW = """\
event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,actor2,\
assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,latitude,longitude,\
geo_precision,source,source_scale,notes,fatalities,tags,timestamp
KOS1,2023-05-29,2023,1,Political violence,Riots,Violent demonstration,Rioters (Kosovo),,Rioters,KFOR,,External/Other forces,\
External forces-Rioters,,983,Europe,Kosovo,Mitrovica,Zvecan,,Zvecan,42.9070,20.8403,1,Reuters,International,\
"On 29 May 2023, a crowd clashed with troops in Zvecan.",0,crowd size=300,1700000000
UKR2,2022-08-11,2022,2,Political violence,Explosions/Remote violence,Shelling/artillery/missile attack,Unidentified,,\
Other forces,,,,State forces only,,804,Europe,Ukraine,Zaporizhia,Vasylivskyi,,Enerhodar,47.4989,34.6558,2,TASS,National,\
Shells fell near the plant.,0,,1700000001
UKR3,2022-07-01,2022,3,Strategic developments,Strategic developments,Other,Military Forces,,State forces,,,,State forces only,\
,804,Europe,Ukraine,Donetsk,,,Donetsk,48.0230,37.8022,3,NA,National,Activity in the region.,0,,1700000002
"""

ACLED_OLD = """\
data_id,iso,event_id_cnty,event_id_no_cnty,event_date,year,time_precision,event_type,actor1,assoc_actor_1,inter1,actor2,\
assoc_actor_2,inter2,interaction,region,country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,\
source_scale,notes,fatalities,timestamp,iso3
1,706,SOM1,1,03 April 2017,2017,1,Battle-No change of territory,Al Shabaab,,2,Military Forces of Somalia,,1,12,Eastern Africa,\
Somalia,Bakool,Xudur,,Xudur,4.1213,43.8894,1,Garowe Online,National,Fighting near the town.,4,1572403800,SOM
2,706,SOM2,2,04 April 2017,2017,1,Remote violence,Al Shabaab,,2,Civilians (Somalia),,7,27,Eastern Africa,Somalia,Banadir,\
Mogadishu,,Mogadishu,2.0469,45.3182,1,Radio Dalsan,National,A mine.,1,1572403801,SOM
"""


def gdelt_event(
    number,
    root="19",
    code="190",
    kind="4",
    place="Zvecan, Kosovo (general), Kosovo",
    fips="KV",
    lat="42.9070",
    lon="20.8403",
):
    """One line of GDELT 2.0 Events: 61 fields, the actors' places elsewhere."""
    event = [str(number), "20230529", "202305", "2023", "2023.4055"]
    actor1 = ["KOS", "KOSOVO", "KOS", "", "", "", "", "", "", ""]
    actor2 = ["NATO", "NATO", "", "NATO", "", "", "", "IGO", "", ""]
    action = [
        "1",
        code,
        code[:3],
        root,
        "4",
        "-10.0",
        "4",
        "1",
        "4",
        "-7.25",
    ]
    actor1_geo = ["1", "Serbia", "RI", "RI", "", "44", "21", "RI"]
    actor2_geo = [
        "4",
        "Brussels, Bruxelles-Capitale, Belgium",
        "BE",
        "BE11",
        "",
        "50.8333",
        "4.33333",
        "-1955538",
    ]
    action_geo = [kind, place, fips, fips, "", lat, lon, "-77"]
    fields = [
        *event,
        *actor1,
        *actor2,
        *action,
        *actor1_geo,
        *actor2_geo,
        *action_geo,
        "20230529120000",
        "https://x.example/1",
    ]
    assert len(fields) == 61
    return "\t".join(fields)


def gdelt_mention(event, source="x.example", confidence="80"):
    """One line of GDELT 2.0 Mentions: 16 fields."""
    fields = [
        str(event),
        "20230529120000",
        "20230529121500",
        "1",
        source,
        f"https://{source}/a",
        "3",
        "10",
        "40",
        "55",
        "1",
        confidence,
        "2500",
        "-3.2",
        "",
        "",
    ]
    assert len(fields) == 16
    return "\t".join(fields)


HXL = """\
Date,Town,Lat,Lon,Killed,Who
#date+occurred,#loc+name,#geo+lat,#geo+lon,#affected+killed,#meta+source
2023-05-29,Zvečan,42.907,20.8403,0,KFOR
2023-05-30,NA,42.95,20.84,1,RTK
"""

TIMEMAP = """[
 {"id": "CIV0001", "date": "2/24/2022", "latitude": "50.01", "longitude": "36.23", "location": "Kharkiv",
  "description": "Shelling of a residential building. Two people were hurt.",
  "sources": [{"id": "CIV0001-1", "path": "https://x.example/1", "description": "A video"}],
  "filters": [{"key": "Type of area affected", "value": "Residential"}]},
 {"id": "CIV0002", "date": "3/1/2022", "latitude": "", "longitude": "", "location": "Izium", "description": "A strike",
  "sources": [], "filters": []}
]"""

KML = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2"><Document><Folder><name>May 2023</name>
<Placemark><name>Clashes in Zvečan</name><description>A crowd &amp; troops</description>
<TimeStamp><when>2023-05-29</when></TimeStamp><Point><coordinates>20.8403,42.907,0</coordinates></Point></Placemark>
<Placemark><name>Area</name><Polygon><outerBoundaryIs><LinearRing><coordinates>20,42 21,42 21,43 20,43 20,42</coordinates>
</LinearRing></outerBoundaryIs></Polygon></Placemark>
<Placemark><name>Nowhere</name></Placemark></Folder></Document></kml>"""
