package dev.dyn.truffle.nodes;

import com.oracle.truffle.api.frame.VirtualFrame;
import com.oracle.truffle.api.nodes.ExplodeLoop;
import com.oracle.truffle.api.nodes.Node;
import java.util.List;

/// The lines of a block, one after the other.
final class BlockNode extends Node {
  @Children private final StatementNode[] statements;

  BlockNode(List<StatementNode> statements) {
    this.statements = statements.toArray(StatementNode[]::new);
  }

  @ExplodeLoop
  void execute(VirtualFrame frame, Registers r) {
    for (StatementNode statement : statements) {
      statement.execute(frame, r);
    }
  }
}
