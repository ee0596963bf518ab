/// Draws plots as SVG: XChart lays out axes, curves and legends, Batik writes what it paints.
///
/// A module of its own, because both libraries are large: they are loaded only when something is
/// drawn. The same plot gives the same bytes on machines with the same fonts.
package dev.dyn.runtime.plot;
