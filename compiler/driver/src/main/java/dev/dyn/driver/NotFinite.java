package dev.dyn.driver;

import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.LossChecks;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.exec.RunFailure;
import dev.dyn.runtime.lines.Entries;
import dev.dyn.runtime.program.KernelFunction;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Finds out where the first number came from that made a loss infinite or not a number.
///
/// The run is done again: fast up to the step that failed, which is then walked line by line. From
/// the loss it goes back along operands that are not finite, until a line has none: that one made
/// it. If the weights were not finite before the step, it goes on in the step that made them so.
final class NotFinite {
  private static final String CODE = "DYN7002";

  /// Nanoseconds after which the search is given up.
  private static final long PATIENCE = 300_000_000_000L;

  private static final RunFailure GIVEN_UP = new RunFailure("DYN7019", -1, "", List.of());

  private final Evaluator evaluator;
  private final Engine engine;
  private final long end = System.nanoTime() + PATIENCE;
  private final Map<Block, UnaryOperator<List<Tensor>>> fast = new IdentityHashMap<>();

  NotFinite(Evaluator evaluator, Engine engine) {
    this.evaluator = evaluator;
    this.engine = engine;
  }

  /// Whether `failure` is one of those that are looked into.
  static boolean mayExplain(RunFailure failure) {
    return failure.code().equals(CODE);
  }

  /// What the search finds.
  sealed interface Found {}

  /// What failed in a training beside its loss, such as a simulation, did so in this step.
  record InStep(long step) implements Found {}

  /// A line that made the first number that was not finite.
  ///
  /// @param value the number
  /// @param operands what it was made of; of tensors the largest entries
  /// @param isEarlier whether a step before the one that failed did it
  record Origin(Let let, double value, List<Double> operands, boolean isEarlier) implements Found {
    Origin earlier() {
      return new Origin(let, value, operands, true);
    }
  }

  /// Where a walk back has led: to a line, or out of the block to a parameter.
  private sealed interface Led {
    record To(Origin origin) implements Led {}

    record Out(int parameter) implements Led {}
  }

  /// Carries the number of a step out of the loops around it.
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final long step;

