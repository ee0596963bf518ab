package dev.dyn.truffle.nodes;

import com.oracle.truffle.api.frame.VirtualFrame;
import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// A scan of one member: its body once for each turn, on registers of its own.
final class ScanLine extends LineNode {
  /// What a scan hands over: where it is outside and where inside the body.
  record Pass(Place outside, Place inside) {}

  /// A result that is kept of every turn.
  record Row(Place inside, Place outside, RowStore store) {}

  @Child private BlockNode body;
  private final Registers template;
  private final Feedback feedback;
  private final int length;
  private final Passed passed;

  /// @param start carried values and environment, set before the first turn
  /// @param scanned operands of which each turn gets a row
  /// @param carried what the last turn leaves
  /// @param rows what every turn leaves
  /// @param stops whether the turns end when all entries of the first carried value are true
  record Passed(
      List<Pass> start, List<Pass> scanned, List<Pass> carried, List<Row> rows, boolean stops) {}

  ScanLine(
      BlockNode body,
      Registers template,
      Feedback feedback,
      int length,
      Passed passed,
      Origin origin) {
    super(origin);
    this.body = body;
    this.template = template;
    this.feedback = feedback;
    this.length = length;
    this.passed = passed;
  }

  @Override
  void execute(VirtualFrame frame, Registers r) {
    Registers own = template.copy();
    passed.start.forEach(pass -> pass.inside.copy(pass.outside, r, own));
    List<Tensor> kept = passed.rows.stream().map(row -> row.store.begin(length)).toList();
    for (int turn = 0; turn < length && !(passed.stops && isAtRest(own)); turn++) {
      for (Pass scanned : passed.scanned) {
        row(scanned, turn, r, own);
      }
      body.execute(frame, own);
      for (int k = 0; k < kept.size(); k++) {
        passed.rows.get(k).store.keep(passed.rows.get(k).inside, own, kept.get(k), turn);
      }
      feedback.apply(own);
    }
    passed.carried.forEach(pass -> pass.outside.copy(pass.inside, own, r));
    for (int k = 0; k < kept.size(); k++) {
      passed.rows.get(k).outside.write(r, kept.get(k));
    }
  }

  private boolean isAtRest(Registers own) {
    Tensor marks = passed.carried.getFirst().inside.read(own);
    for (int k = 0; k < marks.size(); k++) {
      if (marks.intAt(k) == 0) {
        return false;
      }
    }
    return true;
  }

  private static void row(Pass scanned, int turn, Registers r, Registers own) {
    Tensor all = scanned.outside.read(r);
    if (scanned.inside.isScalar()) {
      scanned.inside.writeEntry(own, all, turn);
    } else {
      scanned.inside.write(own, all.row(turn));
    }
  }
}
