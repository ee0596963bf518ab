/// Rewrites of IR that make it smaller or faster and change no bit of any result;
/// [dev.dyn.compiler.optimize.Passes] is the list.
package dev.dyn.compiler.optimize;
