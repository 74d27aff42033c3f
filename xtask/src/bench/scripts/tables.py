"""The tables that dedupe is asked about, alike for every engine.

usage: tables.py febrl|figures OUT.parquet FILE ...
Columns as in the source, trimmed, empty cells as null, without those that tell
the answer (rec_id, unique_id); `cluster` is the truth. Two FEBRL files go into
one table, one below the other. prints one JSON object: rows and columns.
"""
import pandas

kind, out, files = sys.argv[1], sys.argv[2], sys.argv[3:]
if kind == "febrl":
    table = pandas.concat([pandas.read_csv(file, dtype=str, skipinitialspace=True) for file in files])
    table.columns = table.columns.str.strip()
    table.insert(0, "cluster", table.pop("rec_id").str.extract(r"^([^-]+-[^-]+)", expand=False))
else:
    table = pandas.concat(map(pandas.read_parquet, files)).drop(columns="unique_id")
table = table.apply(lambda column: column.str.strip()).replace("", None).reset_index(drop=True)
table.to_parquet(out, compression="zstd")
tell(rows=len(table), columns=list(table.columns))
