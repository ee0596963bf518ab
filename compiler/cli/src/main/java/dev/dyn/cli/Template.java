package dev.dyn.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/// The programs that `dyn new` can begin with, each in a file of `templates`.
enum Template {
  /// A differential equation.
  ODE,
  /// A stochastic equation.
  SDE,
  /// A map from step to step.
  MAP,
  /// Smooth motion with events.
  EVENTS,
  /// Firings at random times.
  JUMPS,
  /// Many coupled units in arrays.
  COUPLED,
  /// A study of a parameter.
  SWEEP;

  /// What is typed: `ode`.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The program with its names.
  ///
  /// @param system the name of its system
  /// @param experiment the name of its experiment
  /// @param file where it will stand
  String text(String system, String experiment, String file) {
    return resource()
        .replace("@System@", system)
        .replace("@name@", experiment)
        .replace("@file@", file);
  }

  private String resource() {
    String name = "templates/" + word() + ".dyn";
    try (InputStream in = Template.class.getResourceAsStream(name)) {
      Objects.requireNonNull(in, name);
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
