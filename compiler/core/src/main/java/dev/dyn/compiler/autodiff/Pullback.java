package dev.dyn.compiler.autodiff;

import dev.dyn.compiler.ir.Builder;
import dev.dyn.compiler.ir.Var;
import java.util.List;
import java.util.Optional;

/// A computation whose values are written, ready to bring cotangents of its results back to its
/// arguments.
public final class Pullback {
  private final Builder b;
  private final Tape tape;
  private final List<Var> arguments;
  private final List<Var> results;

  Pullback(Builder b, Tape tape, List<Var> arguments, List<Var> results) {
    this.b = b;
    this.tape = tape;
    this.arguments = List.copyOf(arguments);
    this.results = List.copyOf(results);
  }

  /// The values of the block's results.
  public List<Var> results() {
    return results;
  }

  /// Writes the lines that bring `cotangents` of the results (absent: zero) back.
  ///
  /// @return the cotangent of each argument; absent for one that is not active or does not matter
  public List<Optional<Var>> pull(List<Optional<Var>> cotangents) {
    return pull(b, cotangents);
  }

  /// As [#pull(List)], with the lines written to `other`, which may use the variables of the
  /// values.
  List<Optional<Var>> pull(Builder other, List<Optional<Var>> cotangents) {
    return pullCut(other, cotangents.stream().map(w -> w.map(Cotangent::of)).toList()).stream()
        .map(w -> w.map(Cotangent::var))
        .toList();
  }

  List<Optional<Cotangent>> pullCut(Builder other, List<Optional<Cotangent>> cotangents) {
    Cotangents found = new Cotangents(other, tape.active());
    for (int k = 0; k < results.size(); k++) {
      Var result = results.get(k);
      cotangents.get(k).ifPresent(w -> found.add(result, w));
    }
    ReverseRules rules = new ReverseRules(other, found);
    int site = other.site();
    for (Tape.Line line : tape.lines().reversed()) {
      List<Optional<Cotangent>> w = line.let().targets().stream().map(found::of).toList();
      if (w.stream().anyMatch(Optional::isPresent)) {
        other.at(line.let().site());
        rules.apply(line, w);
      }
    }
    other.at(site);
    return arguments.stream().map(found::of).toList();
  }
}
