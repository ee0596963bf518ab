package dev.dyn.runtime.packed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/// A program with its compiled experiments. The class files of its kernels lie beside it.
///
/// @param file the name of the source file
/// @param source its text
/// @param documentation of the file
/// @param version of the Dyn that built it
public record PackedProgram(
    String file,
    String source,
    String documentation,
    String version,
    List<PackedParameter> parameters,
    List<PackedExperiment> experiments,
    List<PackedKernel> kernels) {
  /// The resource that holds it.
  public static final String RESOURCE = "dyn/program.bin";

  public PackedProgram {
    parameters = List.copyOf(parameters);
    experiments = List.copyOf(experiments);
    kernels = List.copyOf(kernels);
  }

  public void writeTo(OutputStream out) throws IOException {
    RecordFile.write(this, out);
  }

  /// @throws IOException if the stream does not hold a program of this version of Dyn
  public static PackedProgram readFrom(InputStream in) throws IOException {
    return RecordFile.read(in, PackedProgram.class);
  }
}
