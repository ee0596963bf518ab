package dev.dyn.jvm.array;

import dev.dyn.jvm.small.Instruction;
import dev.dyn.runtime.exec.Sited;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Lets stages that go through the rows of large matrices go through them together, block by block:
///
/// ```
/// h = relu(x @ U);  z = h @ W;  p = exp(z);  …;  g = dz @ Wᵀ;  dU = xᵀ @ (g where h > 0)
/// ```
///
/// for thousands of examples takes some hundred rows of x through all of that before the next, so
/// that what lies between is read where it was written, in the second-level cache, and has memory
/// for one block only.
///
/// No bit changes: a row of one matrix is made of the same row of others, and what sums over the
/// rows, such as `dU`, takes them in the same order: chains of products go on where the block
/// before left them.
///
/// A stage that reads rows of another kind, or all of them, ends the block: it comes before where
/// it needs nothing of the others, else after them, as does all that needs it. What may fail stays
/// outside, so that the first failure is the first one in the program.
final class RowBlocks {
  private static final int MOST_ROWS = 4096;

  /// Blocks are multiples of this, so that their products have whole tiles.
  private static final int STEP = 16;

  private final Remade remade;
  private final BlockSizes sizes;
  private int next;

  private RowBlocks(Remade remade, BlockSizes sizes, int next) {
    this.remade = remade;
    this.sizes = sizes;
    this.next = next;
  }

  /// @param results what must be kept as a whole
  static List<Stage> of(List<Stage> stages, Remade remade, Set<Root> results, BlockSizes sizes) {
    int next = 0;
    for (Stage stage : stages) {
      for (Work work : stage.works()) {
        for (View target : work.writes()) {
          next = Math.max(next, ((Root.Computed) target.root()).id() + 1);
        }
      }
    }
    return new RowBlocks(remade, sizes, next).blocked(stages, results);
  }

  /// @param outside what other stages use
  private List<Stage> blocked(List<Stage> stages, Set<Root> outside) {
    Set<Integer> candidates = new LinkedHashSet<>();
    for (Stage stage : stages) {
      rows(stage).filter(rows -> rows >= 2 * sizes.leastRows()).ifPresent(candidates::add);
    }
    Optional<Split> best = Optional.empty();
    for (int rows : candidates) {
      Split split = new Split(rows, stages, outside);
      if (split.height().isPresent()
          && split.savedBytes() >= best.map(Split::savedBytes).orElse(sizes.leastBytes())) {
        best = Optional.of(split);
      }
    }
    return best.map(split -> rewritten(split, outside)).orElse(stages);
  }

  private static Optional<Integer> rows(Stage stage) {
    return switch (stage) {
      case Stage.Loop loop when !loop.extents().isEmpty() -> Optional.of(loop.extents().getFirst());
      case Stage.Call(Work.Task(RuntimeCall.Product(int batch, int m, _, _), _, _)) ->
          Optional.of(batch == 1 ? m : batch);
      case Stage.Call(Work.Task(RuntimeCall.Layer layer, _, _)) -> Optional.of(layer.rows());
      case Stage.Loop _, Stage.Call _, Stage.Blocked _ -> Optional.empty();
    };
  }

  private List<Stage> rewritten(Split split, Set<Root> outside) {
    List<Stage> before = new ArrayList<>(split.before);
    List<Stage.Member> members = new ArrayList<>();
    for (Stage.Member member : split.members) {
      members.add(
          member instanceof Stage.Member.Rows(RowTask task)
              ? new Stage.Member.Rows(prepared(task, before))
              : member);
    }
    Stage blocked =
        new Stage.Blocked(split.rows, split.height().orElseThrow(), members, split.local());
    List<Stage> all = new ArrayList<>(blocked(before, used(outside, blocked, split.after)));
    all.add(blocked);
    all.addAll(blocked(split.after, used(outside, blocked, before)));
    return all;
  }

  private Set<Root> used(Set<Root> outside, Stage blocked, List<Stage> others) {
    Set<Root> used = new HashSet<>(outside);
    used.addAll(touched(blocked));
    others.forEach(stage -> used.addAll(touched(stage)));
    return used;
  }

