package dev.dyn.runtime.standalone;

import dev.dyn.runtime.checkpoint.CheckpointOptions;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The options of `dyn run`, as far as a standalone program has them, and its own.
///
/// They are read here and not by a library because loading one takes longer than a short run.
///
/// @param settings what `--set` says, in order
/// @param out the folder for results
/// @param only the experiment that runs
/// @param checkpoints what is kept of the run, and whether it goes on from there
record Options(
    List<String> settings,
    OptionalLong seed,
    Optional<String> out,
    Optional<String> only,
    int threads,
    Optional<CheckpointOptions> checkpoints,
    Set<Flag> flags) {
  private static final int MOST_THREADS = 1024;

  Options {
    settings = List.copyOf(settings);
    flags = Set.copyOf(flags);
  }

  /// An option without a value.
  enum Flag {
    QUIET("--quiet"),
    EXPLAIN("--explain"),
    ABOUT("--about"),
    HELP("--help");

    private final String text;

    Flag(String text) {
      this.text = text;
    }
  }

  /// What is typed after the name of the program.
  static Options of(String... typed) throws WrongUsage {
    Reading reading = new Reading();
    Deque<String> rest = new ArrayDeque<>(List.of(typed));
    while (!rest.isEmpty()) {
      reading.take(rest.pop(), rest);
    }
    return new Options(
        reading.settings,
        reading.seed,
        reading.out,
        reading.only,
        reading.threads,
        reading.checkpoints.options(),
        reading.flags);
  }

  boolean has(Flag flag) {
    return flags.contains(flag);
  }

  private static final class Reading {
    private final List<String> settings = new ArrayList<>();
    private final Set<Flag> flags = EnumSet.noneOf(Flag.class);
    private final Set<String> seen = new HashSet<>();
    private OptionalLong seed = OptionalLong.empty();
    private Optional<String> out = Optional.empty();
    private Optional<String> only = Optional.empty();
    private final CheckpointReading checkpoints = new CheckpointReading();
    private int threads = Runtime.getRuntime().availableProcessors();

    /// @param rest what follows; an option that has its value there takes it away
    void take(String word, Deque<String> rest) throws WrongUsage {
      if (!word.startsWith("-")) {
        throw new WrongUsage("DYN8009", "`" + word + "` means nothing here.");
      }
      for (Flag flag : Flag.values()) {
        if (word.equals(flag.text) || flag == Flag.HELP && word.equals("-h")) {
          flags.add(flag);
          return;
        }
      }
      int at = word.indexOf('=');
      String name = at < 0 ? word : word.substring(0, at);
      if (!List.of("--set", "--seed", "--out", "--only", "--threads").contains(name)
          && !CheckpointReading.NAMES.contains(name)) {
        throw new WrongUsage("DYN8009", "There is no option `" + name + "`.");
      }
      if (!seen.add(name) && !name.equals("--set")) {
        throw new WrongUsage("DYN8010", "`" + name + "` is given twice.");
      }
      if (at < 0 && rest.isEmpty()) {
        throw new WrongUsage("DYN8009", "`" + name + "` needs a value.");
      }
      take(name, at < 0 ? rest.pop() : word.substring(at + 1));
    }

    private void take(String name, String value) throws WrongUsage {
      switch (name) {
        case "--set" -> settings.add(value);
        case "--seed" -> seed = OptionalLong.of(whole(value));
        case "--out" -> out = Optional.of(value);
        case "--only" -> only = Optional.of(value);
        case "--checkpoint", "--checkpoint-every", "--resume" -> checkpoints.take(name, value);
        default -> threads = threads(value);
      }
    }

    private static int threads(String value) throws WrongUsage {
      long number = whole(value);
      if (number < 1 || number > MOST_THREADS) {
        throw new WrongUsage(
            "DYN8010",
            "`" + value + "` is not a number of threads; it goes from 1 to " + MOST_THREADS + ".");
      }
      return (int) number;
    }

    private static long whole(String value) throws WrongUsage {
      try {
        return Long.parseLong(value);
      } catch (NumberFormatException e) {
        throw new WrongUsage("DYN8010", "`" + value + "` is not a whole number of 64 bits.");
      }
    }
  }
}
