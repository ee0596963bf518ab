/// Documentation of programs and modules, from their `///` comments and their declarations as they
/// are written.
///
/// `DocReader` takes it out of a syntax tree; `DocMarkdown` and `DocHtml` write it down.
package dev.dyn.compiler.doc;
