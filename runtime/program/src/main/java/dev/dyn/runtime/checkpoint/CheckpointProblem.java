package dev.dyn.runtime.checkpoint;

import java.util.List;

/// Why checkpoints cannot be kept or used.
public final class CheckpointProblem extends Exception {
  private static final long serialVersionUID = 1;

  private final String code;
  private final transient List<String> notes;

  /// @param code of the problem, `DYNnnnn`
  CheckpointProblem(String code, String message, List<String> notes) {
    super(message, null, false, false);
    this.code = code;
    this.notes = List.copyOf(notes);
  }

  static CheckpointProblem missing(String folder) {
    return new CheckpointProblem(
        "DYN8021",
        "There is no checkpoint in `" + folder + "`.",
        List.of("A run with `--checkpoint " + folder + "` keeps some there."));
  }

  static CheckpointProblem foreign(String folder, List<String> differences) {
    return new CheckpointProblem(
        "DYN8022", "The checkpoint in `" + folder + "` is one of another run.", differences);
  }

  static CheckpointProblem broken(String file, String why) {
    return new CheckpointProblem(
        "DYN8023",
        "The checkpoint `" + file + "` is damaged.",
        List.of(why, "Without this file the run goes on from what was kept before it."));
  }

  static CheckpointProblem taken(String folder) {
    return new CheckpointProblem(
        "DYN8024",
        "There are checkpoints in `" + folder + "` already.",
        List.of(
            "`--resume "
                + folder
                + "` goes on from them; a new run needs another folder, or this"
                + " one emptied."));
  }

  static CheckpointProblem unreadable(String folder, String why) {
    return new CheckpointProblem(
        "DYN8002",
        "The checkpoint in `" + folder + "` cannot be read.",
        List.of("The system says: " + why + "."));
  }

  static CheckpointProblem unwritable(String folder, String why) {
    return new CheckpointProblem(
        "DYN8003",
        "A checkpoint cannot be written to `" + folder + "`.",
        List.of("The system says: " + why + "."));
  }

  public String code() {
    return code;
  }

  public List<String> notes() {
    return notes;
  }
}
