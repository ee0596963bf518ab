package dev.dyn.runtime.region;

import dev.dyn.runtime.tensor.Shape;
import dev.dyn.runtime.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The operands of a region, seen member by member. A region that is not batched is an ensemble of
/// one.
///
/// @param operands in the order of the region's operands
/// @param differs which of them carry the member as their outermost axis
/// @param isBatched whether results do
record Ensemble(List<Tensor> operands, List<Boolean> differs, int size, boolean isBatched) {

  static Ensemble of(Optional<Members> batch, List<Tensor> operands) {
    return batch
        .map(members -> new Ensemble(operands, members.differs(), size(members, operands), true))
        .orElseGet(
            () -> new Ensemble(operands, operands.stream().map(_ -> false).toList(), 1, false));
  }

  /// The number of members, which may be known only from the operands that differ.
  private static int size(Members members, List<Tensor> operands) {
    if (members.size().isPresent()) {
      return members.size().getAsInt();
    }
    int batched = members.differs().indexOf(true);
    return batched < 0 ? 1 : operands.get(batched).shape().extent(0);
  }

  Tensor operand(int position, int member) {
    Tensor value = operands.get(position);
    return differs.get(position) ? value.row(member) : value;
  }

  double scalar(int position, int member) {
    return operand(position, member).scalar();
  }

  List<Tensor> slice(int from, int to, int member) {
    List<Tensor> values = new ArrayList<>();
    for (int k = from; k < to; k++) {
      values.add(operand(k, member));
    }
    return values;
  }

  /// Whether an operand from `from` on, before `to`, differs between members.
  boolean differsWithin(int from, int to) {
    return differs.subList(from, to).contains(true);
  }

  /// `rows` of shape `[size*count, …]` as `[size, count, …]`, or as they are for a single run.
  Tensor shaped(Tensor rows, int count) {
    if (!isBatched) {
      return rows;
    }
    Shape row = rows.shape().inner();
    return rows.reshaped(row.under(count).under(size));
  }
}
