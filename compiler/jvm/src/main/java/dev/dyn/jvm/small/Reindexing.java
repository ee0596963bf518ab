package dev.dyn.jvm.small;

import dev.dyn.compiler.ir.Reindex;
import dev.dyn.compiler.ir.Types;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Scalars;
import dev.dyn.runtime.exec.Lookup;
import dev.dyn.runtime.tensor.Elem;
import dev.dyn.runtime.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Reindexing of entries that have names: renaming, which costs nothing. Only indices that the run
/// computes cost lines.
record Reindexing(ScalarProgram.Writer writer, Map<Var, Entries> entries, int site) {
  Entries of(Reindex op) {
    Shape shape = Types.of(op).getFirst().shape();
    return switch (op) {
      case Reindex.Reshape(var arg, _) -> new Entries(shape, entries.get(arg).lines());
      case Reindex.Transpose(var arg, var order) -> {
        Entries x = entries.get(arg);
        yield Entries.at(
            shape,
            i -> {
              int[] from = new int[i.length];
              for (int k = 0; k < i.length; k++) {
                from[order.get(k)] = i[k];
              }
              return x.at(from);
            });
      }
      case Reindex.Broadcast(var arg, _, var axes) -> {
        Entries x = entries.get(arg);
        yield Entries.at(shape, i -> x.at(axes.stream().mapToInt(a -> i[a]).toArray()));
      }
      case Reindex.Slice(var arg, int axis, var start, _, int stride) -> {
        Entries x = entries.get(arg);
        int first = start.size();
        yield Entries.at(shape, i -> x.at(moved(i, axis, first + i[axis] * stride)));
      }
      case Reindex.Pad(var arg, int axis, var start, _, int stride) -> {
        Entries x = entries.get(arg);
        int zero = zero(arg.type().elem());
        int first = start.size();
        yield Entries.at(
            shape,
            i -> {
              int from = i[axis] - first;
              boolean isInside =
                  from % stride == 0
                      && from / stride >= 0
                      && from / stride < x.shape().extent(axis);
              return isInside ? x.at(moved(i, axis, from / stride)) : zero;
            });
      }
      case Reindex.Concat(var args, int axis) ->
          Entries.at(
              shape,
              i -> {
                int rest = i[axis];
                for (Var arg : args) {
                  Entries x = entries.get(arg);
                  int extent = x.shape().extent(axis);
                  if (rest < extent) {
                    return x.at(moved(i, axis, rest));
                  }
                  rest -= extent;
                }
                throw new IllegalStateException("concat has no entry " + i[axis]);
              });
      case Reindex.Gather gather -> gather(gather, shape);
      case Reindex.Scatter scatter -> scatter(scatter, shape);
    };
  }

  private static int[] moved(int[] index, int axis, int to) {
    int[] other = index.clone();
    other[axis] = to;
    return other;
  }

  private Entries gather(Reindex.Gather op, Shape shape) {
    Entries source = entries.get(op.source());
    var places = Places.of(op.source().type().dims(), op.indices(), op.batch());
    return Entries.at(
            new Shape(places.batch(), places.where(), places.rest()),
            i -> {
              int at = i[0] * places.where() + i[1];
              int place = linear(places, op.indices(), at);
              int[] candidates = new int[places.looked()];
              for (int p = 0; p < candidates.length; p++) {
                candidates[p] = source.lines()[(i[0] * places.looked() + p) * places.rest() + i[2]];
              }
              return choose(place, candidates, op.source().type().elem());
            })
        .reshaped(shape);
  }

  /// Entry `place` of `candidates`: known, or by comparing with every place.
  private int choose(int place, int[] candidates, Elem elem) {
    if (writer.line(place) instanceof Instruction.Literal(_, long known)) {
      return candidates[Math.toIntExact(known)];
    }
    Method equal = Method.of(Scalars.EQ, Elem.I64);
    Method select = Method.of(Scalars.SELECT, elem);
    int chosen = candidates[0];
    for (int p = 1; p < candidates.length; p++) {
      int isHere = writer.apply(equal, place, integer(p));
      chosen = writer.apply(select, isHere, candidates[p], chosen);
    }
    return chosen;
  }

  private Entries scatter(Reindex.Scatter op, Shape shape) {
    Entries updates = entries.get(op.updates());
    Elem elem = op.updates().type().elem();
    var places = Places.of(op.dims(), op.indices(), op.batch());
    int[] sums = new int[shape.size()];
    Arrays.fill(sums, zero(elem));
    for (int b = 0; b < places.batch(); b++) {
      for (int w = 0; w < places.where(); w++) {
        int at = b * places.where() + w;
        int place = linear(places, op.indices(), at);
        for (int r = 0; r < places.rest(); r++) {
          int update = updates.lines()[at * places.rest() + r];
          for (int p = 0; p < places.looked(); p++) {
            int k = (b * places.looked() + p) * places.rest() + r;
            sums[k] = addedAt(place, p, sums[k], update, elem);
          }
        }
      }
    }
    return new Entries(shape, sums);
  }

  private int addedAt(int place, int here, int sum, int update, Elem elem) {
    Method add = Method.of(elem == Elem.BOOL ? Scalars.OR : Scalars.ADD, elem);
    if (writer.line(place) instanceof Instruction.Literal(_, long known)) {
      return known == here ? writer.apply(add, sum, update) : sum;
    }
    int isHere = writer.apply(Method.of(Scalars.EQ, Elem.I64), place, integer(here));
    return writer.apply(
        Method.of(Scalars.SELECT, elem), isHere, writer.apply(add, sum, update), sum);
  }

  /// The place among the looked-up entries, row-major, of entry `at` of the index tensors.
  private int linear(Places places, List<Var> indices, int at) {
    List<Integer> parts = new ArrayList<>();
    for (int k = 0; k < indices.size(); k++) {
      int index = entries.get(indices.get(k)).lines()[at];
      parts.add(checked(index, places.extents().get(k)));
    }
    int place = parts.getFirst();
    for (int k = 1; k < parts.size(); k++) {
      place = plus(times(place, places.extents().get(k)), parts.get(k));
    }
    return place;
  }

  private int checked(int index, int extent) {
    if (writer.line(index) instanceof Instruction.Literal(_, long known)
        && known >= -extent
        && known < extent) {
      return integer(known < 0 ? known + extent : known);
    }
    Method checked =
        new Method(Lookup.class, "checked", List.of(Elem.I64, Elem.I64, Elem.I64), Elem.I64);
    return writer.apply(checked, index, integer(extent), integer(site));
  }

  private int times(int x, int extent) {
    return writer.line(x) instanceof Instruction.Literal(_, long known)
        ? integer(known * extent)
        : writer.apply(Method.of(Scalars.MUL, Elem.I64), x, integer(extent));
  }

  private int plus(int x, int y) {
    return writer.line(x) instanceof Instruction.Literal(_, long a)
            && writer.line(y) instanceof Instruction.Literal(_, long b)
        ? integer(a + b)
        : writer.apply(Method.of(Scalars.ADD, Elem.I64), x, y);
  }

  private int integer(long value) {
    return writer.write(Instruction.Literal.of(value));
  }

  private int zero(Elem elem) {
    return writer.write(
        switch (elem) {
          case F64 -> Instruction.Literal.of(0.0);
          case F32 -> Instruction.Literal.of(0.0f);
          case I64 -> Instruction.Literal.of(0L);
          case BOOL -> Instruction.Literal.of(false);
        });
  }
}
