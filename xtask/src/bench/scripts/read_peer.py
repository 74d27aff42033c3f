"""Pages to names and sentences as a user would without us: trafilatura takes the
text out, spaCy's small English model reads it. One thread.

usage: read_peer.py MODEL FOLDER
prints one JSON object: processor seconds of taking out, of names alone (tokenizer
and `ner`) and of the whole pipeline, after everything is loaded and warmed up.
"""
import importlib, pathlib
import trafilatura

BATCH = 4  # of 1, 4, 16 and 84 texts of this length the fastest for spaCy
nlp = importlib.import_module(sys.argv[1]).load()
paths = sorted(pathlib.Path(sys.argv[2]).glob("*.html"))


def timed(work):
    start = time.process_time()
    done = work()
    return done, time.process_time() - start


def take():
    return [trafilatura.extract(path.read_text(encoding="utf-8")) for path in paths]


trafilatura.extract(paths[0].read_text(encoding="utf-8"))
list(nlp.pipe(["Ada Lund opened the gate in Riga on Monday."]))
texts, take_s = timed(take)
texts = [text for text in texts if text]
whole, whole_s = timed(lambda: [(len(doc), len(doc.ents), sum(1 for _ in doc.sents)) for doc in nlp.pipe(texts, batch_size=BATCH)])
with nlp.select_pipes(enable=["ner"]):
    _, names_s = timed(lambda: [len(doc.ents) for doc in nlp.pipe(texts, batch_size=BATCH)])
tokens, names, sentences = map(sum, zip(*whole))
tell(
    documents=len(texts), text_bytes=sum(len(text.encode()) for text in texts), tokens=tokens, names=names,
    sentences=sentences, take_cpu_seconds=take_s, names_cpu_seconds=names_s, whole_cpu_seconds=whole_s,
)
