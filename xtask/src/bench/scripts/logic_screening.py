"""nomenklatura's own way to screen: its blocker's candidates, then logic-v2 at 0.7.

usage: logic_screening.py FOLDER   (as screening_inputs.py left it)
prints one JSON object: how many listed were found first, how many invented raised an
alarm, how often the right one was a candidate, and the CPU time of each step.
"""
import csv, os, pathlib, tempfile, time
from followthemoney import Dataset, StatementEntity
from nomenklatura.blocker import Index
from nomenklatura.matching import get_algorithm
from nomenklatura.resolver import Linker
from nomenklatura.store.memory import MemoryStore

folder = sys.argv[1]
dataset = Dataset.make({"name": "list", "title": "list"})
logic = get_algorithm("logic-v2")
config = logic.default_config()


def table(name):
    return list(csv.DictReader(open(os.path.join(folder, name), encoding="utf-8")))


start = time.process_time()
store = MemoryStore(dataset, Linker({}))
with store.writer() as writer:
    for line in open(os.path.join(folder, "list.ftm.json"), encoding="utf-8"):
        entity = json.loads(line)
        # all as `name`: its blocker and matcher weigh an alias no less
        names = [name for names in entity["properties"].values() for name in names]
        writer.add_entity(StatementEntity.from_data(dataset, entity | {"properties": {"name": names}}))
view = store.default_view()
index = Index(view, pathlib.Path(tempfile.mkdtemp()), options={"memory": 2000})
index.build()
for schema in ("Person", "Organization"):  # loads its tables
    one = next(entity for entity in view.entities() if entity.schema.name == schema)
    logic.compare(one, one, config)
building = time.process_time() - start

start = time.process_time()
asked = [StatementEntity.from_data(dataset, {"id": row["id"], "schema": row["schema"],
         "properties": {"name": [row["name"]]}}) for row in table("asked.csv")]
candidates = {str(id): [str(other) for other, _ in others] for id, others in index.match_entities(asked)}
compared, best = 0, {}
for query in asked:
    best[query.id] = (0.0, None)
    for id in candidates.get(query.id, []):
        score = logic.compare(query, view.get_entity(id), config).score
        compared += 1
        if score > best[query.id][0]:
            best[query.id] = (score, id)
asking = time.process_time() - start

truth = {row["id"]: row["listed"] for row in table("truth.csv")}
listed = [id for id, of in truth.items() if of]
alarms = sum(best[id][0] >= 0.7 for id, of in truth.items() if not of)
tell(
    recall_at_1=ratio(sum(best[id][1] == truth[id] and best[id][0] >= 0.7 for id in listed), len(listed)),
    false_alarm_share=ratio(alarms, len(truth) - len(listed)),
    candidate_recall=ratio(sum(truth[id] in candidates.get(id, []) for id in listed), len(listed)),
    us_a_query=asking / len(asked) * 1e6, building_cpu_seconds=building, pairs_compared=compared,
)
