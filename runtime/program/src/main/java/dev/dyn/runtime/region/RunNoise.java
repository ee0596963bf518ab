package dev.dyn.runtime.region;

import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.random.BrownianPath;
import dev.dyn.runtime.random.Streams;
import dev.dyn.runtime.solve.DrawnNoise;
import dev.dyn.runtime.solve.Failures;
import dev.dyn.runtime.solve.NoiseSource;
import dev.dyn.runtime.solve.NoiseSources;
import dev.dyn.runtime.solve.PathNoise;
import dev.dyn.runtime.solve.SavedTimes;
import java.util.ArrayList;
import java.util.List;

/// The noise of a run of stochastic equations, made of its operands.
///
/// @param count how many noises there are
/// @param at the position of the first operand
/// @param crew how many members a slot holds
record RunNoise(NoiseKind kind, int count, Ensemble ensemble, int at, int crew) {
  /// The noise of the members from `first` to before `end`, the last of which fills a crew up.
  ///
  /// @param slots of the noises, and after them those that take the further numbers of a step
  NoiseSource of(int first, int end, List<Slot> slots) {
    return new NoiseSources(
        switch (kind) {
          case DRAWN -> drawn(first, end, slots);
          case PATH -> paths(first, end, slots);
        });
  }

  private List<NoiseSource> drawn(int first, int end, List<Slot> slots) {
    List<NoiseSource> sources = new ArrayList<>();
    for (int k = 0; k < slots.size(); k++) {
      int noise = k % count;
      long turn = k / count;
      long[] streams = new long[crew];
      for (int m = 0; m < streams.length; m++) {
        long stream = ensemble.operand(at + noise, member(first, end, m)).intAt(0);
        streams[m] = turn == 0 ? stream : Streams.mix(stream, turn);
      }
      sources.add(new DrawnNoise(streams, slots.get(k)));
    }
    return sources;
  }

  private List<NoiseSource> paths(int first, int end, List<Slot> slots) {
    List<NoiseSource> sources = new ArrayList<>();
    int entry = 0;
    for (Slot slot : slots) {
      int entries = slot.size() / crew;
      List<BrownianPath> paths = new ArrayList<>();
      for (int m = 0; m < crew; m++) {
        for (int e = 0; e < entries; e++) {
          paths.add(path(member(first, end, m), entry + e));
        }
      }
      entry += entries;
      sources.add(new PathNoise(paths, slot));
    }
    return sources;
  }

  private static int member(int first, int end, int ofCrew) {
    return Math.min(first + ofCrew, end - 1);
  }

  /// The path for entry number `entry` of all noises: the path itself for the first, below it one
  /// for each further entry.
  private BrownianPath path(int member, int entry) {
    long stream = ensemble.operand(at, member).intAt(0);
    return new BrownianPath(
        entry == 0 ? stream : Streams.mix(stream, entry),
        ensemble.scalar(at + 1, member),
        ensemble.scalar(at + 2, member));
  }

  /// @throws dev.dyn.runtime.exec.RunFailure if a run is longer than the path that it follows
  void requireCovered(SavedTimes times, int first, int end, Failures failures) {
    for (int member = first; kind == NoiseKind.PATH && member < end; member++) {
      BrownianPath path = path(member, 0);
      if (Double.isNaN(path.at(times.start())) || Double.isNaN(path.at(times.end()))) {
        throw failures.pathTooShort(
            times.start(),
            times.end(),
            ensemble.scalar(at + 1, member),
            ensemble.scalar(at + 2, member));
      }
    }
  }
}
