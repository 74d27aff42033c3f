"""An invented register of people, some of them entered again with errors.

usage: synthetic.py ROWS SEED OUT.parquet
Names with the frequencies of the US census (PyPI `names`); 30 % of the rows are
further entries of another row's person: typing errors, people who moved or
married, names turned round or cut to an initial, cells left empty. The same ROWS
and SEED give the same table: rec_id, cluster, first_name, surname, dob, city,
postcode, email, phone. prints one JSON object: rows and people.
"""
import os
import names, numpy, pandas

ERRORS = {"first_name": .22, "surname": .22, "dob": .12, "city": .12, "postcode": .15, "email": .20, "phone": .20}
EMPTY = {"first_name": .02, "surname": .01, "dob": .06, "city": .08, "postcode": .08, "email": .35, "phone": .35}
MOVED, MARRIED, TURNED, INITIAL = .15, .04, .03, .04

rows, seed, out = int(float(sys.argv[1])), int(sys.argv[2]), sys.argv[3]
random = numpy.random.default_rng(seed)


def texts(values):
    return numpy.array(list(values), dtype=object)


def frequencies(*files):
    """Names of a census file and how frequent each is."""
    folder = os.path.dirname(names.__file__)
    lines = [line.split() for file in files for line in open(os.path.join(folder, file))]
    weights = numpy.array([float(line[1]) + 1e-4 for line in lines])
    return texts(line[0].lower() for line in lines), weights / weights.sum()


def drawn(values, weights, n):
    return values[random.choice(len(values), n, p=weights)]


def typo(text):
    """Another character, one too few, one too many, or two turned round."""
    if not text or len(text) < 2:
        return text
    at, kind = int(random.integers(0, len(text))), int(random.integers(0, 4))
    new = chr(48 + int(random.integers(0, 10))) if text[at].isdigit() else chr(97 + int(random.integers(0, 26)))
    before, here, after = text[:at], text[at], text[at + 1:]
    return [before + new + after, before + after, before + new + here + after,
            before + after[:1] + here + after[1:]][kind]


given, given_weights = frequencies("dist.female.first", "dist.male.first")
family, family_weights = frequencies("dist.all.last")
people = int(rows * 0.7)
first_name, surname = drawn(given, given_weights, people), drawn(family, family_weights, people)
born = (numpy.datetime64("1936-01-01") + random.integers(0, 365 * 70, people)).astype(str).astype(object)
endings = ("ville", "ton", "ham", "burg", "field")
cities = texts(sorted({name[:4].capitalize() + ending for name in family[:400] for ending in endings}))
city_weights = 1 / numpy.arange(1, len(cities) + 1) ** 0.9
city = random.choice(len(cities), people, p=city_weights / city_weights.sum())
postcode = texts(f"{code:06d}" for code in city * 40 + random.integers(0, 40, people))
hosts = random.integers(0, 9, people)
email = texts(f"{a}.{b}{c[2:4]}@mail{d}.example" for a, b, c, d in zip(first_name, surname, born, hosts))
phone = texts(f"{number:010d}" for number in random.integers(10**9, 10**10, people))
person = {"first_name": first_name, "surname": surname, "dob": born, "city": cities[city],
          "postcode": postcode, "email": email, "phone": phone}

# half of the further entries are of people drawn once more, so that some have several
entries = rows - people
source = random.choice(people, entries // 2, replace=True)
source = numpy.concatenate([source, random.choice(source, entries - len(source))])
again = {column: values[source].copy() for column, values in person.items()}
moved, other = random.random(entries) < MOVED, random.integers(0, people, entries)
for column in ("city", "postcode"):
    again[column] = numpy.where(moved, person[column][other], again[column])
again["surname"] = numpy.where(random.random(entries) < MARRIED, surname[other], again["surname"])
turned, one, two = random.random(entries) < TURNED, again["first_name"], again["surname"]
again["first_name"], again["surname"] = numpy.where(turned, two, one), numpy.where(turned, one, two)
initials = texts(name[:1] for name in again["first_name"])
again["first_name"] = numpy.where(random.random(entries) < INITIAL, initials, again["first_name"])
for column, share in ERRORS.items():
    for at in numpy.nonzero(random.random(entries) < share)[0]:
        again[column][at] = typo(again[column][at])

table = pandas.DataFrame({column: numpy.concatenate([person[column], again[column]]) for column in person})
for column, share in EMPTY.items():
    table.loc[random.random(rows) < share, column] = None
table.insert(0, "cluster", numpy.concatenate([numpy.arange(people), source]).astype(numpy.int64))
table = table.iloc[random.permutation(rows)].reset_index(drop=True)
table.insert(0, "rec_id", numpy.arange(rows, dtype=numpy.int64))
table.to_parquet(out, compression="zstd")
tell(rows=len(table), people=int(table.cluster.nunique()))
