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


def away(xs, f):
    """The points at which f is not near zero, where its relative error would not be bounded."""
    return [x for x in xs if abs(f(x)) > 0.05]


def zeros(points):
    return [p * (1 + random.uniform(-1, 1) * 10.0**-k) for p in points for k in range(2, 17, 2)]


BOTH = (1, -1)
LOG_GAMMA_ZEROS = [-2.457024738220801, -2.747682646727413, -3.143580888349980, -3.955294284858598]
DIGAMMA_ZEROS = [1.461632144968362, -0.504083008264455, -1.573498473162391, -2.610720868444145]
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
    "log1p": (m.log1p, uniform(-0.9999, 1, 300) + logarithmic(1e-30, 0.9, 200, BOTH)
              + logarithmic(1, 1e300, 100) + near([-0.5, -1 + 2.0**-50])),
    "log2": (lambda x: m.log(x) / m.log(2), LOGS),
    "log10": (m.log10, LOGS),
    "tan": (m.tan, ANGLES),
    "atan": (m.atan, uniform(-4, 4, 400) + logarithmic(1e-20, 1e20, 200, BOTH)
             + near([math.tan(math.pi / 8), math.tan(3 * math.pi / 8), 1])),
    "asin": (m.asin, uniform(-1, 1, 400) + logarithmic(1e-20, 1, 100, BOTH)
             + [1 - x for x in logarithmic(1e-15, 0.1, 100)] + [1.0, -1.0] + near([0.5])),
    "acos": (m.acos, uniform(-1, 1, 400) + logarithmic(1e-20, 1, 100, BOTH)
             + [1 - x for x in logarithmic(1e-15, 0.1, 100)] + [-1.0] + near([0.5, -0.5])),
    "sinh": (m.sinh, uniform(-2, 2, 300) + uniform(-710.4, 710.4, 200)
             + logarithmic(1e-30, 1, 200, BOTH)),
    "cosh": (m.cosh, uniform(-2, 2, 300) + uniform(-710.4, 710.4, 200)
             + logarithmic(1e-30, 1, 100, BOTH)),
    "cbrt": (lambda x: m.sign(x) * m.cbrt(abs(x)), uniform(-9, 9, 300)
             + logarithmic(1e-320, 1e300, 200, BOTH) + [8.0, 27.0, -1e6]),
    "erf": (m.erf, uniform(-1, 1, 300) + uniform(-6.5, 6.5, 200) + logarithmic(1e-30, 1, 100, BOTH)
            + near([0.5])),
    "erfc": (m.erfc, uniform(-1, 1, 200) + uniform(-6, 6, 300) + uniform(6, 27.2, 200) + near([0.5])),
    "gamma": (m.gamma, uniform(0.1, 3, 200) + uniform(3, 30, 200) + uniform(30, 171.6, 200)
              + logarithmic(1e-300, 0.1, 60, BOTH) + uniform(-20, 0, 200) + uniform(-184, -20, 100)
              + [float(k) for k in range(1, 171)] + near([0.5, 1, 1.5, 2, 2.5, 10])),
    "lgamma": (lambda x: m.log(abs(m.gamma(x))), uniform(0.1, 3, 300) + uniform(3, 30, 200)
               + logarithmic(30, 1e300, 200) + logarithmic(1e-300, 0.1, 60, BOTH)
               + uniform(0.99, 1.01, 50) + uniform(1.99, 2.01, 50) + near([1, 2, 1.5, 2.5, 0.5])
               + away(uniform(-30, 0, 200), math.lgamma)),
    "digamma": (m.digamma, uniform(0.1, 1.4, 200) + uniform(1.5, 30, 200)
                + logarithmic(30, 1e300, 100) + logarithmic(1e-300, 0.1, 60, BOTH)
                + away(uniform(-30, 0, 200), lambda x: float(m.digamma(x)))),
    # Checked against an absolute bound.
    "lgamma near zeros": (lambda x: m.log(abs(m.gamma(x))), zeros(LOG_GAMMA_ZEROS)),
    "digamma near zeros": (m.digamma, zeros(DIGAMMA_ZEROS)),
}
POINTS = [(random.gauss(0, 1) * 10.0**random.randint(-3, 3), random.gauss(0, 1)) for _ in range(500)]
WIDE_POINTS = list(zip(logarithmic(1e-305, 1e305, 150, BOTH), logarithmic(1e-305, 1e305, 150, BOTH)))
EQUAL_POINTS = [(x, x * random.choice((1, 2.414, 0.4142))) for x in uniform(-9, 9, 50)]
BASES = logarithmic(1e-3, 1e3, 500)
BINARY = {
    "pow": (m.power, [(x, random.uniform(-90, 90)) for x in BASES]
            + [(x, random.uniform(-3, 3)) for x in logarithmic(1e-300, 1e100, 300)]
            + [(x, random.uniform(-1, 1) * 700 / math.log(x)) for x in uniform(0.9, 1.1, 200)]
            + [(x, float(n)) for x in uniform(-5, 5, 100) for n in (2, 3, -1)]
            + [(x, 0.5) for x in logarithmic(1e-320, 1e300, 60)]),
    "atan2": (lambda y, x: m.atan2(y, x), POINTS + WIDE_POINTS + EQUAL_POINTS),
    "hypot": (lambda x, y: m.sqrt(x * x + y * y), POINTS + WIDE_POINTS + EQUAL_POINTS),
}


def line(name, arguments, f):
    mp.prec = 200
    if name in ("sin", "cos", "tan"):
        mp.prec += 1100
    y = f(*[mpf(a) for a in arguments])
    nearest = float(y)
    if math.isinf(nearest):
        return None
    missing = float((y - mpf(nearest)) / mpf(math.ulp(nearest)))
    return " ".join([name.replace(" ", "_")] + [a.hex() for a in arguments] + [nearest.hex(), f"{missing:.4f}"])


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
