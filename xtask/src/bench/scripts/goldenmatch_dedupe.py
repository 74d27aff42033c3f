"""GoldenMatch, told nothing, on a table whose `cluster` column is kept from it.

usage: goldenmatch_dedupe.py TABLE.parquet
prints one JSON object: clustered figures, or `refused` with its own words where
it will not go on without being told more, and what it had cost in CPU and memory.
"""
import contextlib, os, tempfile

table = os.path.abspath(sys.argv[1])
os.chdir(tempfile.mkdtemp())  # it may leave files where it is called
import goldenmatch, pandas
import pyarrow.parquet

truth = pandas.read_parquet(table).cluster
rows = pyarrow.parquet.read_table(table)
rows = rows.drop_columns([c for c in ("cluster", "rec_id") if c in rows.column_names])
try:
    with contextlib.redirect_stdout(sys.stderr):
        made = goldenmatch.dedupe_df(rows)
except Exception as refusal:
    tell(refused=f"{type(refusal).__name__}: {refusal}"[:600], cpu_seconds=cpu_seconds(), peak_mib=peak_mib())
    sys.exit()
spent = dict(cpu_seconds=cpu_seconds(), peak_mib=peak_mib())
found = pandas.Series(range(len(truth)))
for cluster in made.clusters.values():
    members = [int(member) for member in cluster["members"]]
    found[members] = -1 - members[0]
tell(**clustered(found, truth), pairs_scored=len(made.scored_pairs), **spent)
