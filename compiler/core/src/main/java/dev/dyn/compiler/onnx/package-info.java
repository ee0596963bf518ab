/// Networks as graphs of the Open Neural Network Exchange: tensor IR to `OnnxGraph`.
/// [dev.dyn.compiler.onnx.OnnxExport] is the entry.
package dev.dyn.compiler.onnx;
