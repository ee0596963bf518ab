/// The command `dyn`: what users type and what they see. One class a command; `Main` is the entry.
///
/// Results go to standard output; problems, progress and whatever is not a result to standard
/// error. Everything the commands need of the compiler is behind `dev.dyn.driver.Toolchain`.
package dev.dyn.cli;
