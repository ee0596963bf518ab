/// Problems as data, and how they are shown.
///
/// A `Diagnostic` says in the user's words what is wrong, where, why, and how to mend it. Its
/// `Code` is a row of one of the tables by phase (`SyntaxCodes`, `NameCodes`, …), with a page that
/// `dyn explain` shows. Stages collect diagnostics in `Problems` and go on; nothing here prints.
package dev.dyn.compiler.diagnostic;
