package dev.dyn.driver;

import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// What runs here: `dyn`, `java`, `os`. Reports name them, though the numbers do not depend on
/// them.
public final class Versions {
  private Versions() {}

  public static SequencedMap<String, String> all() {
    var versions = new LinkedHashMap<String, String>();
    versions.put("dyn", dyn());
    versions.put("java", property("java.vm.name") + " " + property("java.vm.version"));
    versions.put("os", property("os.name") + " " + property("os.arch"));
    return versions;
  }

  /// The version in the manifest of the jar; classes outside a jar have none.
  private static String dyn() {
    return Optional.ofNullable(Versions.class.getPackage().getImplementationVersion())
        .orElse("(not packaged)");
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }
}
