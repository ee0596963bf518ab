"""Prints the polynomial coefficients of dev.dyn.runtime.math as Java constants.

Run: python3 coefficients.py [family ...]   (needs mpmath; takes some minutes for all of them)
"""
import sys
from mpmath import mp, mpf, erf, erfc, exp, expm1, log, loggamma, sin, cos, sqrt, pi, atan, asin, atanh, tanh

from minimax import rounded_fit, java, to_format

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
def hyperbolic_tangent():
    # tanh(x) = x + x^3 p(x^2), |x| <= 0.95
    f = lambda s: (tanh(sqrt(s)) - sqrt(s)) / sqrt(s) ** 3
    c, e = rounded_fit(f, lambda s: sqrt(s) ** 3 / tanh(sqrt(s)), 7, TINY, mpf("0.95") ** 2, 32, 2)
    java("T", c, e, 32, 0)
    # exp(2r) = 1 + 2r + r^2 q(r), |r| <= ln(2)/4
    a, b = both_signs(LN2 / 4 * mpf("1.0001"))
    f = lambda r: (exp(2 * r) - 1 - 2 * r) / r ** 2
    c, e = rounded_fit(f, lambda r: r ** 2 / exp(2 * r), 5, a, b, 32, 2)
    java("E", c, e, 32, 2)


@family
def sine():
    # sin(r) = r + S3 r^3 + r^5 q(r^2), |r| <= pi/2, with S3 the rounded -1/6
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


@family
def logarithm_pair():
    # log(1+f) = 2s + s z (2/3 + z Q(z)), z = s^2, s as in logarithm
    m = sqrt(mpf(2))
    b = ((m - 1) / (m + 1)) ** 2
    f = lambda z: (2 * atanh(sqrt(z)) / sqrt(z) - 2 - 2 * z / 3) / z ** 2
    w = lambda z: sqrt(z) * z ** 2 / (2 * atanh(sqrt(z)))
    for bits, n in ((64, 8), (32, 3)):
        c, e = rounded_fit(f, w, n, TINY, b * mpf("1.0001"), bits, 2)
        java("Q", c, e, bits, 0)


@family
def tangent():
    # sin(r) = r + r^3 p(r^2) and cos(r) = 1 - r^2/2 + r^4 q(r^2), |r| <= pi/4
    b = (pi / 4 * mpf("1.0001")) ** 2
    for bits, n in ((64, 6), (32, 3)):
        f = lambda s: (sin(sqrt(s)) - sqrt(s)) / sqrt(s) ** 3
        c, e = rounded_fit(f, lambda s: sqrt(s) ** 3 / sin(sqrt(s)), n, TINY, b, bits, 2)
        java("S", c, e, bits, 0)
        f = lambda s: (cos(sqrt(s)) - 1 + s / 2) / s ** 2
        c, e = rounded_fit(f, lambda s: s ** 2 / cos(sqrt(s)), n, TINY, b, bits, 2)
        java("C", c, e, bits, 0)


@family
def arctangent():
    # atan(t) = t + t^3 p(t^2), |t| <= tan(pi/8)
    for bits, n in ((64, 11), (32, 5)):
        f = lambda s: (atan(sqrt(s)) - sqrt(s)) / sqrt(s) ** 3
        b = (sqrt(mpf(2)) - 1) ** 2 * mpf("1.0001")
        c, e = rounded_fit(f, lambda s: sqrt(s) ** 3 / atan(sqrt(s)), n, TINY, b, bits, 2)
        java("A", c, e, bits, 0)


@family
def arcsine():
    # asin(t) = t + t^3 p(t^2), |t| <= 1/2
    f = lambda s: (asin(sqrt(s)) - sqrt(s)) / sqrt(s) ** 3
    b = mpf("0.25001")
    c, e = rounded_fit(f, lambda s: sqrt(s) ** 3 / asin(sqrt(s)), 12, TINY, b, 64, 2)
    java("A", c, e, 64, 0)


@family
def error():
    # erf(x) = x + x p(x^2), |x| <= 1/2
    f = lambda s: erf(sqrt(s)) / sqrt(s) - 1
    w = lambda s: sqrt(s) / erf(sqrt(s))
    c, e = rounded_fit(f, w, 10, TINY, mpf("0.2501"), 64, 2)
    java("E", c, e, 64, 0)
    # exp(x^2) erfc(x) (1 + 2x) = p(u), u = (x - 3)/(x + 3), 1/2 <= x <= 28
    def g(u):
        x = 3 * (1 + u) / (1 - u)
        return exp(x * x) * erfc(x) * (1 + 2 * x)
    mp.dps = 400
    low, high = (mpf("0.4999") - 3) / (mpf("0.4999") + 3), mpf(25) / 31
    head = mpf(to_format(g(mpf(0)), 64))
    c, e = rounded_fit(lambda u: (g(u) - head) / u, lambda u: abs(u) / g(u), 21, low, high, 64, 1)
    print("  // head", repr(float(head)), "low", repr(float(g(mpf(0)) - head)))
    mp.dps = 60
    java("C", c, e, 64, 1)


@family
def log_gamma():
    # lgamma(2 + t) = t p(t), |t| <= 1/2; the constant is 1 - gamma, here without its rounded value
    head = mpf(to_format(1 - mp.euler, 64))
    f = lambda t: (loggamma(2 + t) / t - head) / t
    c, e = rounded_fit(f, lambda t: abs(t * t / loggamma(2 + t)), 19, *both_signs(mpf("0.50001")), 64, 1)
    print("  // head", repr(float(head)), "low", repr(float(1 - mp.euler - head)))
    java("G", c, e, 64, 1)


if __name__ == "__main__":
    for name in sys.argv[1:] or FAMILIES:
        print("  //", name)
        FAMILIES[name]()
