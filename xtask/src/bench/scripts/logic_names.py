"""nomenklatura's logic-v2 on the pairs that `fyke eval names --scored` wrote.

usage: logic_names.py PAIRS.csv
prints one JSON object: figures at its cut-off of 0.7, in all and by schema, and
microseconds a pair: from text, entities built and analysed, and again with the
entities built before (its own cache then holds the latest names analysed).
"""
import csv, time
from followthemoney import ValueEntity, model
from nomenklatura.matching import get_algorithm

logic = get_algorithm("logic-v2")
config = logic.default_config()


def entity(id, schema, name):
    made = ValueEntity(model.get(schema), {"id": id})
    made.add("name", name)
    return made


def scores(pairs):
    return [logic.compare(one, two, config).score for one, two in pairs]


def at_cut_off(rows, told):
    hits = [score >= 0.7 for score in told]
    same = [row["is_match"] == "true" for row in rows]
    return figures(sum(h and s for h, s in zip(hits, same)), sum(hits), sum(same))


rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8")))
for schema in ("Person", "Company"):  # loads its tables
    scores([(entity("w1", schema, "Warming Up Ltd"), entity("w2", schema, "Worming Up Ltd"))])
start = time.process_time()
# every entity has an id of its own: logic-v2 remembers names by the id of their bearer
built = [
    (entity(f"a{i}", r["schema"], r["name1"]), entity(f"b{i}", r["schema"], r["name2"])) for i, r in enumerate(rows)
]
told = scores(built)
first = time.process_time() - start
start = time.process_time()
scores(built)
again = time.process_time() - start
schemas = {}
for row, score in zip(rows, told):
    of = schemas.setdefault(row["schema"], ([], []))
    of[0].append(row), of[1].append(score)
tell(
    **at_cut_off(rows, told), n=len(rows), us_a_pair_from_text=first / len(rows) * 1e6,
    us_a_pair_built_before=again / len(rows) * 1e6,
    schema={name: at_cut_off(*of) | {"n": len(of[0])} for name, of in sorted(schemas.items())},
)
