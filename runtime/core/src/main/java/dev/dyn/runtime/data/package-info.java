/// Results in files: `results.json`, `.csv`, `.npz`, `.safetensors`.
///
/// Every file is first written under another name beside its place and then moved there
/// (`Outputs`), so that a reader never meets half a file. The same results give the same bytes;
/// only the timings in `results.json` differ between runs.
package dev.dyn.runtime.data;
