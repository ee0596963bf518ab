"""Weighted polynomial minimax fits (Remez 1934, second algorithm) in mpmath precision.

`fit(f, weight, n, a, b)` gives the n coefficients (lowest power first) of the polynomial p that
minimizes max |weight(x) * (f(x) - p(x))| on [a, b]. `rounded_fit` rounds the leading coefficients
to the working format one after another and fits the rest again, so that their rounding errors are
made up for by the later ones.
"""
import struct
from mpmath import mp, mpf, matrix, lu_solve, cos, pi

mp.dps = 60


def to_format(c, bits):
    """The double (bits = 64) or float (bits = 32) nearest to c, as a Python float."""
    if bits == 64:
        return float(c)
    return struct.unpack("f", struct.pack("f", float(c)))[0]


def fit(f, weight, n, a, b, rounds=12, grid=1200):
    a, b = mpf(a), mpf(b)
    at = lambda k, m: (a + b) / 2 - (b - a) / 2 * cos(pi * k / m)
    xs = [at(k, grid) for k in range(grid + 1)]
    fs = [f(x) for x in xs]
    ws = [weight(x) for x in xs]
    index = [round(k * grid / n) for k in range(n + 1)]
    previous = None
    for _ in range(rounds):
        m = matrix(n + 1, n + 1)
        rhs = matrix(n + 1, 1)
        for row, i in enumerate(index):
            power = mpf(1)
            for col in range(n):
                m[row, col] = power
                power *= xs[i]
            m[row, n] = (-1) ** row / ws[i]
            rhs[row] = fs[i]
        solution = lu_solve(m, rhs)
        c = [solution[i] for i in range(n)]
        errors = [w * (y - horner(c, x)) for x, y, w in zip(xs, fs, ws)]
        index = extrema(errors, n + 1)
        worst = max(abs(e) for e in errors)
        if previous is not None and abs(worst / abs(solution[n]) - 1) < mpf("1e-3"):
            break
        previous = worst
    return c, worst


def horner(c, x):
    s = mpf(0)
    for k in reversed(c):
        s = s * x + k
    return s


def extrema(errors, count):
    """Indices of `count` alternating extrema of the error curve, the largest ones kept."""
    picks = []
    for i, e in enumerate(errors):
        if picks and (errors[picks[-1]] > 0) == (e > 0):
            if abs(e) > abs(errors[picks[-1]]):
                picks[-1] = i
        else:
            picks.append(i)
    while len(picks) > count:
        if len(picks) == count + 1:
            picks.pop(0 if abs(errors[picks[0]]) < abs(errors[picks[-1]]) else -1)
        else:
            k = min(range(len(picks) - 1),
                    key=lambda j: max(abs(errors[picks[j]]), abs(errors[picks[j + 1]])))
            del picks[k:k + 2]
    if len(picks) < count:
        raise ValueError("the error curve has too few extrema; fewer coefficients would do")
    return picks


def rounded_fit(f, weight, n, a, b, bits, leading=3):
    """Coefficients in the format `bits`, and the worst weighted error of the rounded polynomial."""
    fixed = []
    g = f
    for k in range(min(leading, n - 1)):
        w = lambda x, k=k: weight(x) * abs(x) ** k
        c, _ = fit(g, w, n - k, a, b)
        fixed.append(to_format(c[0], bits))
        done = [mpf(v) for v in fixed]
        g = lambda x, done=done: (f(x) - horner(done, x)) / x ** len(done)
    w = lambda x: weight(x) * abs(x) ** len(fixed)
    c, _ = fit(g, w, n - len(fixed), a, b)
    all_c = fixed + [to_format(v, bits) for v in c]
    exact = [mpf(v) for v in all_c]
    a, b = mpf(a), mpf(b)
    xs = [(a + b) / 2 - (b - a) / 2 * cos(pi * k / 1000) for k in range(1001)]
    return all_c, max(abs(weight(x) * (f(x) - horner(exact, x))) for x in xs)


def java(name, c, worst, bits, first):
    """The coefficients as Java constants; `first` is the power of the lowest one."""
    kind, suffix = ("double", "") if bits == 64 else ("float", "f")
    print(f"  // {name}: worst relative error of the fit 2^{float(mp.log(worst, 2)):.1f}")
    for k, v in enumerate(c):
        text = repr(v) if bits == 64 else shortest_float(v)
        print(f"  static final {kind} {name}{first + k} = {text}{suffix};")
    print()


def shortest_float(v):
    for digits in range(6, 12):
        text = f"{v:.{digits}g}"
        if to_format(float(text), 32) == v:
            return text
    raise ValueError(v)
