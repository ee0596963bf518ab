/// The IR as Truffle nodes: [dev.dyn.truffle.nodes.InterpretedKernel] is a block as a kernel, made
/// by `Translation`, which gives every variable a place in registers and every line a node.
package dev.dyn.truffle.nodes;
