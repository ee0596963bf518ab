package dev.dyn.cli;

import dev.dyn.driver.Versions;
import picocli.CommandLine.IVersionProvider;

/// What `dyn --version` says.
final class VersionText implements IVersionProvider {
  @Override
  public String[] getVersion() {
    var versions = Versions.all();
    return new String[] {
      "dyn " + versions.get("dyn"), versions.get("java") + ", " + versions.get("os")
    };
  }
}
