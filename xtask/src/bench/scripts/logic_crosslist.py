"""nomenklatura's logic-v2 on the candidate pairs that `fyke eval resolve --candidates` wrote.

usage: logic_crosslist.py CANDIDATES.csv RECORDS.csv ...
Scores, at its cut-off of 0.7, every pair of which the truth says true or false,
each record an entity with names, aliases, countries, addresses and birth date.
prints one JSON object: true and false pairs found, by schema, and the CPU time.
"""
import csv, datetime, re, time
from collections import Counter
from followthemoney import ValueEntity, model
from nomenklatura.matching import get_algorithm

SCHEMA = {"Aircraft": "Airplane"}
logic = get_algorithm("logic-v2")
config = logic.default_config()


def parts(cell, mark=";"):
    return [part.strip() for part in cell.split(mark) if part.strip()]


def day(text):
    """An ISO date, or its year where the rest is in no form we know."""
    for form in ("%Y-%m-%d", "%d %b %Y", "%d.%m.%Y", "%d/%m/%Y"):
        try:
            return datetime.datetime.strptime(text, form).strftime("%Y-%m-%d")
        except ValueError:
            pass
    year = re.search(r"\b(1[89]|20)\d\d\b", text)
    return year and year.group()


def entity(row):
    made = ValueEntity(model.get(SCHEMA.get(row["schema"], row["schema"])), {"id": row["source"] + row["id"]})
    made.add("name", parts(row["name"], "\n"))
    made.add("alias", parts(row["aliases"]))
    made.add("country", parts(row["country"]))  # its own cleaning reads `ru`, `Russia` and `Russian`
    made.add("address", parts(row["address"]))
    if made.schema.is_a("Person"):
        made.add("birthDate", [born for born in map(day, parts(row["birth_date"])) if born])
    return made


records = {}
for file in sys.argv[2:]:
    for row in csv.DictReader(open(file, encoding="utf-8")):
        records[row["source"], row["id"]] = row
rows = [r for r in csv.DictReader(open(sys.argv[1], encoding="utf-8")) if r["says"] in ("true", "false")]
start = time.process_time()
sides = [[(r[f"{side}_source"], r[f"{side}_id"]) for side in ("left", "right")] for r in rows]
entities = {key: entity(records[key]) for pair in sides for key in pair}
building = time.process_time() - start
for schema in ("Person", "Organization", "Vessel"):  # loads its tables
    one = next(entity(row) for row in records.values() if row["schema"] == schema)
    logic.compare(one, one, config)
start = time.process_time()
told = [logic.compare(entities[one], entities[two], config).score for one, two in sides]
comparing = time.process_time() - start
found, pairs, ours = Counter(), Counter(), Counter()
for row, (one, _), score in zip(rows, sides, told):
    of = records[one]["schema"] if row["says"] == "true" else "false"
    pairs[of] += 1
    found[of] += score >= 0.7
    ours[of] += float(row["probability"]) >= 0.5
tell(
    pairs=len(rows), candidates=dict(sorted(pairs.items())), found=dict(sorted(found.items())),
    ours_pair_by_pair=dict(sorted(ours.items())), building_cpu_seconds=building, comparing_cpu_seconds=comparing,
    us_a_pair=ratio(comparing, len(rows)) * 1e6,
)
