package dev.dyn.truffle;

import dev.dyn.runtime.program.RunListener;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Sends what a program prints to the output of the context.
record PrintedLines(OutputStream out) implements RunListener {
  @Override
  public void printed(String experiment, String line) {
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
