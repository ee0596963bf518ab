package dev.dyn.runtime.arrays;

import dev.dyn.runtime.tensor.Tensor;
import java.util.List;

/// Functions of whole arrays by the names of the language.
public final class ArrayTable {
  private ArrayTable() {}

  /// The results of `name` on `x`, without batch axes.
  ///
  /// @throws dev.dyn.runtime.exec.RunFailure for a singular matrix and the like
  /// @throws IllegalArgumentException if there is no such function
  public static List<Tensor> run(String name, List<Tensor> x) {
    Tensor first = x.getFirst();
    return switch (name) {
      case "first_rows" -> List.of(Rows.first(first, x.get(1).intAt(0)));
      case "sort" -> List.of(Sorting.sorted(first));
      case "argsort" -> List.of(Sorting.order(first));
      case "cumsum" -> List.of(Accumulations.sums(first));
      case "orthonormalize" -> Orthonormal.rows(first);
      case "first" -> List.of(Tensor.of(Searches.firstTrue(first)));
      case "converged" -> List.of(Convergence.checked(first, x.get(1), x.get(2), x.get(3)));
      case "ranks" -> List.of(Sorting.ranks(first));
      case "linsolve" -> List.of(LinearSystems.solve(first, x.get(1)));
      case "inv" -> List.of(LinearSystems.inverse(first));
      case "det" -> List.of(LinearSystems.determinant(first));
      case "cholesky" -> List.of(LinearSystems.cholesky(first));
      case "qr" -> LinearSystems.qr(first);
      case "eigh" -> LinearSystems.symmetricEigen(first);
      case "eigenvalues" -> LinearSystems.eigenvalues(first);
      case "svd" -> LinearSystems.singularValues(first);
      case "lstsq" -> List.of(LinearSystems.leastSquares(first, x.get(1)));
      case "expm" -> List.of(LinearSystems.exponential(first));
      default -> throw new IllegalArgumentException("no function of arrays is called " + name);
    };
  }
}
