package dev.dyn.jvm.array;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Constant;
import dev.dyn.compiler.ir.Iota;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Size;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Types;
import dev.dyn.compiler.ir.Var;
import dev.dyn.jvm.Unsupported;
import dev.dyn.jvm.small.Instruction;
import dev.dyn.jvm.small.Method;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a block as work on arrays: reindexing becomes views, everything else pieces of work in the
/// block's order.
final class Reading {
  private final Map<Var, View> views = new HashMap<>();
  private final List<Work> works = new ArrayList<>();
  private final Map<Located, View> located = new HashMap<>();
  private final Map<Root, Unfolded> unfolded = new HashMap<>();
  private final FlippedRows flipped;
  private int next;

  /// Indices, of which only the first use can find one outside.
  private record Located(List<Integer> extents, List<View> indices) {}

  private Reading(Block block) {
    flipped = new FlippedRows(block);
  }

  /// @param results for each result of the block the root that holds it, contiguous and held by no
  ///   other result
  record Outcome(List<Work> works, List<Root.Computed> results) {}

  static Outcome of(Block block) {
    Reading reading = new Reading(block);
    for (int k = 0; k < block.parameters().size(); k++) {
      Type type = block.parameters().get(k).type();
      reading.views.put(
          block.parameters().get(k), View.whole(new Root.Input(k, type.elem()), type.shape()));
    }
    block.lets().forEach(reading::read);
    Set<Root> taken = new HashSet<>();
    List<Root.Computed> results = new ArrayList<>();
    for (Var result : block.results()) {
      results.add(reading.result(reading.views.get(result), taken));
    }
    Masks.Outcome masks = Masks.of(reading.works, reading.next);
    Joins.Outcome joins = Joins.of(masks.works(), taken, masks.next());
    List<Work> works = InPlace.of(joins.works(), taken);
    List<Work> folded =
        FoldedProducts.of(withoutUnread(works, reading.unfolded.keySet(), taken), taken);
    List<Work> layers = Rows.of(Layers.of(folded, taken), joins.next());
    return new Outcome(layers, results);
  }

  /// Copies of windows that are read where they come from are not made, unless they are results.
  private static List<Work> withoutUnread(List<Work> works, Set<Root> windows, Set<Root> results) {
    Set<Root> read = new HashSet<>(results);
    works.forEach(work -> work.reads().forEach(view -> read.add(view.root())));
    return works.stream()
        .filter(work ->
            work.writes().stream()
                .map(View::root)
                .anyMatch(root -> !windows.contains(root) || read.contains(root)))
        .toList();
  }

  private Root.Computed result(View view, Set<Root> taken) {
    boolean isWhole =
        view.root() instanceof Root.Computed(_, _, int size)
            && view.offset() == 0
            && view.isContiguous()
            && size == view.shape().size();
    if (isWhole && taken.add(view.root())) {
      return (Root.Computed) view.root();
    }
    View copy = copy(view);
    taken.add(copy.root());
    return (Root.Computed) copy.root();
  }

  private void read(Let let) {
    switch (let.op()) {
      case Constant(Tensor value) -> define(let, constant(value));
      case Iota(var size) -> define(let, View.whole(new Root.Counter(), new Shape(size.size())));
      case Size(var size) -> define(let, number(Instruction.Literal.of(size.value())));
      case Op.Elementwise call -> define(let, elementwise(call, let.site()));
      case Op.Reduce reduce -> {
        Optional<View> folded = new Folds(this).read(reduce, views.get(reduce.arg()));
        folded.ifPresentOrElse(view -> define(let, view), () -> interpret(let));
      }
      case Reindex.Scatter(var updates, _, _, _) when updates.type().elem() == Elem.BOOL ->
          interpret(let);
      case Reindex reindex -> define(let, reindexed(reindex, let.site()));
      case Op.Contract contract -> contract(let, contract);
      case Op.Draw draw ->
          new DrawWork(this)
              .of(draw, views)
              .ifPresentOrElse(view -> define(let, view), () -> interpret(let));
      case Op.ArrayCall _ -> interpret(let);
      case Region.Scan scan -> scan(let, scan);
      case Region _ -> throw new Unsupported("a simulation inside a block");
    }
  }

  private void define(Let let, View view) {
    views.put(let.target(), view);
  }

