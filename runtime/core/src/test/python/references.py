"""Writes the reference values of AccuracyTest: resources/dev/dyn/runtime/math/references.txt.gz.

Each line is `function x y d` (or `function x1 x2 y d`): arguments and y in hexadecimal doubles, y the
double nearest to the exact value and d what is missing to it, in units of the last place of y.
Run: python3 references.py   (needs mpmath)
"""
import gzip
import math
import os
import random
from mpmath import mp, mpf
import mpmath as m

random.seed(20260721)
OUT = "../resources/dev/dyn/runtime/math/references.txt.gz"


def uniform(a, b, n):
    return [random.uniform(a, b) for _ in range(n)]


def logarithmic(a, b, n, signs=(1,)):
    la, lb = math.log(a), math.log(b)
    return [random.choice(signs) * math.exp(random.uniform(la, lb)) for _ in range(n)]


def near(points, steps=3):
    """Each point and its nearest neighbours on both sides."""
    found = []
    for p in points:
        up = down = float(p)
        found.append(up)
        for _ in range(steps):
            up, down = math.nextafter(up, math.inf), math.nextafter(down, -math.inf)
            found += [up, down]
    return found


BOTH = (1, -1)
MULTIPLES = [k * math.pi / 2 for k in list(range(1, 40)) + [355 * 2, 10**5, 10**6, 10**7 + 1]]
# The double nearest to a multiple of pi/2, relative to its size (Muller et al. 2010, table 11.1).
HARDEST_ANGLE = 6381956970095103.0 * 2.0**797
ANGLES = (uniform(-10, 10, 400) + logarithmic(1e-9, 1e8, 300, BOTH) + logarithmic(1e8, 1e300, 150, BOTH)
          + near(MULTIPLES, 1) + [HARDEST_ANGLE, 2.0**24, 2.0**24 + 1])
LOGS = (uniform(0.4, 2.5, 400) + logarithmic(1e-300, 1e300, 250) + logarithmic(1e-320, 1e-308, 30)
        + near([1, 0.5, 2, math.sqrt(0.5), math.sqrt(2), 10, 1000, 1024]))
UNARY = {
    "exp": (m.exp, uniform(-1, 1, 300) + uniform(-700, 700, 300) + uniform(-745, -700, 60)
            + uniform(700, 709.7, 60) + logarithmic(1e-18, 1, 60, BOTH) + near([0.5 * math.log(2)])),
    "expm1": (m.expm1, uniform(-1, 1, 300) + uniform(-45, 709, 300)
              + logarithmic(1e-30, 1, 200, BOTH)),
    "log": (m.log, LOGS),
    "sin": (m.sin, ANGLES),
    "cos": (m.cos, ANGLES),
    "tanh": (m.tanh, uniform(-1, 1, 300) + uniform(-20, 20, 300) + logarithmic(1e-30, 1, 200, BOTH)),
    "sigmoid": (lambda x: 1 / (1 + m.exp(-x)), uniform(-4, 4, 300) + uniform(-45, 45, 200)
                + uniform(-745, -45, 100)),
}
BINARY = {}


def line(name, arguments, f):
    mp.prec = 200
    if name in ("sin", "cos", "tan"):
        mp.prec += 1100
    y = f(*[mpf(a) for a in arguments])
    nearest = float(y)
    if math.isinf(nearest):
        return None
    missing = float((y - mpf(nearest)) / mpf(math.ulp(nearest)))
    return " ".join([name] + [a.hex() for a in arguments] + [nearest.hex(), f"{missing:.4f}"])


def write(path):
    lines = []
    for name, (f, xs) in UNARY.items():
        lines += [line(name, (x,), f) for x in xs]
    for name, (f, pairs) in BINARY.items():
        lines += [line(name, pair, f) for pair in pairs]
    os.makedirs(os.path.dirname(path), exist_ok=True)
    text = "\n".join(l for l in lines if l) + "\n"
    with open(path, "wb") as file:
        file.write(gzip.compress(text.encode(), 9, mtime=0))


if __name__ == "__main__":
    write(os.path.join(os.path.dirname(os.path.abspath(__file__)), OUT))
