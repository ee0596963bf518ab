"""Prints the polynomial coefficients of dev.dyn.runtime.math as Java constants.

Run: python3 coefficients.py [family ...]   (needs mpmath; takes some minutes for all of them)
"""
import sys
from mpmath import mp, mpf, exp, expm1, log, sin, cos, sqrt, pi, atan, asin, atanh

from minimax import rounded_fit, java

LN2 = log(2)
TINY = mpf("1e-7")
FAMILIES = {}


def family(f):
    FAMILIES[f.__name__] = f
    return f


def both_signs(b):
    """An interval about zero, with no grid point at zero, as the functions divide by powers of x."""
    return -mpf(b), mpf(b) * (1 + TINY)


@family
def exponential():
    # exp(r) = 1 + r + r^2/2 + r^3 q(r), |r| <= ln(2)/2; relative to expm1(r)
    for bits, n in ((64, 9), (32, 4)):
        a, b = both_signs(LN2 / 2 * mpf("1.0001"))
        f = lambda r: (expm1(r) - r - r * r / 2) / r ** 3
        c, e = rounded_fit(f, lambda r: abs(r ** 3 / expm1(r)), n, a, b, bits, 2)
        java("E", c, e, bits, 3)


@family
def exponential_minus_one():
    # as exponential, with one more coefficient, as the result may be small
    for bits, n in ((64, 10), (32, 5)):
        a, b = both_signs(LN2 / 2 * mpf("1.0001"))
        f = lambda r: (expm1(r) - r - r * r / 2) / r ** 3
        c, e = rounded_fit(f, lambda r: abs(r ** 3 / expm1(r)), n, a, b, bits, 2)
        java("E", c, e, bits, 3)


@family
def sine():
    # sin(r) = r + S3 r^3 + r^5 q(r^2), |r| <= pi/2, with S3 the rounded -1/6
    from minimax import to_format
    for bits, n in ((64, 7), (32, 4)):
        s3 = mpf(to_format(-mpf(1) / 6, bits))
        f = lambda s: (sin(sqrt(s)) - sqrt(s) - s3 * sqrt(s) ** 3) / sqrt(s) ** 5
        w = lambda s: sqrt(s) ** 5 / sin(sqrt(s))
        c, e = rounded_fit(f, w, n, TINY, (pi / 2 * mpf("1.0001")) ** 2, bits, 2)
        java("S", c, e, bits, 5)


@family
def logarithm():
    # log(1+f) = 2s + s R(s^2), s = f/(2+f), sqrt(1/2) <= 1+f <= sqrt(2)
    m = sqrt(mpf(2))
    for bits, n in ((64, 7), (32, 3)):
        b = ((m - 1) / (m + 1)) ** 2
        f = lambda z: (2 * atanh(sqrt(z)) / sqrt(z) - 2) / z
        w = lambda z: sqrt(z) * z / (2 * atanh(sqrt(z)))
        c, e = rounded_fit(f, w, n, TINY, b * mpf("1.0001"), bits, 2)
        java("L", c, e, bits, 1)


if __name__ == "__main__":
    for name in sys.argv[1:] or FAMILIES:
        print("  //", name)
        FAMILIES[name]()
