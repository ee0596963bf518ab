/// The one canonical form of programs.
///
/// **Lines are the author's.** Line breaks stay where they are, at most one blank line between two.
/// What is decided here: indentation, blanks between tokens, and no `;` where a line ends anyway.
///
/// **Columns are the author's too, if there are any.** Where tokens of adjacent lines stood in one
/// column, with more blanks than needed before at least one of them, they stand in one column after
/// formatting, as far left as the longest line allows. Other wide gaps close.
///
/// Formatting changes no token and no line break that means anything, so it cannot change a
/// program.
package dev.dyn.compiler.format;
