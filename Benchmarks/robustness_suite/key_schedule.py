"""The mark's key schedule, written from its description and not from the program's code.

What the program draws from a secret must be what this draws: `vectors` gives what a test compares.
"""

import functools
import hashlib
import hmac
import itertools
import math

PERIOD, PILOTS, DATA, CODE = 512, 48, 256, 512
PLACEMENTS, DRAWS, REACH = 16, 24, 0.04


def hkdf(secret, salt, info, count=32):
    """HKDF with SHA-256 (RFC 5869), at most one block."""
    key = hmac.digest(salt, secret, "sha256")
    return hmac.digest(key, info + b"\x01", "sha256")[:count]


def subkey(secret, purpose):
    return hkdf(secret, b"yuantu.tones.1", purpose.encode())


def uniforms(key, label):
    """Numbers in 0...1 from HMAC-SHA256(key, label || counter), eight bytes each."""
    for counter in itertools.count():
        block = hmac.digest(key, label.encode() + counter.to_bytes(4, "big"), "sha256")
        for start in range(0, 32, 8):
            yield (int.from_bytes(block[start:start + 8], "big") >> 11) / 2 ** 53


def below(numbers, bound):
    return min(int(next(numbers) * bound), bound - 1)


def permutation(numbers, count):
    order = list(range(count))
    for i in range(count - 1, 0, -1):
        j = below(numbers, i + 1)
        order[i], order[j] = order[j], order[i]
    return order


def half_away(value):
    """Rounded to the nearest whole number, halves away from zero."""
    return math.floor(abs(value) + 0.5) * (1 if value >= 0 else -1)


class Schedule:
    """Everything that is drawn from a secret of 32 bytes."""

    def __init__(self, secret):
        self.keys = {purpose: subkey(secret, purpose)
                     for purpose in ("synchronisation", "authentication", "pictures")}
        key = self.keys["synchronisation"]
        self.tones = self.drawn_tones(uniforms(key, "tones"))
        phases = uniforms(key, "phases")
        self.phases = [2 * math.pi * next(phases) for _ in self.tones]
        last = len(self.tones) - 5
        self.pilots = [half_away(2 + i * last / (PILOTS - 1)) for i in range(PILOTS)]
        others = [i for i in range(len(self.tones)) if i not in self.pilots]
        arrangement = uniforms(key, "arrangement")
        self.data = [others[i] for i in permutation(arrangement, DATA)]
        self.order = permutation(arrangement, CODE)
        self.scrambler = [below(arrangement, 2) for _ in range(CODE)]
        self.placements = list(self.drawn_placements(uniforms(key, "placements")))

    @staticmethod
    def drawn_tones(numbers):
        low, high = 13 ** 1.65, 115 ** 1.65
        points, tries = [], 0
        while len(points) < PILOTS + DATA:
            radius = (low + next(numbers) * (high - low)) ** (1 / 1.65)
            angle = math.pi * next(numbers)
            x, y = half_away(radius * math.cos(angle)), half_away(radius * math.sin(angle))
            if min(abs(x), abs(y)) < 2:
                continue
            tries += 1
            gap = (4.4 if tries < 20_000 else 3.52) * min(1, 0.55 + 0.45 * math.hypot(x, y) / 60)
            if all(math.hypot(x - u, y - v) >= gap and math.hypot(x + u, y + v) >= gap
                   for u, v in points):
                points.append((x, y))
        return sorted(points, key=lambda p: (math.hypot(*p), *p))

    def drawn_placements(self, numbers):
        """(turn, scale in frequency, shift x, shift y), the first of those with the fewest tones
        beside an axis."""
        for i in range(PLACEMENTS):
            drawn = []
            for _ in range(DRAWS):
                turn = math.pi * (i + next(numbers)) / PLACEMENTS
                scale = math.exp(REACH * (2 * next(numbers) - 1))
                drawn.append((turn, scale, PERIOD * next(numbers), PERIOD * next(numbers)))
            yield min(drawn, key=lambda p: sum(min(map(abs, self.placed(tone, p))) < 2
                                               for tone in self.tones))

    @staticmethod
    def placed(tone, placement):
        """The frequency that a tone has in a picture marked under a placement."""
        turn, scale = placement[:2]
        x, y = scale * tone[0], scale * tone[1]
        return (x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn))

    def index(self, payload):
        """Which placement a payload takes."""
        numbers = uniforms(self.keys["authentication"], f"placement of {payload}")
        return below(numbers, PLACEMENTS)

    def sent(self, payload):
        """The code bits of a payload as the data tones carry them."""
        content = bytes.fromhex(payload)
        tag = hmac.digest(self.keys["authentication"], b"payload" + content, "sha256")[:5]
        bits = [byte >> (7 - i) & 1 for byte in content + tag for i in range(8)]
        code = polar(bits)
        return [code[self.order[i]] ^ self.scrambler[i] for i in range(CODE)]

    def picture_key(self, payload):
        return hkdf(self.keys["pictures"], b"yuantu.picture.1", bytes.fromhex(payload))


@functools.cache
def information_places():
    def weight(index):
        return sum(2 ** (bit / 4) for bit in range(9) if index >> bit & 1)
    return sorted(sorted(range(CODE), key=lambda i: (-weight(i), i))[:104])


def polar(bits):
    code = [0] * CODE
    for place, bit in zip(information_places(), bits, strict=True):
        code[place] = bit
    half = 1
    while half < CODE:
        for block in range(0, CODE, 2 * half):
            for i in range(block, block + half):
                code[i] ^= code[i + half]
        half *= 2
    return code


def vectors(secret=bytes(range(32)), payloads=("0123456789abcdef", "00000000000000ff")):
    """What a secret gives, for another implementation to compare itself with."""
    schedule = Schedule(secret)
    return {
        "secret": secret.hex(),
        "subkeys": {purpose: key.hex() for purpose, key in schedule.keys.items()},
        "tones": schedule.tones,
        "phases": schedule.phases,
        "pilots": schedule.pilots, "data": schedule.data,
        "order": schedule.order,
        "scrambler": "".join(map(str, schedule.scrambler)),
        "placements": [dict(zip(("turn", "scale", "x", "y"), p, strict=True))
                       for p in schedule.placements],
        "payloads": [{
            "payload": payload, "placement": schedule.index(payload),
            "sent": "".join(map(str, schedule.sent(payload))),
            "pictureKey": schedule.picture_key(payload).hex(),
            "commitment": hashlib.sha256(
                b"yuantu.picture.1" + schedule.picture_key(payload)).hexdigest()}
            for payload in payloads],
    }
