/// Functions as rows of data; see [dev.dyn.compiler.op.ScalarFn] for what follows from a row.
package dev.dyn.compiler.op;
