"""A sound table, and a command run on it without warnings."""

import warnings

from click.testing import CliRunner

from sitmap.cli import main

HEAD = "title,place,country,lat,lon,date,source,status,precision,event_type"

SOUND = "Clash,Zvečan,XK,42.907,20.840,2023-05-29,KFOR,reported,place,Riots"


def run(*arguments):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return CliRunner().invoke(main, [str(one) for one in arguments])
