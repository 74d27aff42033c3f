"""Questions to a graph of dated edges, asked of DuckDB and of snapml.

Prints one JSON object for each question: who, question, answer, cpu_s, and
whether the peer finished. Usage: graphs.py duckdb|snapml|golden EDGES.csv SECONDS_MAX
"""

import json
import sys
import threading
import time

who, path, seconds_max = sys.argv[1], sys.argv[2], float(sys.argv[3])
WINDOW = 30 * 24
HOUR = 3600


def told(question, ask, rows=None):
    started = time.process_time()
    try:
        answer, finished = ask(), True
    except Exception as error:  # an interrupted query is an answer: it did not finish
        answer, finished = str(error).splitlines()[0][:80], False
    cpu = time.process_time() - started
    print(json.dumps({"question": question, "answer": answer, "cpu_s": round(cpu, 4),
                      "finished": finished, "rows": rows}), flush=True)


def duckdb_side():
    import duckdb

    con = duckdb.connect()
    con.execute("set threads = 2; set enable_progress_bar = false")
    con.execute(f"create table e as select * from read_csv('{path}')")

    def ask(sql):
        def run():
            clock = threading.Timer(seconds_max, con.interrupt)
            clock.start()
            try:
                return str(con.execute(sql).fetchone()[0])
            finally:
                clock.cancel()
        return run

    told("chains, recursive", ask(f"""
        with recursive p as (
            select dst, hs, t, qty, 1 as hops from e
            union all
            select b.dst, b.hs, b.t, b.qty, p.hops + 1 from p join e b
              on b.src = p.dst and b.hs = p.hs and b.t > p.t and b.t <= p.t + {WINDOW}
             and b.qty between p.qty * 0.9 and p.qty * 1.0
            where p.hops < 4)
        select count(*) from p where hops = 4"""))
    follows = (lambda a, b: f"{b}.src = {a}.dst and {b}.hs = {a}.hs and {b}.t > {a}.t and {b}.t <= {a}.t + {WINDOW}"
               f" and {b}.qty between {a}.qty * 0.9 and {a}.qty * 1.0")
    told("chains, joins", ask(f"""
        select count(*) from e a join e b on {follows('a', 'b')} join e c on {follows('b', 'c')}
        join e d on {follows('c', 'd')}"""))
    told("window degree and sum", ask(f"""
        select sum(o + i) from (
            select count(*) over w1 as o, count(*) over w2 as i, sum(qty) over w1, sum(qty) over w2 from e
            window w1 as (partition by src order by t range between {WINDOW - 1} preceding and current row),
                   w2 as (partition by dst order by t range between {WINDOW - 1} preceding and current row))"""))
    after = lambda a, b: f"{b}.src = {a}.dst and {b}.t > {a}.t and {b}.t <= {a}.t + {WINDOW}"
    told("paths of three", ask(f"""
        select count(*) from e a join e b on {after('a', 'b')} join e c on {after('b', 'c')}"""))


def snapml_side():
    import duckdb
    import numpy as np

    table = duckdb.sql(f"select edge, src, dst, t, qty from read_csv('{path}') order by edge").fetchnumpy()
    columns = [table["edge"], table["src"], table["dst"], table["t"] * HOUR, table["qty"]]
    edges = np.ascontiguousarray(np.stack([c.astype(float) for c in columns], 1))[:200_000]

    def run(batch, **asked):
        def ask():
            done = processor(2, **asked)
            for start in range(0, len(edges), batch):
                done.transform(edges[start:start + batch])
            return f"{len(edges)} rows in batches of {batch}"
        return ask

    bins = [2, 4, 8, 16]
    days = 30 * 24 * HOUR
    stats = dict(vertex_stats=True, vertex_stats_tw=days, vertex_stats_cols=[4], vertex_stats_feats=[0, 1, 4])
    both = dict(fan=True, fan_tw=days, degree=True, degree_tw=days, fan_bins=bins, degree_bins=bins)
    # one at a time is the only batch in which an edge sees nothing that came after it
    for batch in (1, 4096, len(edges)):
        told(f"fan, degree and sum, batch {batch}", run(batch, **stats), len(edges))
        if batch > 1:
            told(f"fan and degree patterns, batch {batch}", run(batch, **both), len(edges))


def processor(threads, **asked):
    from snapml import GraphFeaturePreprocessor

    made = GraphFeaturePreprocessor()
    settings = {"num_threads": threads, "time_window": 30 * 24 * HOUR, "vertex_stats": False, "fan": False,
                "degree": False, "scatter-gather": False, "temp-cycle": False, "lc-cycle": False}
    made.set_params({**settings, **asked})
    return made


def golden():
    """fan, degree and sum of a few edges, one at a time: what each edge saw when it came."""
    import csv

    import numpy as np

    days = 30 * 24 * HOUR
    made = processor(1, vertex_stats=True, vertex_stats_tw=days, vertex_stats_cols=[4], vertex_stats_feats=[0, 1, 4])
    with open(path) as file:
        for row in csv.DictReader(file):
            edge = [float(row["edge"]), float(row["src"]), float(row["dst"]), float(row["t"]) * HOUR, float(row["qty"])]
            seen = made.transform(np.array([edge]))[0]
            print(",".join(str(int(v)) for v in [*seen[5:8], *seen[14:17]]))


{"duckdb": duckdb_side, "snapml": snapml_side, "golden": golden}[who]()
