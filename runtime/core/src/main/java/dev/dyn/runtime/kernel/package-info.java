/// Numeric kernels on plain arrays: sums, extremes, matrix products, factorizations.
///
/// Every kernel has one stated meaning, a formula with a fixed order of operations, and gives the
/// bits of that formula on any vector width and any number of threads. Arrays are passed with an
/// offset (`x, xo`: the first element is `x[xo]`) and, where they are matrices, with strides.
/// Kernels check nothing but array bounds: shapes are the compiler's business. Once warm they
/// allocate nothing, buffers belonging to threads, unless their documentation says otherwise.
package dev.dyn.runtime.kernel;
