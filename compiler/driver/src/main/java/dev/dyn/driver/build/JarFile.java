package dev.dyn.driver.build;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// A JAR while it is written. Entries have no dates, so that equal programs give equal files.
final class JarFile implements AutoCloseable {
  private final JarOutputStream out;
  private final Set<String> written = new HashSet<>();

  JarFile(OutputStream to, String mainClass) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, mainClass);
    attributes.put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
    this.out = new JarOutputStream(to);
    out.setLevel(9);
    begin("META-INF/MANIFEST.MF");
    manifest.write(out);
    out.closeEntry();
  }

  /// Adds an entry, unless there is one of this name.
  void add(String name, byte[] content) throws IOException {
    if (written.add(name)) {
      begin(name);
      out.write(content);
      out.closeEntry();
    }
  }

  private void begin(String name) throws IOException {
    JarEntry entry = new JarEntry(name);
    entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
    out.putNextEntry(entry);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
