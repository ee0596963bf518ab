/// The syntax tree: what was written, no more. Every node has its exact place. Nothing is resolved,
/// nothing is left out: parentheses, names as spelled, `dx` undivided.
///
/// The families are sealed: `Declaration` (the top of a file), `Item` (in a system and its kin),
/// `Statement` (in an experiment, a sweep, an `every`), `Expression`, `TypeExpression`. Several
/// things declared by one keyword (`param a = 1, b = 2`) are one node each. Where the text could
/// not be read, the tree has `Broken` or `Missing` nodes; a problem has been reported for each.
///
/// Names: a record named like a keyword stands for what the keyword introduces (`Statement.Print`).
package dev.dyn.compiler.syntax;
