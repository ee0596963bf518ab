package dev.dyn.runtime.region;

import dev.dyn.runtime.solve.EventLog;
import dev.dyn.runtime.solve.Failures;
import dev.dyn.runtime.solve.FlowRows;
import dev.dyn.runtime.solve.HybridRows;
import dev.dyn.runtime.solve.Rows;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Room for what a system with jumps or events saves, and the results of the region made of it.
record HybridResults(RegionPlan.Hybrid plan, Ensemble ensemble, Failures failures) {
  /// For `count` saved times of each of `members`.
  HybridRows rows(int count, int members) {
    long total = (long) count * members;
    List<Rows> states = SavedRows.of(plan.states(), total, failures);
    List<Rows> outputs = SavedRows.of(plan.outputs(), total, failures);
    Elem time = plan.time().isReal() ? plan.time() : Elem.F64;
    Rows times = Rows.of("t", time, Shape.SCALAR, total, failures);
    List<String> names = Carried.names(plan.states());
    return HybridRows.of(new FlowRows(count, times, states, outputs, new long[3 * members], names));
  }

  List<Tensor> of(HybridRows rows, int count) {
    int total = count * ensemble.size();
    List<Tensor> results = new ArrayList<>();
    FlowRows flow = rows.flow();
    if (plan.time().isReal()) {
      results.add(ensemble.shaped(flow.times().tensor(total), count));
    }
    flow.states().forEach(r -> results.add(ensemble.shaped(r.tensor(total), count)));
    flow.outputs().forEach(r -> results.add(ensemble.shaped(r.tensor(total), count)));
    results.addAll(happenings(rows));
    return results;
  }

  /// Statistics and events.
  private List<Tensor> happenings(HybridRows rows) {
    List<Tensor> results = new ArrayList<>();
    results.add(ensemble.shaped(Tensor.vector(statistics(rows)), 5));
    int most = rows.events().stream().mapToInt(EventLog::count).max().orElse(0);
    results.add(ensemble.shaped(times(rows, most), most));
    results.add(ensemble.shaped(which(rows, most), most));
    for (int j = 0; j < plan.logged(); j++) {
      results.add(ensemble.shaped(notes(rows, most, j), most));
    }
    return results;
  }

  /// Of rows of each member, of which each saved as many as it took steps. A member with fewer than
  /// the most repeats its last one.
  List<Tensor> of(List<HybridRows> members, int[] saved) {
    List<FlowRows> flows = members.stream().map(HybridRows::flow).toList();
    List<Tensor> results = new ArrayList<>(new RaggedRows(flows, saved).results());
    results.removeLast();
    FlowRows first = flows.getFirst();
    long[] steps = flows.stream().flatMapToLong(f -> Arrays.stream(f.statistics())).toArray();
    HybridRows all =
        new HybridRows(
            new FlowRows(
                0, first.times(), first.states(), first.outputs(), steps, first.stateNames()),
            members.stream().flatMapToLong(rows -> Arrays.stream(rows.firings())).toArray(),
            members.stream().map(rows -> rows.events().getFirst()).toList());
    results.addAll(happenings(all));
    return results;
  }

  private long[] statistics(HybridRows rows) {
    long[] all = new long[5 * ensemble.size()];
    for (int member = 0; member < ensemble.size(); member++) {
      System.arraycopy(rows.flow().statistics(), 3 * member, all, 5 * member, 3);
      all[5 * member + 3] = rows.firings()[member];
      all[5 * member + 4] = rows.events().get(member).count();
    }
    return all;
  }

  /// The times of the events, for each member `most`, filled up with NaN, or with −1 where time is
  /// counted.
  private Tensor times(HybridRows rows, int most) {
    double[] times = new double[most * ensemble.size()];
    Arrays.fill(times, plan.time().isReal() ? Double.NaN : -1);
    for (int member = 0; member < ensemble.size(); member++) {
      EventLog log = rows.events().get(member);
      for (int k = 0; k < log.count(); k++) {
        times[member * most + k] = log.time(k);
      }
    }
    Tensor result = Tensor.zeros(plan.time(), new Shape(times.length));
    for (int k = 0; k < times.length; k++) {
      switch (result) {
        case Tensor.F64(_, double[] values) -> values[k] = times[k];
        case Tensor.F32(_, float[] values) -> values[k] = (float) times[k];
        case Tensor.I64(_, long[] values) -> values[k] = (long) times[k];
        case Tensor.Bool _ -> throw new IllegalStateException("time is no truth value");
      }
    }
    return result;
  }

  private Tensor which(HybridRows rows, int most) {
    long[] which = new long[most * ensemble.size()];
    Arrays.fill(which, -1);
    for (int member = 0; member < ensemble.size(); member++) {
      EventLog log = rows.events().get(member);
      for (int k = 0; k < log.count(); k++) {
        which[member * most + k] = log.which(k);
      }
    }
    return Tensor.vector(which);
  }

  private Tensor notes(HybridRows rows, int most, int j) {
    double[] notes = new double[most * ensemble.size()];
    Arrays.fill(notes, Double.NaN);
    for (int member = 0; member < ensemble.size(); member++) {
      EventLog log = rows.events().get(member);
      for (int k = 0; k < log.count(); k++) {
        notes[member * most + k] = log.note(k, j);
      }
    }
    return Tensor.vector(notes);
  }
}
