"""A list and names to ask it about, alike for both sides.

usage: screening_inputs.py SDN.csv ALT.csv NEGATIVES.csv.zst FOLDER SETS ROWS
writes list.ftm.json (entities of FollowTheMoney: names and aliases, nothing else),
asked.csv with truth.csv (id, listed id or nothing): set 11 of 500 listed persons
and organisations with errors and 500 invented people; more.csv: asked.csv and SETS further
sets of other seeds; invented.csv: ROWS names, given and family names of the
invented people joined anew. prints one JSON object: how many of what.
"""
import csv, os, random
import pyarrow

KINDS = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
sdn, alt, negatives, folder = sys.argv[1:5]
sets, rows = int(sys.argv[5]), int(float(sys.argv[6]))


def rows_of(file):
    return csv.reader(open(file, encoding="utf-8", errors="replace"))


def listed():
    found = {}
    for row in rows_of(sdn):
        if len(row) >= 4:
            schema = KINDS.get(row[2].strip().strip('"').lower(), "Organization")
            found[row[0]] = {"id": "ofac-" + row[0], "schema": schema, "names": [row[1]]}
    for row in rows_of(alt):
        if row and row[0] in found and len(row) > 3:
            found[row[0]]["names"].append(row[3])
    return list(found.values())


def typo(text, dice):
    at, kind, new = dice.randrange(len(text)), dice.randrange(4), chr(97 + dice.randrange(26))
    before, here, after = text[:at], text[at], text[at + 1:]
    return [before + new + after, before + after, before + new + here + after,
            before + after[:1] + here + after[1:]][kind]


def miswritten(entity, dice):
    """One of its names in natural order, a word of many lost, two turned round, up to two typing errors."""
    name = dice.choice(entity["names"])
    if entity["schema"] == "Person" and "," in name:
        family, given = name.split(",", 1)
        name = f"{given.strip()} {family.strip()}"
    words = name.lower().split()
    if len(words) > 2 and dice.random() < .3:
        words.pop(dice.randrange(len(words)))
    if len(words) > 1 and dice.random() < .2:
        at = dice.randrange(len(words) - 1)
        words[at], words[at + 1] = words[at + 1], words[at]
    name = " ".join(words)
    for _ in range(dice.choice([0, 1, 1, 2])):
        name = typo(name, dice)
    return name


def questions(seed):
    """(name, schema, listed id or nothing): 500 of the list, 500 invented."""
    dice = random.Random(seed)
    pool = [e for e in entities if e["schema"] in ("Person", "Organization")]
    asked = [(miswritten(e, dice), e["schema"], e["id"]) for e in dice.sample(pool, 500)]
    return asked + [(row["full_name"], "Person", "") for row in dice.sample(invented, 500)]


def write(name, header, lines):
    with open(os.path.join(folder, name), "w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([header, *lines])


os.makedirs(folder, exist_ok=True)
entities = listed()
with pyarrow.input_stream(negatives, compression="zstd") as text:
    invented = list(csv.DictReader(text.read().decode().splitlines()))
with open(os.path.join(folder, "list.ftm.json"), "w", encoding="utf-8") as out:
    for e in entities:
        first, *others = e["names"]
        properties = {"name": [first]} | ({"alias": others} if others else {})
        out.write(json.dumps({"id": e["id"], "schema": e["schema"], "properties": properties}) + "\n")
first = questions(11)
further = [asked for seed in range(12, 12 + sets) for asked in questions(seed)]
header = ("id", "name", "schema")
write("asked.csv", header, [(f"q{at}", *asked[:2]) for at, asked in enumerate(first)])
write("truth.csv", ("id", "listed"), [(f"q{at}", asked[2]) for at, asked in enumerate(first)])
write("more.csv", header, [(f"q{at}", *asked[:2]) for at, asked in enumerate(first + further)])
dice = random.Random(11)
given, family = ([row[part] for row in invented if row[part]] for part in ("first_name", "last_name"))
write("invented.csv", header, [(f"n{at}", f"{dice.choice(given)} {dice.choice(family)}", "Person") for at in range(rows)])
tell(entities=len(entities), names=sum(len(e["names"]) for e in entities), asked=len(first),
     further=len(further), invented=rows)
