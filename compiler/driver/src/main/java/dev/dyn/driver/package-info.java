/// From a source text to results: the stages in order, behind one small interface.
///
/// `Toolchain` is all that the command line (and later the editor) knows of the compiler. Problems
/// and results are values; nothing here prints or ends the process.
package dev.dyn.driver;
