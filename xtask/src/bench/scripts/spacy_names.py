"""spaCy's names in many texts, and whether ours are the same.

usage: spacy_names.py MODEL FILES.txt OURS.jsonl

MODEL is the module of the model. Prints one JSON object. Processor time is of the
reading alone, after the texts and the model are loaded and warmed up: `ner` is its
tokenizer and its `ner` without the parts of the pipeline that names do not need,
`whole` the pipeline as it loads. Texts go through `nlp.pipe`, its fast way, few at a
time, which is faster than its own size of batches. Compared is every token: the same
letters, and the same place in a name of the same kind.
"""
import importlib

BATCH = 4  # of 1, 4, 16 and 84 texts of this length the fastest, by a quarter
model, files, ours = sys.argv[1:4]
nlp = importlib.import_module(model).load()
paths = open(files, encoding="utf-8").read().split("\n")[:-1]
texts = [open(path, encoding="utf-8", newline="").read() for path in paths]


def timed(texts):
    start = time.process_time()
    read = list(nlp.pipe(texts, batch_size=BATCH))
    return read, time.process_time() - start


def byte_of(text):
    """Byte to character, for our spans are bytes."""
    found, at = {}, 0
    for number, letter in enumerate(text):
        found[at] = number
        at += len(letter.encode())
    found[at] = len(text)
    return found


def placed(entities):
    """Every character of a name: its kind, and where the name begins and ends."""
    return {at: (kind, start, end) for start, end, kind in entities for at in range(start, end)}


list(nlp.pipe(texts[:3]))
whole, whole_s = timed(texts)
with nlp.select_pipes(enable=["ner"]):
    ner, ner_s = timed(texts)

ours = [json.loads(line) for line in open(ours, encoding="utf-8")]
assert [one["path"] for one in ours] == paths, "another list of texts"
tokens, tokens_cut_alike = sum(map(len, whole)), 0
beside = {}
for side, read in (("ner", ner), ("whole", whole)):
    alike = entities = shared = 0
    for mine, theirs, text in zip(ours, read, texts):
        at = byte_of(text)
        cut = {(at[start], at[end]) for start, end, *_ in mine["tokens"]}
        found = {(at[start], at[end], kind) for start, end, kind in mine["entities"]}
        right = {(entity.start_char, entity.end_char, entity.label_) for entity in theirs.ents}
        here, there = placed(found), placed(right)
        both = [token for token in theirs if (token.idx, token.idx + len(token)) in cut]
        alike += sum(here.get(token.idx) == there.get(token.idx) for token in both)
        tokens_cut_alike += len(both) if side == "ner" else 0
        entities, shared = entities + len(right), shared + len(found & right)
    beside[side] = {"entities": entities, "entities_also_ours": shared, "tokens_alike": ratio(alike, tokens)}
tell(
    texts=len(texts), tokens=tokens, our_tokens=sum(len(one["tokens"]) for one in ours),
    tokens_cut_alike=tokens_cut_alike, our_entities=sum(len(one["entities"]) for one in ours),
    beside=beside, ner_cpu_seconds=ner_s, whole_cpu_seconds=whole_s,
)
