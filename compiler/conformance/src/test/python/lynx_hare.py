"""Fits Lotka-Volterra equations to the pelts of hares and lynxes, as `examples/lynx_hare.dyn` has it.

Minimizes the mean over the years of the squared logarithms of model over data, hares plus lynxes,
over the logarithms of four rates and two starts. Run it in `compiler/conformance`; needs SciPy.
"""

import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import least_squares

year, hare, lynx = np.loadtxt("../../examples/data/lynx_hare.csv", delimiter=",", skiprows=1).T


def residuals(logarithms):
    growth, predation, death, conversion, hare0, lynx0 = np.exp(logarithms)

    def slope(_, state):
        h, l = state
        return [growth * h - predation * h * l, -death * l + conversion * h * l]

    times = year - year[0]
    path = solve_ivp(
        slope, (0, times[-1]), [hare0, lynx0], "DOP853", times, rtol=1e-11, atol=1e-11
    )
    return np.concatenate([np.log(path.y[0] / hare), np.log(path.y[1] / lynx)])


begin = np.log([0.5, 0.025, 0.8, 0.02, 30, 4])
best = least_squares(residuals, begin, xtol=1e-12, ftol=1e-14, gtol=1e-12, x_scale="jac")
names = ["growth", "predation", "death", "conversion", "hare0", "lynx0"]
for name, value in zip(names, np.exp(best.x)):
    print(f"{name:10} {value:.8g}")
print(f"{'loss':10} {2 * best.cost / len(year):.8g}")