  /// What the stage names, and what it loads because that is made of it.
  private Set<Root> touched(Stage stage) {
    Set<Root> touched = new HashSet<>();
    for (Stage part : stage.parts()) {
      for (Work work : part.works()) {
        loaded(work, part).forEach(view -> touched.add(view.root()));
        work.reads().forEach(view -> touched.add(view.root()));
        work.writes().forEach(view -> touched.add(view.root()));
      }
    }
    return touched;
  }

  private List<View> loaded(Work work, Stage stage) {
    return BufferPlan.loaded(work.reads(), stage, remade);
  }

  /// The task after what it needs before the first block: zeros to add to, and rows of a matrix
  /// that all blocks share one after the other.
  private RowTask prepared(RowTask task, List<Stage> before) {
    Work.Task work = task.work();
    if (task.isSum()) {
      View target = work.targets().getFirst();
      View zero =
          View.whole(new Root.Number(zero(target.root().elem())), target.shape())
              .broadcast(target.shape(), List.of());
      before.add(loop(zero, target));
      return task;
    }
    boolean isOne =
        work.call() instanceof RuntimeCall.Layer
            || work.call() instanceof RuntimeCall.Product product && product.batch() == 1;
    View right = work.args().get(isOne ? 1 : 0);
    if (!isOne || right.strides().get(2) == 1) {
      return task;
    }
    Root.Computed root = new Root.Computed(next++, right.root().elem(), right.shape().size());
    View copy = View.whole(root, right.shape());
    before.add(loop(right, copy));
    List<View> args = new ArrayList<>(work.args());
    args.set(1, copy);
    return RowTask.of(new Work.Task(work.call(), args, work.targets()), task.rows()).orElseThrow();
  }

  private static Stage loop(View from, View to) {
    Work.Entrywise copy = new Work.Entrywise(Optional.empty(), List.of(from), to, List.of(), -1);
    return new Stage.Loop(to.extents(), List.of(copy), List.of());
  }

  private static Instruction.Literal zero(Elem elem) {
    return switch (elem) {
      case F64 -> Instruction.Literal.of(0.0);
      case F32 -> Instruction.Literal.of(0.0f);
      case I64, BOOL -> Instruction.Literal.of(0L);
    };
  }

  /// Stages around blocks of so many rows.
  private final class Split {
    final int rows;
    final List<Stage> before = new ArrayList<>();
    final List<Stage.Member> members = new ArrayList<>();
    final List<Stage> after = new ArrayList<>();

    /// What members write, and whether each of them only its own row of it.
    private final Map<Root, Boolean> written = new HashMap<>();

    private final Set<Root> writtenAfter = new HashSet<>();
    private final Set<Root> elsewhere;

    /// What they add to over all rows.
    private final Set<Root> sums = new HashSet<>();

    /// The members that first write a root, and those that last read it.
    private final Map<Root, Integer> first = new HashMap<>();

    private final Map<Root, Integer> last = new HashMap<>();

    Split(int rows, List<Stage> stages, Set<Root> outside) {
      this.rows = rows;
      this.elsewhere = new HashSet<>(outside);
      stages.forEach(this::place);
    }

    private void place(Stage stage) {
      Set<Root> touched = touched(stage);
      boolean needsAfter = touched.stream().anyMatch(writtenAfter::contains);
      Optional<Stage.Member> member = needsAfter ? Optional.empty() : member(stage);
      if (member.isPresent() && joins(member.get(), stage)) {
        return;
      }
      boolean needsMembers = touched.stream().anyMatch(written::containsKey);
      elsewhere.addAll(touched);
      if (needsAfter || needsMembers) {
        after.add(stage);
        stage.works().stream()
            .flatMap(work -> work.writes().stream())
            .forEach(view -> writtenAfter.add(view.root()));
      } else {
        before.add(stage);
      }
    }

    private Optional<Stage.Member> member(Stage stage) {
      return switch (stage) {
        case Stage.Loop loop when isByRows(loop) -> Optional.of(new Stage.Member.Nest(loop));
        case Stage.Call(Work.Task task) -> RowTask.of(task, rows).map(Stage.Member.Rows::new);
        case Stage.Loop _, Stage.Blocked _ -> Optional.empty();
      };
    }

