"""Reference values for LorenzReferenceTest: the Lorenz system (sigma 10, rho 28, beta 8/3) from (1, 1, 1).

SciPy's DOP853 at the tightest tolerance, and mpmath's Taylor method with 30 digits as a check of it: at t = 10 the errors of
SciPy have grown to about 1e-9. What is printed are the values of mpmath, after the difference to SciPy.

    python3 lorenz_reference.py > ../resources/dev/dyn/driver/regions/lorenz.csv
"""
import sys

import mpmath
from scipy.integrate import solve_ivp

mpmath.mp.dps = 30
SIGMA, RHO, BETA = mpmath.mpf(10), mpmath.mpf(28), mpmath.mpf(8) / 3
TIMES = [1, 2, 5, 10]


def exact():
    """The solution by Taylor series of order 40 in steps of 1/64, coefficients by the recurrence for products."""
    order, h = 40, mpmath.mpf(1) / 64
    state = [mpmath.mpf(1)] * 3
    values = {}
    for n in range(TIMES[-1] * 64):
        x, y, z = ([v] for v in state)
        for k in range(order):
            xz = mpmath.fsum(x[i] * z[k - i] for i in range(k + 1))
            xy = mpmath.fsum(x[i] * y[k - i] for i in range(k + 1))
            x.append(SIGMA * (y[k] - x[k]) / (k + 1))
            y.append((RHO * x[k] - xz - y[k]) / (k + 1))
            z.append((xy - BETA * z[k]) / (k + 1))
        state = [mpmath.polyval(c[::-1], h) for c in (x, y, z)]
        if (n + 1) % 64 == 0 and (n + 1) // 64 in TIMES:
            values[(n + 1) // 64] = state
    return values


def slopes(t, u):
    x, y, z = u
    return [10 * (y - x), x * (28 - z) - y, x * y - 8 / 3 * z]


reference = exact()
scipy = solve_ivp(slopes, (0, 10), [1, 1, 1], "DOP853", TIMES, rtol=2.3e-14, atol=1e-14)
print("t,x,y,z")
for k, t in enumerate(TIMES):
    row = reference[t]
    difference = max(abs(float(row[i]) - scipy.y[i, k]) for i in range(3))
    print(f"t = {t}: SciPy differs by {difference:.1e}", file=sys.stderr)
    assert difference < 1e-8
    print(f"{t}," + ",".join(repr(float(v)) for v in row))
