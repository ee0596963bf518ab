/// Source texts and places in them. A place is a `Span`: a source and two offsets; lines and
/// columns are computed when somebody asks for them.
package dev.dyn.compiler.source;
