package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.random.NoiseDraws;
import dev.dyn.runtime.tensor.Elem;
import java.util.Arrays;
import java.util.Optional;

/// A noise drawn for the members of a run: entry e of member m grows in step n by `sqrt(h)` times
/// draw `n*entries + e` of the member's stream.
///
/// Within a step it moves as [NoiseBridges] say.
///
/// Draws come four at a time, so several steps are drawn at once where a step takes no multiple of
/// four.
public final class DrawnNoise implements NoiseSource {
  /// With fewer members than this, or more draws for each, members are filled one after the other.
  private static final int MANY_MEMBERS = 8;

  private static final int MANY_DRAWS = 32;

  private final long[] streams;
  private final Slot slot;
  private final int entries;
  private final int steps;
  private final double[] drawn;
  private final double[] quad;
  private long step;
  private double from;
  private double to;
  private Optional<NoiseBridges> bridges = Optional.empty();

  /// @param streams one for each member
  /// @param slot holds the entries of all members, member by member
  public DrawnNoise(long[] streams, Slot slot) {
    this.streams = streams.clone();
    this.slot = slot;
    this.entries = slot.size() / streams.length;
    this.steps = entries % 4 == 0 ? 1 : entries % 2 == 0 ? 2 : 4;
    this.drawn = new double[steps * slot.size()];
    this.quad = new double[4 * streams.length];
  }

  @Override
  public void next(double begin, double end, Memory memory) {
    from = begin;
    to = end;
    bridges = Optional.empty();
    int turn = (int) (step % steps);
    if (turn == 0) {
      draw(step / steps);
    }
    step++;
    double scale = Math.sqrt(Math.abs(to - from));
    int size = slot.size();
    int first = turn * size;
    // In place, because HotSpot makes no vectors of a loop between arrays that may be the same.
    for (int k = first; k < first + size; k++) {
      drawn[k] *= scale;
    }
    int offset = slot.offset();
    if (slot.elem() == Elem.F32) {
      float[] f32 = memory.f32();
      for (int k = 0; k < size; k++) {
        f32[offset + k] = (float) drawn[first + k];
      }
    } else {
      System.arraycopy(drawn, first, memory.f64(), offset, size);
    }
  }

  @Override
  public void part(double begin, double end, Memory memory) {
    if (bridges.isEmpty()) {
      bridges = Optional.of(bridges());
    }
    for (int k = 0; k < slot.size(); k++) {
      memory.setReal(slot, k, bridges.get().at(k, end) - bridges.get().at(k, begin));
    }
  }

  private NoiseBridges bridges() {
    int size = slot.size();
    int first = (int) ((step - 1) % steps) * size;
    long[] own = new long[size];
    for (int k = 0; k < size; k++) {
      own[k] = NoiseBridges.stream(streams[k / entries], step - 1, k % entries);
    }
    double[] growth = Arrays.copyOfRange(drawn, first, first + size);
    return new NoiseBridges(own, from, to, growth);
  }

  /// Draws what the steps from `steps*round` on take.
  private void draw(long round) {
    int each = steps * entries;
    if (streams.length < MANY_MEMBERS || each > MANY_DRAWS) {
      memberByMember(round, each);
    } else if (entries == 1) {
      NoiseDraws.across(streams, round, drawn, 0, streams.length);
    } else {
      acrossMembers(round, each);
    }
  }

  private void memberByMember(long round, int each) {
    double[] own = streams.length == 1 ? drawn : new double[each];
    for (int m = 0; m < streams.length; m++) {
      NoiseDraws.fill(streams[m], round * each, own, 0, each);
      for (int k = 0; k < each && streams.length > 1; k++) {
        drawn[place(k, m)] = own[k];
      }
    }
  }

  private void acrossMembers(long round, int each) {
    int members = streams.length;
    for (int k = 0; k < each; k += 4) {
      NoiseDraws.across(streams, (round * each + k) >> 2, quad, 0, members);
      for (int j = 0; j < 4; j++) {
        for (int m = 0; m < members; m++) {
          drawn[place(k + j, m)] = quad[j * members + m];
        }
      }
    }
  }

  /// Where number `k` of a round stands for member `m`.
  private int place(int k, int m) {
    return (k / entries * streams.length + m) * entries + k % entries;
  }
}
