package dev.dyn.truffle.nodes;

import com.oracle.truffle.api.source.SourceSection;
import dev.dyn.compiler.eval.Evaluator;
import dev.dyn.compiler.eval.PreparedLines;
import dev.dyn.compiler.ir.Block;
import dev.dyn.compiler.ir.Let;
import dev.dyn.compiler.ir.Names;
import dev.dyn.compiler.ir.Op;
import dev.dyn.compiler.ir.Region;
import dev.dyn.compiler.ir.Var;
import dev.dyn.compiler.op.Expansions;
import dev.dyn.compiler.op.ScalarFn;
import dev.dyn.compiler.op.ScalarFn.Meaning;
import dev.dyn.runtime.tensor.Elem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Makes nodes of a block whose sizes are known: one for each line that computes.
final class Translation {
  private final Evaluator evaluator;
  private final Origins origins;
  private final Block block;
  private final Places places;

  private Translation(Evaluator evaluator, Origins origins, Block block, Places places) {
    this.evaluator = evaluator;
    this.origins = origins;
    this.block = block;
    this.places = places;
  }

  /// The nodes of a block, and where its values are.
  ///
  /// @param feedback from the first results to the parameters of the next turn
  /// @param registers as they are before the first line
  record Translated(
      BlockNode node,
      List<Place> parameters,
      List<Place> results,
      Feedback feedback,
      Registers registers) {}

  /// @param fedBack how many results become parameters when the block runs again
  static Translated of(Block block, int fedBack, Evaluator evaluator, Origins origins) {
    Block plain = expanded(block);
    Places places = Places.of(plain);
    BlockNode node = new Translation(evaluator, origins, plain, places).node();
    Feedback feedback = Feedback.of(plain, fedBack, places);
    return new Translated(
        node,
        places.at(plain.parameters()),
        places.at(plain.results()),
        feedback,
        places.registers());
  }

  /// The block without calls of functions that are written with other functions.
  private static Block expanded(Block block) {
    Stream<Var> defined = block.lets().stream().flatMap(let -> let.targets().stream());
    int largest =
        Stream.concat(block.parameters().stream(), defined).mapToInt(Var::id).max().orElse(0);
    return Expansions.expand(block, new Names(largest + 1));
  }

  private BlockNode node() {
    List<StatementNode> statements = new ArrayList<>();
    List<LineNode> lines = new ArrayList<>();
    Optional<SourceSection> section = Optional.empty();
    for (Let let : block.lets()) {
      if (Places.constant(let).isPresent()) {
        continue;
      }
      Optional<SourceSection> own = origins.statement(let.site());
      if (!own.equals(section) && !lines.isEmpty()) {
        statements.add(new StatementNode(lines, section));
        lines.clear();
      }
      section = own;
      lines.add(line(let));
    }
    if (!lines.isEmpty()) {
      statements.add(new StatementNode(lines, section));
    }
    return new BlockNode(statements);
  }

  private LineNode line(Let let) {
    Origin origin = new Origin(let.site(), origins.expression(let.site()));
    if (let.op() instanceof Op.Elementwise(var fn, var args)
        && let.target().type().isScalar()
        && fn.meaning() instanceof Meaning.StaticMethod method) {
      return scalar(fn, method, args, places.at(let.target()).index(), origin);
    }
    if (let.op() instanceof Region.Scan scan && scan.members().isEmpty()) {
      return scan(scan, let, origin);
    }
    List<Place> operands = places.at(let.op().operands());
    return PreparedLines.of(let)
        .<LineNode>map(
            line -> new PreparedTensorLine(line, operands, places.at(let.target()), origin))
        .orElseGet(() ->
            new TensorLine(evaluator.prepared(let), operands, places.at(let.targets()), origin));
  }

  private LineNode scalar(
      ScalarFn fn, Meaning.StaticMethod method, List<Var> args, int target, Origin origin) {
    List<Elem> kinds = args.stream().map(arg -> arg.type().elem()).toList();
    int[] from = args.stream().mapToInt(arg -> places.at(arg).index()).toArray();
    Optional<LineNode> direct =
        kinds.getFirst() == Elem.F64 ? RealLines.of(fn, from, target, origin) : Optional.empty();
    return direct.orElseGet(
        () -> new CallLine(ScalarCalls.of(fn, method, kinds), from, target, origin));
  }

  private LineNode scan(Region.Scan scan, Let let, Origin origin) {
    int carried = scan.carried().size();
    int rowsEnd = carried + scan.scanned().size();
    Translated body = of(scan.body(), carried, evaluator, origins);
    List<Place> outside = places.at(scan.operands());
    List<ScanLine.Pass> start = new ArrayList<>();
    List<ScanLine.Pass> scanned = new ArrayList<>();
    for (int k = 0; k < outside.size(); k++) {
      boolean isScanned = k >= carried && k < rowsEnd;
      (isScanned ? scanned : start)
          .add(new ScanLine.Pass(outside.get(k), body.parameters().get(k)));
    }
    List<ScanLine.Pass> left = new ArrayList<>();
    List<ScanLine.Row> rows = new ArrayList<>();
    for (int k = 0; k < let.targets().size(); k++) {
      Place target = places.at(let.targets().get(k));
      if (k < carried) {
        left.add(new ScanLine.Pass(target, body.parameters().get(k)));
      } else {
        Var row = scan.body().results().get(k);
        RowStore store = new RowStore(row.type().elem(), row.type().shape());
        rows.add(new ScanLine.Row(body.results().get(k), target, store));
      }
    }
    return new ScanLine(
        body.node(),
        body.registers(),
        body.feedback(),
        scan.length().size(),
        new ScanLine.Passed(start, scanned, left, rows, scan.stops()),
        origin);
  }
}
