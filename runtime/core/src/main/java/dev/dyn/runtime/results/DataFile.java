package dev.dyn.runtime.results;

/// A file that an experiment read as data.
///
/// @param name as the program names it
/// @param place where it was found
/// @param digest SHA-256 of its bytes, 64 hexadecimal digits
/// @param bytes its length
public record DataFile(String name, String place, String digest, long bytes) {}
