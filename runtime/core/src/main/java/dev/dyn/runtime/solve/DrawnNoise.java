package dev.dyn.runtime.solve;

import dev.dyn.runtime.exec.Memory;
import dev.dyn.runtime.exec.Slot;
import dev.dyn.runtime.random.DrawArrays;
import dev.dyn.runtime.tensor.Elem;

/// A noise drawn for the members of a run: entry e of member m grows in step n by `sqrt(h)` times
/// draw `n*entries + e` of the member's stream.
///
/// A normal comes with a second one, so two steps are drawn at once where a step takes an odd
/// number of them.
public final class DrawnNoise implements NoiseSource {
  /// With fewer members than this, or more draws for each, members are filled one after the other.
  private static final int MANY_MEMBERS = 8;

  private static final int MANY_DRAWS = 16;

  private final long[] streams;
  private final Slot slot;
  private final int entries;
  private final int steps;
  private final double[] drawn;
  private final double[] first;
  private final double[] second;
  private long step;

  /// @param streams one for each member
  /// @param slot holds the entries of all members, member by member
  public DrawnNoise(long[] streams, Slot slot) {
    this.streams = streams.clone();
    this.slot = slot;
    this.entries = streams.length == 0 ? 0 : slot.size() / streams.length;
    this.steps = entries % 2 == 0 ? 1 : 2;
    this.drawn = new double[steps * slot.size()];
    this.first = new double[streams.length];
    this.second = new double[streams.length];
  }

  @Override
  public void next(double from, double to, Memory memory) {
    int turn = (int) (step % steps);
    if (turn == 0) {
      draw(step / steps);
    }
    step++;
    double scale = Math.sqrt(Math.abs(to - from));
    int size = slot.size();
    int begin = turn * size;
    int offset = slot.offset();
    if (slot.elem() == Elem.F32) {
      float[] f32 = memory.f32();
      for (int k = 0; k < size; k++) {
        f32[offset + k] = (float) (scale * drawn[begin + k]);
      }
    } else {
      double[] f64 = memory.f64();
      for (int k = 0; k < size; k++) {
        f64[offset + k] = scale * drawn[begin + k];
      }
    }
  }

  /// Draws what the steps from `steps*round` on take.
  private void draw(long round) {
    int each = steps * entries;
    if (streams.length < MANY_MEMBERS || each > MANY_DRAWS) {
      memberByMember(round, each);
    } else {
      acrossMembers(round, each);
    }
  }

  private void memberByMember(long round, int each) {
    double[] own = new double[each];
    for (int m = 0; m < streams.length; m++) {
      DrawArrays.fillNormal(streams[m], round * each, own, 0, each);
      for (int k = 0; k < each; k++) {
        drawn[place(k, m)] = own[k];
      }
    }
  }

  private void acrossMembers(long round, int each) {
    int members = streams.length;
    for (int k = 0; k < each; k += 2) {
      long pair = (round * each + k) >> 1;
      if (entries == 1) {
        DrawArrays.acrossNormals(streams, 0, pair, drawn, 0, drawn, members, members);
      } else {
        DrawArrays.acrossNormals(streams, 0, pair, first, 0, second, 0, members);
        for (int m = 0; m < members; m++) {
          drawn[place(k, m)] = first[m];
          drawn[place(k + 1, m)] = second[m];
        }
      }
    }
  }

  /// Where number `k` of a round stands for member `m`.
  private int place(int k, int m) {
    return (k / entries * streams.length + m) * entries + k % entries;
  }
}