    Failed(long step) {
      super(null, null, false, false);
      this.step = step;
    }
  }

  /// The origin, if running `block` on `arguments` fails because of a loss, or the step of the
  /// training that fails because of something else; nothing if the search takes longer than anybody
  /// waits for a message.
  Optional<Found> find(Block block, List<Tensor> arguments) {
    try {
      return new Walk(block, arguments).failure().flatMap(NotFinite::origin);
    } catch (Failed failed) {
      return Optional.of(new InStep(failed.step));
    } catch (RunFailure _) {
      return Optional.empty(); // the message stands without it
    }
  }

  private static Optional<Found> origin(Led led) {
    return led instanceof Led.To(Origin origin) ? Optional.of(origin) : Optional.empty();
  }

  private List<Tensor> run(Block block, List<Tensor> arguments) {
    return fast.computeIfAbsent(
            block,
            b ->
                KnownSizes.in(b)
                    ? new KernelFunction(engine.compile(b, 1))::run
                    : evaluator.prepared(b))
        .apply(arguments);
  }

  /// One run of a block, with all its values.
  private final class Walk {
    private final Block block;
    private final Map<Var, Tensor> values = new HashMap<>();
    private final Map<Var, Let> definitions = new HashMap<>();

    Walk(Block block, List<Tensor> arguments) {
      this.block = block;
      for (int k = 0; k < arguments.size(); k++) {
        values.put(block.parameters().get(k), arguments.get(k));
      }
    }

    /// Runs to the loss that fails.
    Optional<Led> failure() {
      for (Let let : block.lets()) {
        let.targets().forEach(target -> definitions.put(target, let));
        List<Tensor> operands = let.op().operands().stream().map(values::get).toList();
        if (let.op() instanceof Op.Elementwise(var fn, var args)
            && fn == LossChecks.FINITE
            && entry(operands.getFirst()) >= 0) {
          return Optional.of(back(args.getFirst(), entry(operands.getFirst())));
        }
        List<Tensor> results;
        if (let.op() instanceof Region.Scan scan) {
          List<List<Tensor>> members = new ArrayList<>();
          for (List<Tensor> own : byMember(scan, operands)) {
            Turns turns = new Turns(scan, own);
            Optional<Led> failed = inStep(turns::failure);
            if (failed.isPresent()) {
              return Optional.of(outside(scan, failed.get()));
            }
            members.add(turns.results());
          }
          results = scan.members().isEmpty() ? members.getFirst() : together(members, let);
        } else {
          results = inStep(() -> evaluator.prepared(let).apply(operands));
        }
        for (int k = 0; k < results.size(); k++) {
          values.put(let.targets().get(k), results.get(k));
        }
      }
      return Optional.empty();
    }

    /// What `work` gives; what fails in it fails with the number of the step, if it is known here.
    private <T> T inStep(Supplier<T> work) {
      try {
        return work.get();
      } catch (RunFailure failure) {
        throw mayExplain(failure)
            ? step().<RuntimeException>map(Failed::new).orElse(failure)
            : failure;
      }
    }

    /// The number of the step, if this is one of a training.
    private Optional<Long> step() {
      return block.lets().stream()
          .filter(let -> let.op() instanceof Op.Elementwise(var fn, _) && fn == LossChecks.FINITE)
          .map(let -> let.op().operands().getLast())
          .flatMap(step -> known(step).stream())
          .map(step -> (long) step.realAt(0))
          .findFirst();
    }

    /// The value of `var`, which may be a conversion of one that is known.
    private Optional<Tensor> known(Var var) {
      if (values.containsKey(var)) {
        return Optional.of(values.get(var));
      }
      return block.lets().stream()
          .filter(let -> let.targets().contains(var) && let.op().operands().size() == 1)
          .findFirst()
          .flatMap(let -> known(let.op().operands().getFirst()));
    }

    /// Goes on in this block after `led` has led out of the body of `scan`.
    private Led outside(Region.Scan scan, Led led) {
      if (led instanceof Led.Out(int parameter)) {
        Var operand = scan.operands().get(parameter);
        int entry = entry(values.get(operand));
        return entry < 0 ? led : back(operand, entry);
      }
      return led;
    }

    /// Goes back from entry `entry` of `var`, which is not finite.
    Led back(Var var, int entry) {
      Let let = definitions.get(var);
      if (let == null) {
        return new Led.Out(block.parameters().indexOf(var));
      }
      if (let.op() instanceof Op.Elementwise elementwise) {
        return back(let, elementwise, var, entry);
      }
      for (Var operand : let.op().operands()) {
        int at = entry(values.get(operand));
        if (at >= 0 && !isConstant(operand)) {
          return back(operand, at);
        }
      }
      if (let.op() instanceof Region.Scan scan) {
        List<Tensor> operands = scan.operands().stream().map(values::get).toList();
        for (List<Tensor> own : byMember(scan, operands)) {
          Optional<Led> led = new Turns(scan, own).birth();
          if (led.isPresent()) {
            return outside(scan, led.get());
          }
        }
      }
      return to(let, var, entry, largest(let));
    }

    /// The largest entries of the real operands of a line, by their size.
    private List<Double> largest(Let let) {
      return let.op().operands().stream()
          .filter(operand -> operand.type().elem().isReal())
          .map(operand -> largestEntry(values.get(operand)))
          .toList();
    }

    private Led back(Let let, Op.Elementwise op, Var var, int entry) {
      List<Double> operands = new ArrayList<>();
      for (int k = 0; k < op.args().size(); k++) {
        Var arg = op.args().get(k);
        double value = values.get(arg).realAt(entry);
        boolean isTaken =
            op.fn() != Scalars.SELECT
                || k == (values.get(op.args().getFirst()).realAt(entry) != 0 ? 1 : 2);
        if (!Double.isFinite(value) && isTaken && !isConstant(arg)) {
          return back(arg, entry);
        }
        operands.add(value);
      }
      return to(let, var, entry, operands);
    }

    private Led to(Let let, Var var, int entry, List<Double> operands) {
      return new Led.To(new Origin(let, values.get(var).realAt(entry), operands, false));
    }

    private boolean isConstant(Var var) {
      Let let = definitions.get(var);
      return let != null && let.op() instanceof Constant;
    }
  }

  /// The turns of a scan, done by the engine.
  private final class Turns {
    private final Region.Scan scan;
    private final List<Tensor> operands;
    private final int carriedCount;
    private final int rowsEnd;
    private final List<List<Tensor>> rows = new ArrayList<>();
    private List<Tensor> carried;
    private Optional<List<Tensor>> suspect = Optional.empty();

    Turns(Region.Scan scan, List<Tensor> operands) {
      this.scan = scan;
      this.operands = operands;
      carriedCount = scan.carried().size();
      rowsEnd = carriedCount + scan.scanned().size();
      carried = operands.subList(0, carriedCount);
    }

    /// Runs to the turn that fails, and walks that.
    Optional<Led> failure() {
      for (int turn = 0; turn < scan.length().value() && !isAtRest(); turn++) {
        List<Tensor> arguments = arguments(turn);
        if (System.nanoTime() > end) {
          throw GIVEN_UP;
        }
        List<Tensor> results;
        try {
          results = run(scan.body(), arguments);
        } catch (RunFailure failure) {
          if (!mayExplain(failure)) {
            throw failure;
          }
          return Optional.of(failure(arguments).orElseThrow(() -> failure));
        }
        if (suspect.isEmpty() && areFinite(carried) && !areFinite(results)) {
          suspect = Optional.of(arguments);
        }
        carried = results.subList(0, carriedCount);
        rows.add(results.subList(carriedCount, results.size()));
      }
      return Optional.empty();
    }

    private Optional<Led> failure(List<Tensor> arguments) {
      Optional<Led> led = new Walk(scan.body(), arguments).failure();
      boolean isOfEarlierTurn =
          led.isPresent() && led.get() instanceof Led.Out(int k) && k < carriedCount;
      return isOfEarlierTurn && suspect.isPresent() ? born(suspect.get(), true) : led;
    }

    /// Runs to the first turn that makes something that is not finite of finite numbers.
    Optional<Led> birth() {
      Optional<Led> failed = failure();
      return failed.isPresent() ? failed : suspect.flatMap(turn -> born(turn, false));
    }

    private Optional<Led> born(List<Tensor> arguments, boolean isEarlier) {
      Walk walk = new Walk(scan.body(), arguments);
      walk.failure();
      for (Var result : scan.body().results()) {
        int at = entry(walk.values.get(result));
        if (at >= 0) {
          Led led = walk.back(result, at);
          return Optional.of(
              isEarlier && led instanceof Led.To(Origin origin)
                  ? new Led.To(origin.earlier())
                  : led);
        }
      }
      return Optional.empty();
    }

    private List<Tensor> arguments(int turn) {
      List<Tensor> arguments = new ArrayList<>(carried);
      operands.subList(carriedCount, rowsEnd).forEach(xs -> arguments.add(xs.row(turn)));
      arguments.addAll(operands.subList(rowsEnd, operands.size()));
      return arguments;
    }

    private boolean isAtRest() {
      if (!scan.stops()) {
        return false;
      }
      Tensor marks = carried.getFirst();
      for (int k = 0; k < marks.size(); k++) {
        if (marks.intAt(k) == 0) {
          return false;
        }
      }
      return true;
    }

    /// What the scan gives, after all turns.
    List<Tensor> results() {
      List<Tensor> results = new ArrayList<>(carried);
      List<Var> given = scan.body().results();
      for (int k = carriedCount; k < given.size(); k++) {
        Var row = given.get(k);
        Tensor all = Tensor.zeros(row.type().elem(), row.type().under(scan.length()).shape());
        int n = row.type().shape().size();
        for (int turn = 0; turn < rows.size(); turn++) {
          Object from = Entries.storage(rows.get(turn).get(k - carriedCount));
          System.arraycopy(from, 0, Entries.storage(all), turn * n, n);
        }
        results.add(all);
      }
      return results;
    }
  }

  /// The operands of each member.
  private static List<List<Tensor>> byMember(Region.Scan scan, List<Tensor> operands) {
    if (scan.members().isEmpty()) {
      return List.of(operands);
    }
    Region.Members members = scan.members().get();
    List<List<Tensor>> all = new ArrayList<>();
    for (int m = 0; m < members.size().value(); m++) {
      List<Tensor> own = new ArrayList<>();
      for (int k = 0; k < operands.size(); k++) {
        own.add(members.differs().get(k) ? operands.get(k).row(m) : operands.get(k));
      }
      all.add(own);
    }
    return all;
  }

  /// The results of all members, one above the other, as those of `let`.
  private static List<Tensor> together(List<List<Tensor>> members, Let let) {
    List<Tensor> all = new ArrayList<>();
    for (int k = 0; k < let.targets().size(); k++) {
      Tensor whole =
          Tensor.zeros(let.targets().get(k).type().elem(), let.targets().get(k).type().shape());
      int n = members.isEmpty() ? 0 : members.getFirst().get(k).size();
      for (int m = 0; m < members.size(); m++) {
        System.arraycopy(
            Entries.storage(members.get(m).get(k)), 0, Entries.storage(whole), m * n, n);
      }
      all.add(whole);
    }
    return all;
  }

  private static double largestEntry(Tensor tensor) {
    double largest = 0;
    for (int k = 0; k < tensor.size(); k++) {
      double x = tensor.realAt(k);
      largest = Math.abs(x) > Math.abs(largest) ? x : largest;
    }
    return largest;
  }

  private static boolean areFinite(List<Tensor> tensors) {
    return tensors.stream().allMatch(tensor -> entry(tensor) < 0);
  }

  /// The first entry that is not finite, or -1.
  private static int entry(Tensor tensor) {
    switch (tensor) {
      case Tensor.F64(_, double[] x) -> {
        for (int k = 0; k < x.length; k++) {
          if (!Double.isFinite(x[k])) {
            return k;
          }
        }
      }
      case Tensor.F32(_, float[] x) -> {
        for (int k = 0; k < x.length; k++) {
          if (!Float.isFinite(x[k])) {
            return k;
          }
        }
      }
      case Tensor.I64 _, Tensor.Bool _ -> {}
    }
    return -1;
  }
}