  private static View number(Instruction.Literal literal) {
    return View.whole(new Root.Number(literal), Shape.SCALAR);
  }

  private static View constant(Tensor value) {
    if (value.size() != 1) {
      return View.whole(new Root.Table(value), value.shape());
    }
    Instruction.Literal literal =
        switch (value) {
          case Tensor.F64(_, var v) -> Instruction.Literal.of(v[0]);
          case Tensor.F32(_, var v) -> Instruction.Literal.of(v[0]);
          case Tensor.I64(_, var v) -> Instruction.Literal.of(v[0]);
          case Tensor.Bool(_, var v) -> Instruction.Literal.of(v[0] != 0);
        };
    return View.whole(new Root.Number(literal), value.shape());
  }

  private View elementwise(Op.Elementwise call, int site) {
    List<Elem> kinds = call.args().stream().map(v -> v.type().elem()).toList();
    Method method = Method.of(call.fn(), kinds);
    return entrywise(method, call.args().stream().map(views::get).toList(), site);
  }

  /// A fresh tensor with `method` of corresponding entries.
  View entrywise(Method method, List<View> args, int site) {
    View target = fresh(method.result(), args.getFirst().shape());
    works.add(new Work.Entrywise(Optional.of(method), args, target, List.of(), site));
    return target;
  }

  /// The places that indices mean, computed once.
  View located(RuntimeCall.Locate call, List<View> indices) {
    return located.computeIfAbsent(
        new Located(call.extents(), indices),
        _ -> {
          View target = fresh(Elem.I64, new Shape(call.n()));
          works.add(new Work.Task(call, indices, List.of(target)));
          return target;
        });
  }

  void add(Work work) {
    works.add(work);
  }

  View fresh(Elem elem, Shape shape) {
    return View.whole(new Root.Computed(next++, elem, shape.size()), shape);
  }

  /// A fresh tensor with the entries of `view`.
  View copy(View view) {
    View target = fresh(view.root().elem(), view.shape());
    works.add(new Work.Entrywise(Optional.empty(), List.of(view), target, List.of(), -1));
    return target;
  }

  /// Whether these are entries, one after the other, that no loop computes.
  boolean isMadeByTask(View view) {
    return view.isContiguous()
        && works.stream()
            .anyMatch(work ->
                work instanceof Work.Task task
                    && task.targets().stream().anyMatch(t -> t.root().equals(view.root())));
  }

  /// `view` with its entries one after the other in memory.
  View contiguous(View view) {
    boolean isStored = view.root() instanceof Root.Input || view.root() instanceof Root.Computed;
    return isStored && view.isContiguous() ? view : copy(view);
  }

  /// `view` under other extents, copied if it must be.
  View reshaped(View view, Shape shape) {
    Optional<View> window = view.reshaped(shape);
    if (window.isPresent()) {
      return window.get();
    }
    View copy = copy(view);
    unfolded.put(copy.root(), new Unfolded(view));
    return copy.reshaped(shape).orElseThrow();
  }

  private View reindexed(Reindex op, int site) {
    Shape shape = Types.of(op).getFirst().shape();
    return switch (op) {
      case Reindex.Reshape(var arg, _) -> reshaped(views.get(arg), shape);
      case Reindex.Transpose(var arg, var order) -> views.get(arg).transposed(order);
      case Reindex.Broadcast(var arg, _, var axes) -> {
        View wide = views.get(arg).broadcast(shape, axes);
        yield Flat.paysToCopy(wide) ? copy(wide) : wide;
      }
      case Reindex.Slice(var arg, int axis, var start, var size, int stride) ->
          views.get(arg).slice(axis, start.size(), size.size(), stride);
      case Reindex.Pad(var arg, int axis, var start, _, int stride) -> {
        View x = views.get(arg);
        View target = fresh(arg.type().elem(), shape);
        View zero = number(zero(arg.type().elem())).broadcast(shape, List.of());
        works.add(new Work.Entrywise(Optional.empty(), List.of(zero), target, List.of(), site));
        View inside = target.slice(axis, start.size(), x.extents().get(axis), stride);
        put(x, inside, List.of((Root.Computed) target.root()));
        yield target;
      }
      case Reindex.Concat(var args, int axis) -> {
        View target = fresh(args.getFirst().type().elem(), shape);
        int start = 0;
        for (Var arg : args) {
          View x = views.get(arg);
          int size = x.extents().get(axis);
          put(x, target.slice(axis, start, size, 1), List.of());
          start += size;
        }
        yield target;
      }
      case Reindex.Gather gather -> new Lookups(this).gather(gather, views, shape, site);
      case Reindex.Scatter scatter -> new Lookups(this).scatter(scatter, views, shape, site);
    };
  }

