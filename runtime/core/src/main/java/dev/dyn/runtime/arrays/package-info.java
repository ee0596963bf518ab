/// Functions of whole arrays, on tensors: what the rows of the language's array functions call, and
/// what programs without the compiler find by name in [dev.dyn.runtime.arrays.ArrayTable].
package dev.dyn.runtime.arrays;
