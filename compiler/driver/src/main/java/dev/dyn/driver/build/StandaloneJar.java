package dev.dyn.driver.build;

import dev.dyn.runtime.packed.PackedProgram;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Writes a program with all that it needs to run: the runtime, the libraries of the runtime, the
/// launcher. Of the compiler nothing is in it.
public final class StandaloneJar {
  private static final String MAIN = "dev.dyn.runtime.launcher.Launcher";

  private static final String OURS = "dev/dyn/runtime/";
  private static final String LAUNCHER = "dev/dyn/runtime/launcher/";
  private static final byte JAVA_17 = 61;

  /// The folders of classes and resources that go along.
  private static final List<String> PACKED =
      List.of(
          OURS,
          "org/knowm/xchart/",
          "org/apache/batik/",
          "org/apache/xmlgraphics/",
          "com/fasterxml/jackson/core/",
          "de/siegmar/fastcsv/");

  /// A class of each library, by which its JAR is found.
  private static final List<String> MARKS =
      List.of(
          "dev.dyn.runtime.exec.Kernel",
          "dev.dyn.runtime.packed.PackedProgram",
          "dev.dyn.runtime.plot.SvgDrawer",
          "dev.dyn.runtime.standalone.Main",
          MAIN,
          "org.knowm.xchart.XYChart",
          "org.apache.batik.svggen.SVGGraphics2D",
          "org.apache.batik.ext.awt.RadialGradientPaint",
          "org.apache.batik.util.SVGConstants",
          "org.apache.batik.constants.XMLConstants",
          "org.apache.batik.i18n.Localizable",
          "org.apache.xmlgraphics.java2d.color.ColorUtil",
          "com.fasterxml.jackson.core.JsonFactory",
          "de.siegmar.fastcsv.reader.CsvReader");

  private StandaloneJar() {}

  public static void write(
      PackedProgram program, SequencedMap<String, byte[]> classes, OutputStream out)
      throws IOException {
    try (JarFile jar = new JarFile(out, MAIN)) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      program.writeTo(packed);
      jar.add(PackedProgram.RESOURCE, packed.toByteArray());
      for (var entry : classes.entrySet()) {
        jar.add(entry.getKey().replace('.', '/') + ".class", entry.getValue());
      }
      LibraryFiles files = new LibraryFiles(PACKED);
      for (Path root : roots()) {
        files.addFrom(root);
      }
      for (String name : UsedClasses.of(files.all(), file -> file.startsWith(OURS))) {
        jar.add(name, forJava17(name, files.all().get(name)));
      }
    }
  }

  /// The launcher is written and checked for Java 17, but may have been compiled for this Java:
  /// then only the version in the class file (JVMS 4.1) tells the two apart.
  private static byte[] forJava17(String name, byte[] content) {
    if (!name.startsWith(LAUNCHER)) {
      return content;
    }
    byte[] changed = content.clone();
    changed[6] = 0;
    changed[7] = JAVA_17;
    return changed;
  }

  /// The JARs and folders that hold the runtime and its libraries.
  private static Set<Path> roots() throws IOException {
    Set<Path> roots = new LinkedHashSet<>();
    for (String mark : MARKS) {
      root(mark).ifPresent(roots::add);
    }
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      roots.add(Path.of(entry).toAbsolutePath().normalize());
    }
    return roots;
  }

  private static Optional<Path> root(String className) throws IOException {
    try {
      Class<?> mark = Class.forName(className, false, StandaloneJar.class.getClassLoader());
      return Optional.ofNullable(mark.getProtectionDomain().getCodeSource())
          .map(CodeSource::getLocation)
          .map(location -> Path.of(URI.create(location.toString())));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }
}
