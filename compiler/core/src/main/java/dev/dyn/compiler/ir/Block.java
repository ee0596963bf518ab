package dev.dyn.compiler.ir;

import java.util.List;

/// Parameters, lines in an order in which each uses only what stands above it, and results.
///
/// A block that hangs in a region is *closed*: it uses nothing but its parameters and its own
/// lines; what it needs from outside is handed in as an operand of the region. While a block is
/// being traced it may be open; see [Blocks#close].
public record Block(List<Var> parameters, List<Let> lets, List<Var> results) {
  public Block {
    parameters = List.copyOf(parameters);
    lets = List.copyOf(lets);
    results = List.copyOf(results);
  }

  public List<Type> resultTypes() {
    return results.stream().map(Var::type).toList();
  }

  public Block withLets(List<Let> other) {
    return new Block(parameters, other, results);
  }
}
