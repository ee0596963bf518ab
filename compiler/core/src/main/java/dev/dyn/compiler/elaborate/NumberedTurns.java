package dev.dyn.compiler.elaborate;

import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Type;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// One turn of a loop as a block. Where it draws, it takes the number of the turn after everything
/// else, so that each turn draws for itself.
///
/// @param takesNumber whether it does
record NumberedTurns(Block block, boolean takesNumber) {
  /// What `body` writes, as an open block of parameters of the given types.
  static NumberedTurns trace(
      Elaborator e,
      Span site,
      List<Type> types,
      List<String> names,
      Function<List<Var>, List<Var>> body) {
    List<Type> all = new ArrayList<>(types);
    all.add(Type.I64);
    List<String> called = new ArrayList<>(names);
    called.add("n");
    Set<Var> ofNumber = new HashSet<>();
    Block numbered =
        e.trace(
            all,
            called,
            vars -> {
              Var own = e.mixed(e.streamAt(site), vars.getLast());
              ofNumber.add(vars.getLast());
              e.builder().lets().forEach(let -> ofNumber.addAll(let.targets()));
              return e.withStream(own, () -> body.apply(vars.subList(0, types.size())));
            });
    List<Let> others =
        numbered.lets().stream()
            .filter(let -> let.targets().stream().noneMatch(ofNumber::contains))
            .toList();
    boolean draws =
        others.stream().anyMatch(let -> let.op().operands().stream().anyMatch(ofNumber::contains));
    return draws
        ? new NumberedTurns(numbered, true)
        : new NumberedTurns(
            new Block(numbered.parameters().subList(0, types.size()), others, numbered.results()),
            false);
  }
}
