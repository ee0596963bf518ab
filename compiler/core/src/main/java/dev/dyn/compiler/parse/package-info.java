/// From text to syntax tree.
///
/// `Scanner` makes tokens; `Layout` decides which line ends end a statement and mends brackets;
/// `SoftWords` decides which soft words are names; the generated parser, with `Recovery` for its
/// errors, makes a concrete tree; `TreeBuilder` makes the `syntax.Module`. `Parser` is the entry.
///
/// **One mistake, one message.** A token that has been complained about is marked, and the parser
/// is silent when it stumbles over a marked one.
///
/// **Bounded depth.** Nesting and chains of operators are limited (`DepthGuard`, `TreeBuilder`), so
/// that no program, however odd, overflows the stack here or in a later stage.
package dev.dyn.compiler.parse;
