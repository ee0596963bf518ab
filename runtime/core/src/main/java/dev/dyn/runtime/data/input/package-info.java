/// Data for programs: files become tensors.
///
/// `DataReader` is the entrance. What is wrong with a file is a [DataFailure], which names the
/// place in the file; nothing is guessed and nothing is skipped silently.
package dev.dyn.runtime.data.input;
