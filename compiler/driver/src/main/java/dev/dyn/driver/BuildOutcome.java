package dev.dyn.driver;

import dev.dyn.compiler.diagnostic.Diagnostic;
import dev.dyn.driver.build.StandaloneJar;
import dev.dyn.runtime.packed.PackedProgram;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// How a build ended.
public sealed interface BuildOutcome {
  /// A program and the class files of its kernels, by their binary names.
  record Built(PackedProgram program, SequencedMap<String, byte[]> classes)
      implements BuildOutcome {
    public Built {
      classes = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(classes));
    }

    /// Writes a JAR that runs by itself.
    public void writeJar(OutputStream out) throws IOException {
      StandaloneJar.write(program, classes, out);
    }
  }

  /// The program or the options have errors, or something in it cannot leave the house.
  record Rejected(List<Diagnostic> problems) implements BuildOutcome {
    public Rejected {
      problems = List.copyOf(problems);
    }
  }
}
