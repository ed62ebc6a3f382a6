"""Small Parquet files of synthetic incidents, over days, cells and types."""

import numpy as np
import pandas as pd


def make_files(folder, count, rows=300):
    """Write files; in each a row without coordinates, one off the Earth and one without a date."""
    folder.mkdir()
    paths = []
    for number in range(count):
        rng = np.random.default_rng(number)
        at = rng.integers(0, 40, rows)
        frame = pd.DataFrame(
            {
                "longitude": (20 + at / 7).round(4),
                "latitude": (42 + (at % 11) / 3).round(4),
                "date": (
                    (
                        pd.Timestamp("2022-01-01")
                        + pd.to_timedelta(
                            rng.integers(0, 30, rows), unit="D"
                        )
                    ).astype(str)
                ),
                "event_type": rng.choice(
                    ["Battles", "Protests", "Riots"], rows
                ),
                "fatalities": rng.integers(0, 3, rows).astype(float),
            }
        )
        frame.loc[0, ["longitude", "latitude"]] = np.nan
        frame.loc[1, "latitude"] = 99.0
        frame.loc[2, "date"] = None
        frame.loc[3, "fatalities"] = np.nan
        paths.append(folder / f"{number:02}.parquet")
        frame.to_parquet(paths[-1])
    return paths
