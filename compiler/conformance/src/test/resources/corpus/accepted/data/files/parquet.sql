-- Makes the `.parquet` files here and in `rejected/data/files` (DuckDB 1.4.1, run in the folder `corpus`).
CREATE TABLE kinds AS
  SELECT
    (i - 2)::TINYINT AS i1, (i * 1000 - 3)::SMALLINT AS i2, (2147483647 - i)::INTEGER AS i4, (9007199254740993 * (i - 2))::BIGINT AS i8,
    (250 + i)::UTINYINT AS u1, (65530 + i)::USMALLINT AS u2, (4294967290 + i)::UINTEGER AS u4, (i * i)::UBIGINT AS u8,
    (0.1 * i)::FLOAT AS f4, (0.1 * i)::DOUBLE AS f8, i % 3 = 0 AS truth,
    (i * 0.25 - 0.5)::DECIMAL(4, 2) AS d4, (i * 1000000.0001)::DECIMAL(18, 4) AS d8, (i * 0.3)::DECIMAL(38, 10) AS d16
  FROM range(5) AS t(i);
COPY kinds TO 'accepted/data/files/kinds.parquet' (FORMAT parquet, COMPRESSION snappy);
COPY kinds TO 'accepted/data/files/kinds-v2.parquet' (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2);

-- Few values make a dictionary, and 3,000 rows of groups of 2,048 make two groups; `g` grows, as
-- only numbers that differ do not get a dictionary.
CREATE TABLE waves AS
  SELECT i AS step, (i * 7919) % 1000003 AS g, sin(i / 100.0) AS x, (i % 5)::FLOAT AS few, i % 7 < 3 AS often
  FROM range(3000) AS t(i);
COPY waves TO 'accepted/data/files/waves-plain.parquet' (FORMAT parquet, COMPRESSION uncompressed, ROW_GROUP_SIZE 2048);
COPY waves TO 'accepted/data/files/waves-gzip.parquet' (FORMAT parquet, COMPRESSION gzip, ROW_GROUP_SIZE 2048, PARQUET_VERSION v2);
COPY waves TO 'accepted/data/files/waves-lz4.parquet' (FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE 2048);
COPY waves TO 'accepted/data/files/waves-zstd.parquet' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048, PARQUET_VERSION v2);
COPY (SELECT 'p' || i AS name, {'x': i / 2.0, 'y': i} AS place, i::DOUBLE AS weight FROM range(3) AS t(i))
  TO 'accepted/data/files/places.parquet' (FORMAT parquet);

COPY (SELECT 'p' || i AS name, DATE '2020-01-01' + i::INT AS day, [i, i + 1] AS pair, i AS x FROM range(3) AS t(i))
  TO 'rejected/data/files/texts.parquet' (FORMAT parquet);
COPY (SELECT CASE WHEN i = 1 THEN NULL ELSE i END AS x, i AS y FROM range(3) AS t(i)) TO 'rejected/data/files/gaps.parquet' (FORMAT parquet);
COPY (SELECT i AS x FROM range(3) AS t(i)) TO 'rejected/data/files/brotli.parquet' (FORMAT parquet, COMPRESSION brotli);
COPY (SELECT i AS x FROM range(0) AS t(i)) TO 'rejected/data/files/no-rows.parquet' (FORMAT parquet);
COPY (SELECT (18446744073709551610 + i)::UBIGINT AS x FROM range(3) AS t(i)) TO 'rejected/data/files/unsigned.parquet' (FORMAT parquet);
COPY (SELECT {'x': i / 2.0, 'y': i} AS place, i::DOUBLE AS weight FROM range(3) AS t(i)) TO 'accepted/data/files/weights.parquet' (FORMAT parquet);
-- cut.parquet: the first 300 bytes of places.parquet; broken.parquet: bytes 8 to 27 of weights.parquet are FF; footer.parquet: 27 bytes of the footer of places.parquet are FE, from the fourth on; empty.parquet has none.
