package dev.dyn.conformance;

import dev.dyn.driver.BuildOutcome;
import dev.dyn.runtime.checkpoint.Checkpoints;
import dev.dyn.runtime.packed.PackedProgram;
import dev.dyn.runtime.packed.PackedRun;
import dev.dyn.runtime.program.Arguments;
import dev.dyn.runtime.program.RunListener;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Runs what `dyn build` packs, with the classes of this JVM for the runtime.
final class PackedPrograms {
  private PackedPrograms() {}

  /// Finds the kernels of one program.
  private static final class Kernels extends ClassLoader {
    private final Map<String, byte[]> classes;

    Kernels(Map<String, byte[]> classes) {
      super(PackedPrograms.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  /// Runs `built` as it comes back from its file.
  static PackedRun.Outcome run(BuildOutcome.Built built, Arguments arguments, Optional<String> only)
      throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    built.program().writeTo(file);
    PackedProgram program = PackedProgram.readFrom(new ByteArrayInputStream(file.toByteArray()));
    return new PackedRun(
            program,
            new Kernels(built.classes()),
            2,
            false,
            arguments,
            Checkpoints.NONE,
            name -> only.map(name::equals).orElse(true))
        .execute(RunListener.silent());
  }
}
