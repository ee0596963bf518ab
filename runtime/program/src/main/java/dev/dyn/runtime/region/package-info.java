/// Simulations and Lyapunov exponents as data ([dev.dyn.runtime.region.RegionPlan]), and the
/// drivers that run them with kernels of any engine. Begin with
/// [dev.dyn.runtime.region.RegionDrivers].
package dev.dyn.runtime.region;
