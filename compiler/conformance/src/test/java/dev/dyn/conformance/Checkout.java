package dev.dyn.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files of the project, as the tests of this module find them.
final class Checkout {
  static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  static final Path EXAMPLES = ROOT.resolve("examples");
  static final Path STDLIB = ROOT.resolve("stdlib/src/main/resources/std");
  static final Path PROGRAMS = Path.of("src/test/resources/programs");
  static final Path ACCEPTED = Path.of("src/test/resources/corpus/accepted");

  private Checkout() {}

  /// The files below `folder` whose names end in `ending`, in order; not what a build has made.
  static List<Path> files(Path folder, String ending) {
    try (Stream<Path> found = Files.walk(folder)) {
      return found
          .filter(file -> file.toString().endsWith(ending) && Files.isRegularFile(file))
          .filter(file -> !isMade(folder.relativize(file)))
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static boolean isMade(Path path) {
    for (Path part : path) {
      if (part.toString().equals("target") || part.toString().startsWith(".")) {
        return true;
      }
    }
    return false;
  }
}
