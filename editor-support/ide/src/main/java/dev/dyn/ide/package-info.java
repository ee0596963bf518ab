/// What an editor asks about a program: pure questions over an analysis, without a protocol.
///
/// A [Snapshot] is one version of a file with all that is known of it; each kind of question is a
/// class of its own. Places are spans, so answers can be shown in any way: `dev.dyn.lsp` makes
/// messages of the language server protocol of them.
package dev.dyn.ide;
