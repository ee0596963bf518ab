package dev.dyn.compiler.method;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A rooted tree, the shape of a term in the Taylor series of a solution (Butcher 1963). A method
/// has order p when for every tree of at most p nodes `sum(b[i]*weight[i]) = 1/density` (Hairer,
/// Nørsett, Wanner 1993, II.2, Theorem 2.13).
record RootedTree(List<RootedTree> children) {
  /// All trees with exactly `nodes` nodes, each once.
  static List<RootedTree> ofSize(int nodes) {
    List<RootedTree> trees = new ArrayList<>();
    forests(nodes - 1, nodes - 1, Integer.MAX_VALUE, new ArrayList<>(), trees);
    return trees;
  }

  /// Adds children of at most `largest` nodes, `left` in all, in descending order of (size, number
  /// in its size).
  private static void forests(
      int left, int largest, int below, List<RootedTree> chosen, List<RootedTree> found) {
    if (left == 0) {
      found.add(new RootedTree(List.copyOf(chosen)));
      return;
    }
    for (int size = Math.min(left, largest); size >= 1; size--) {
      List<RootedTree> candidates = ofSize(size);
      int limit = size == largest ? Math.min(below, candidates.size()) : candidates.size();
      for (int k = 0; k < limit; k++) {
        chosen.add(candidates.get(k));
        forests(left - size, size, k + 1, chosen, found);
        chosen.removeLast();
      }
    }
  }

  int nodes() {
    return 1 + children.stream().mapToInt(RootedTree::nodes).sum();
  }

  double density() {
    return children.stream().mapToDouble(RootedTree::density).reduce(nodes(), (x, y) -> x * y);
  }

  /// The weight of this tree at each stage of a method with the rows `a`.
  double[] weights(List<List<Double>> a) {
    double[] weights = new double[a.size()];
    Arrays.fill(weights, 1);
    for (RootedTree child : children) {
      double[] inner = child.weights(a);
      for (int i = 0; i < a.size(); i++) {
        double sum = 0;
        for (int j = 0; j < a.get(i).size(); j++) {
          sum += a.get(i).get(j) * inner[j];
        }
        weights[i] *= sum;
      }
    }
    return weights;
  }
}