    private boolean isByRows(Stage.Loop loop) {
      List<Integer> extents = loop.extents();
      int rank = extents.size();
      boolean areSumsInside =
          loop.folds().isEmpty() || (rank == 2 && extents.get(1) != rows) || rank > 2;
      return rank > 0
          && extents.getFirst() == rows
          && areSumsInside
          && loop.maps().stream()
              .noneMatch(map -> map.method().filter(m -> m.owner() == Sited.class).isPresent());
    }

    /// Takes the stage in if it reads of other members its own row.
    private boolean joins(Stage.Member member, Stage stage) {
      List<RowAccess> reads = new ArrayList<>();
      List<RowAccess> writes = new ArrayList<>();
      boolean isSum = false;
      switch (member) {
        case Stage.Member.Nest(Stage.Loop loop) -> {
          for (Work work : loop.works()) {
            loaded(work, stage).forEach(view -> reads.add(RowAccess.of(view, 0)));
            work.writes().forEach(view -> writes.add(RowAccess.of(view, 0)));
          }
        }
        case Stage.Member.Rows(RowTask task) -> {
          reads.addAll(task.reads());
          writes.addAll(task.writes());
          isSum = task.isSum();
        }
      }
      for (RowAccess read : reads) {
        boolean isWritten = written.containsKey(read.root());
        boolean isHere = writes.stream().anyMatch(write -> write.root().equals(read.root()));
        if (isWritten && !(written.get(read.root()) && read.isOwnRow(rows))
            || isHere && !read.isOwnRow(rows)) {
          return false;
        }
      }
      for (RowAccess write : writes) {
        boolean isSummed = sums.contains(write.root());
        if (isSum ? written.containsKey(write.root()) && !isSummed : isSummed) {
          return false; // zeros for a sum come before all else that is written there
        }
      }
      for (RowAccess read : reads) {
        if (written.containsKey(read.root())) {
          last.put(read.root(), members.size());
        }
      }
      for (RowAccess write : writes) {
        written.merge(write.root(), write.isOwnRow(rows), Boolean::logicalAnd);
        first.putIfAbsent(write.root(), members.size());
        if (isSum) {
          sums.add(write.root());
        }
      }
      members.add(member);
      return true;
    }

    /// What needs no memory but for a block.
    Set<Root> local() {
      Set<Root> local = new HashSet<>();
      written.forEach((root, isByRow) -> {
        if (isByRow && !elsewhere.contains(root)) {
          local.add(root);
        }
      });
      return local;
    }

    /// Bytes of what one member writes and another reads, and nothing else.
    long savedBytes() {
      return handed().stream().mapToLong(root -> (long) root.size() * bytes(root.elem())).sum();
    }

    private List<Root.Computed> handed() {
      Set<Root> local = local();
      return last.keySet().stream()
          .filter(root -> local.contains(root) && first.get(root) < last.get(root))
          .map(Root.Computed.class::cast)
          .toList();
    }

    /// The rows of a block; none if blocks would be too low or too few.
    OptionalInt height() {
      long row = 1;
      List<Root.Computed> handed = handed();
      for (int at = 0; at < members.size(); at++) {
        int now = at;
        long alive =
            handed.stream()
                .filter(root -> first.get(root) <= now && last.get(root) >= now)
                .mapToLong(root -> (long) root.size() / rows * bytes(root.elem()))
                .sum();
        row = Math.max(row, alive);
      }
      int most = (int) Math.min(Math.min(rows / 2, MOST_ROWS), sizes.blockBytes() / row);
      most = most < STEP ? most : most / STEP * STEP;
      if (most < sizes.leastRows()) {
        return OptionalInt.empty();
      }
      for (int height = most; height >= Math.max(sizes.leastRows(), most / 2); height -= STEP) {
        if (rows % height == 0) {
          return OptionalInt.of(height);
        }
      }
      return OptionalInt.of(most);
    }
  }

  private static int bytes(Elem elem) {
    return switch (elem) {
      case F64, I64, BOOL -> 8;
      case F32 -> 4;
    };
  }
}