  private void put(View x, View target, List<Root.Computed> after) {
    works.add(new Work.Entrywise(Optional.empty(), List.of(x), target, after, -1));
  }

  private static Instruction.Literal zero(Elem elem) {
    return switch (elem) {
      case F64 -> Instruction.Literal.of(0.0);
      case F32 -> Instruction.Literal.of(0.0f);
      case I64 -> Instruction.Literal.of(0L);
      case BOOL -> Instruction.Literal.of(false);
    };
  }

  private void contract(Let let, Op.Contract op) {
    Elem elem = op.left().type().elem();
    Shape shape = Types.of(op).getFirst().shape();
    if (!elem.isReal() || shape.size() == 0) {
      interpret(let);
      return;
    }
    if (ShortProducts.suits(op, views.get(op.left()), views.get(op.right()))) {
      View x = views.get(op.left());
      define(let, new ShortProducts(this).of(op, x, views.get(op.right()), shape, let.site()));
      return;
    }
    View target = fresh(elem, shape);
    int rank = op.left().type().rank();
    int batch = count(op.left(), 0, op.batch());
    int rows = count(op.left(), op.batch(), rank - op.summed());
    int inner = count(op.left(), rank - op.summed(), rank);
    int columns = count(op.right(), op.batch() + op.summed(), op.right().type().rank());
    View left = matrices(op.left(), new Shape(batch, rows, inner));
    View right = matrices(op.right(), new Shape(batch, inner, columns));
    works.add(
        Optional.ofNullable(unfolded.get(left.root()))
            .flatMap(windows -> windows.times(left, right, target, rows, inner, columns))
            .orElseGet(() -> {
              RuntimeCall call = new RuntimeCall.Product(batch, rows, inner, columns);
              return new Work.Task(call, List.of(left, right), List.of(target));
            }));
    define(let, target);
  }

  /// A view in memory with the axes of `shape`, with a stride for each.
  private View matrices(Var v, Shape shape) {
    View view = views.get(v);
    boolean isStored =
        view.root() instanceof Root.Input
            || view.root() instanceof Root.Computed
            || view.root() instanceof Root.Table;
    return reshaped(isStored ? view : copy(view), shape);
  }

  private static int count(Var v, int from, int to) {
    return v.type().dims().subList(from, to).stream()
        .mapToInt(d -> d.size())
        .reduce(1, (a, b) -> a * b);
  }

  /// Leaves the line to the evaluator.
  private void interpret(Let let) {
    List<Var> operands = let.op().operands().stream().distinct().toList();
    Block line = new Block(operands, List.of(let), let.targets());
    task(let, operands, new RuntimeCall.Interpreted(line));
  }

  private void scan(Let let, Region.Scan scan) {
    List<Boolean> fromLast = flipped.of(let, scan);
    task(let, scan.operands(), new RuntimeCall.Scan(scan, fromLast));
    for (int k = 0; k < fromLast.size(); k++) {
      if (fromLast.get(k)) {
        views.computeIfPresent(
            let.targets().get(scan.carried().size() + k),
            (_, stored) -> FlippedRows.turnedOver(stored));
      }
    }
  }

  private void task(Let let, List<Var> operands, RuntimeCall call) {
    List<View> args = operands.stream().map(this::inOrder).toList();
    List<View> targets = new ArrayList<>();
    for (Var target : let.targets()) {
      targets.add(fresh(target.type().elem(), target.type().shape()));
      views.put(target, targets.getLast());
    }
    works.add(new Work.Task(call, args, targets));
  }

  /// The entries of `v` one after the other; where they had to be copied, later work takes the copy
  /// too.
  private View inOrder(Var v) {
    View view = contiguous(views.get(v));
    views.put(v, view);
    return view;
  }

  static List<Integer> insideLast(int rank, List<Integer> axes) {
    List<Integer> order = new ArrayList<>(Builder.otherAxes(rank, axes));
    order.addAll(axes);
    return order;
  }
}
