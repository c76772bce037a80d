import pytest

from training.place_tables import middle


def square(west, south, east, north):
    corners = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return [((x + 180) % 360 - 180, y) for x, y in corners]


def test_the_middle_of_a_square():
    area, lat, lon = middle(square(10, -2, 14, 2))
    assert (lat, lon) == (pytest.approx(0, abs=0.01), pytest.approx(12))
    assert area == pytest.approx(16, rel=0.01)


def test_a_ring_over_the_date_line_lies_there_and_not_on_the_other_side_of_the_earth():
    _, lat, lon = middle(square(170, 60, 190, 64))
    assert 61 < lat < 63
    assert abs(lon) == pytest.approx(180, abs=0.01)


def test_a_degree_of_longitude_counts_less_in_the_north():
    assert middle(square(0, 60, 1, 61))[0] < 0.55 * middle(square(0, 0, 1, 1))[0]
