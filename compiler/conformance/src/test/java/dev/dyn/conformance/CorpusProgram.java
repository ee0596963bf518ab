package dev.dyn.conformance;

import dev.dyn.compiler.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// A program of the corpus with its golden text beside it.
///
/// @param name the path below the folder of its kind, such as `tensors/transpose.dyn`
/// @param golden where the approved text stands
record CorpusProgram(String name, Path file, Path golden, String text) {
  private static final Path ROOT = Path.of("src/test/resources/corpus");

  /// The programs of `corpus/<kind>`, whose goldens end in `.<ending>`, in the order of their
  /// names. What begins with `_` is imported by others and no program by itself; with
  /// `-Ddyn.only=train/.*` those whose names match.
  static List<CorpusProgram> all(String kind, String ending) {
    Path folder = ROOT.resolve(kind);
    return files(folder, ".dyn").stream()
        .filter(file -> !file.getFileName().toString().startsWith("_"))
        .map(file -> of(folder, file, ending))
        .filter(program -> program.name().matches(System.getProperty("dyn.only", ".*")))
        .toList();
  }

  /// Goldens of `corpus/<kind>` without a program.
  static List<Path> orphans(String kind, String ending) {
    return files(ROOT.resolve(kind), "." + ending).stream()
        .filter(golden -> !Files.exists(withEnding(golden, "dyn")))
        .toList();
  }

  /// Every text of the corpus, those imported included.
  static List<String> allTexts() {
    return files(ROOT, ".dyn").stream().map(CorpusProgram::read).toList();
  }

  private static CorpusProgram of(Path folder, Path file, String ending) {
    String name = folder.relativize(file).toString().replace('\\', '/');
    return new CorpusProgram(name, file, withEnding(file, ending), read(file));
  }

  Source source() {
    return new Source(file.toString(), text);
  }

  Path folder() {
    return file.getParent();
  }

  /// `drawn` with the names of files alone, so that it is the same on every machine.
  String withoutFolders(String drawn) {
    return drawn.replace(file.getParent() + file.getFileSystem().getSeparator(), "");
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<Path> files(Path folder, String ending) {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Path withEnding(Path file, String ending) {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.lastIndexOf('.') + 1) + ending);
  }
}
