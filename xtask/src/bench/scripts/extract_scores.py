"""How much of each page's account is taken out, and how much besides.

usage: extract_scores.py FOLDER SIDE...
FOLDER holds page/NAME.html and gold/NAME.txt, and SIDE/NAME.txt of each side; the
side `trafilatura` is made here. Prints one JSON object: for each side and set of
pages the mean precision, recall and F1 of runs of four words (as Zyte's benchmark of
article extraction counts) and the mean F1 of single words. In languages that do not
part their words, a letter is a word. Of pages of ours the headline counts for
nobody: the gold's first line is left out wherever a side prints it as a line.
"""
import collections, pathlib, re
import trafilatura

folder = pathlib.Path(sys.argv[1])
names = sorted(path.stem for path in (folder / "page").glob("*.html"))


def words(text):
    found = re.findall(r"\w+", text.lower())
    return [letter for letter in text if letter.strip()] if len(found) * 12 < len(text) else found


def runs(found, length):
    return collections.Counter(tuple(found[at:at + length]) for at in range(max(1, len(found) - length + 1)))


def score(gold, told, length):
    gold, told = runs(gold, length), runs(told, length)
    return figures(sum((gold & told).values()), sum(told.values()), sum(gold.values()))


def mean(of):
    return round(sum(of) / len(of), 4)


def squeezed(line):
    return " ".join(line.split())


told = {}
for side in sys.argv[2:]:
    by_set = {}
    for name in names:
        if side == "trafilatura":
            text = trafilatura.extract((folder / "page" / f"{name}.html").read_bytes()) or ""
        else:
            text = (folder / side / f"{name}.txt").read_text(encoding="utf-8")
        gold = (folder / "gold" / f"{name}.txt").read_text(encoding="utf-8")
        which = name.split("-")[0]
        if which != "real":
            title, gold = gold.split("\n", 1)
            text = "\n".join(line for line in text.split("\n") if squeezed(line).lstrip("# ") != squeezed(title))
        # a language's words are cut alike for both
        cut = words if len(re.findall(r"\w+", gold)) * 12 >= len(gold) else (lambda text: [c for c in text if c.strip()])
        four, one = score(cut(gold), cut(text), 4), score(cut(gold), cut(text), 1)
        for of in {which, "real" if which == "real" else "ours"}:
            by_set.setdefault(of, []).append((four, one["f1"]))
    told[side] = {
        which: {"pages": len(of), "f1": mean([four["f1"] for four, _ in of]),
                "precision": mean([four["precision"] for four, _ in of]),
                "recall": mean([four["recall"] for four, _ in of]), "f1_of_words": mean([one for _, one in of])}
        for which, of in sorted(by_set.items())
    }
tell(sides=told)
