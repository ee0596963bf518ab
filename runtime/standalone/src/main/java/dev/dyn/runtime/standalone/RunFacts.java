package dev.dyn.runtime.standalone;

import dev.dyn.runtime.checkpoint.RunIdentity;
import dev.dyn.runtime.packed.PackedProgram;
import dev.dyn.runtime.results.Digests;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What the numbers of a run of a standalone program depend on. The data are in the program.
final class RunFacts {
  private RunFacts() {}

  static RunIdentity of(PackedProgram program, Options options) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("version of Dyn", program.version());
    facts.put("kind of run", "a JAR");
    facts.put("program", Digests.sha256(program.source()));
    for (String setting : options.settings()) {
      int at = setting.indexOf('=');
      facts.put("value of `--set " + setting.substring(0, at) + "`", setting.substring(at + 1));
    }
    facts.put(
        "experiment of `--only`", options.only().map(only -> "`" + only + "`").orElse("none"));
    String seed = "that of the program";
    facts.put("seed", options.seed().isPresent() ? "" + options.seed().getAsLong() : seed);
    program
        .experiments()
        .forEach(each ->
            each.data()
                .forEach(file -> facts.put("data file `" + file.name() + "`", file.digest())));
    return new RunIdentity(facts);
  }
}
