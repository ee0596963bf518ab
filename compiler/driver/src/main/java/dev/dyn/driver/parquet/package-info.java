/// Tables in Parquet files (Apache Parquet format 2.12), read with the decoders of Parquet's own
/// Java library. What of it needs Hadoop is not used: finding the pages and unpacking them is here.
///
/// Data are constants of a program once it is checked, so a standalone program needs none of this.
package dev.dyn.driver.parquet;
