package dev.dyn.driver;

import dev.dyn.compiler.elaborate.Script;
import dev.dyn.compiler.source.Source;
import dev.dyn.runtime.checkpoint.RunIdentity;
import dev.dyn.runtime.results.DataFile;
import dev.dyn.runtime.results.Digests;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What the numbers of a run depend on. The engine and the number of threads are not among it.
final class RunFacts {
  private RunFacts() {}

  static RunIdentity of(Source source, Imports imports, List<Script> scripts, RunOptions options) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("version of Dyn", Versions.all().get("dyn"));
    facts.put("kind of run", "dyn run");
    facts.put("program", Digests.sha256(source.text()));
    imports.digests().forEach((name, digest) -> facts.put("import `" + name + "`", digest));
    for (Setting setting : options.settings()) {
      facts.put("value of `--set " + setting.name() + "`", setting.value());
    }
    facts.put(
        "experiment of `--only`", options.only().map(only -> "`" + only + "`").orElse("none"));
    for (Script script : scripts) {
      String name = "`" + script.name() + "`";
      facts.put("seed of " + name, Long.toString(script.seed()));
      facts.put("precision of " + name, script.precision().label());
      for (DataFile file : script.data()) {
        facts.put("data file `" + file.name() + "`", file.digest());
      }
    }
    return new RunIdentity(facts);
  }
}
