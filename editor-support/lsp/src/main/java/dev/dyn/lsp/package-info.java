/// The language server: it keeps the texts that editors have open, analyses them beside the thread
/// that reads messages, and translates what `dev.dyn.ide` answers into the protocol. It knows
/// nothing about Dyn itself.
package dev.dyn.lsp;
