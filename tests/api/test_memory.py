"""What a large request leaves behind goes back to the system."""

from api.memory import give_back_memory


def resident_mebibytes():
    with open("/proc/self/statm") as pages:
        return int(pages.read().split()[1]) * 4096 / 2**20


def test_what_is_free_below_a_block_in_use_is_given_back():
    blocks = [bytearray(1000) for _ in range(100_000)]
    last = blocks[-1]
    del blocks
    before = resident_mebibytes()

    give_back_memory()

    assert len(last) == 1000
    assert resident_mebibytes() < before - 50
