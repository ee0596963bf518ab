package dev.dyn.runtime.checkpoint;

/// A piece of work of a run: the same run does the same work at the same place.
///
/// @param experiment its name
/// @param step the number of the piece in the experiment, from 0
public record Place(String experiment, int step) {}
