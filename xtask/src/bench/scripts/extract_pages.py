"""Pages whose account is known: real ones with the answers of others, and ours.

usage: extract_pages.py NEWSPAPER4K.tar.gz TEXTS.txt FOLDER
writes FOLDER/page/SET-NAME.html and FOLDER/gold/SET-NAME.txt, and prints one JSON
object: how many of each set. Sets:

- `real`: pages of news sites in ten languages from the tests of newspaper4k (MIT),
  with the texts that its makers expect of them;
- ours, a layout each, around texts of TEXTS.txt (one path a line; headline, then
  paragraphs): `semantic` (article, header, aside), `divs` (nothing but div),
  `breaks` (one cell of a table, lines broken), `inline` (offers and related links
  among the paragraphs), `comments` (a thread longer than the account), `figures`
  (pictures with captions and credits), `brief` (three paragraphs in much furniture).
"""
import html, pathlib, random, tarfile

archive, texts, folder = sys.argv[1:4]
pages, gold = pathlib.Path(folder, "page"), pathlib.Path(folder, "gold")
for place in (pages, gold):
    place.mkdir(parents=True, exist_ok=True)
counts = {}


def keep(which, name, page, account):
    (pages / f"{which}-{name}.html").write_bytes(page)
    (gold / f"{which}-{name}.txt").write_text(account, encoding="utf-8")
    counts[which] = counts.get(which, 0) + 1


with tarfile.open(archive) as tar:
    files = {member.name.split("/", 1)[1]: member for member in tar.getmembers() if "/" in member.name}
    for name, member in sorted(files.items()):
        account = name.replace("/html/", "/txt/").replace(".html", ".txt")
        if name.startswith("tests/data/html/") and account in files:
            text = tar.extractfile(files[account]).read().decode()
            if len(text.strip()) >= 300:
                keep("real", pathlib.Path(name).stem.replace(".", "_"), tar.extractfile(member).read(), text)

SECTIONS = "World,Politics,Business,Technology,Science,Health,Sport,Culture,Travel,Opinion,Weather,Video".split(",")
TEASERS = ["Ferry line adds a winter route", "Museum opens its new wing", "Bakers call for shorter nights",
           "Council votes on the tram", "A village and its only bridge", "What the harvest says of spring"]
REPLIES = ["I have seen this coming for years and nobody listened.", "Thank you for the article, very clear.",
           "This is not what I remember at all, the paper wrote another thing in May.", "Who pays for it in the end?"]


def nav(dice):
    links = "".join(f'<li><a href="/{s.lower()}">{s}</a></li>' for s in dice.sample(SECTIONS, 10))
    return f'<div class="top"><a href="/">The Example Post</a><ul class="menu">{links}</ul><a href="/login">Sign in</a></div>'


def foot(dice):
    cards = "".join(f'<div class="card"><h4><a href="/n/{n}">{t}</a></h4><p>{t}, and what comes after it.</p></div>'
                    for n, t in enumerate(dice.sample(TEASERS, 4)))
    return (f'<div class="more"><h3>Most read</h3>{cards}</div><div class="foot"><p>Copyright The Example Post. '
            'All rights reserved.</p><ul><li><a href="/terms">Terms of use</a></li><li><a href="/privacy">Privacy policy'
            "</a></li></ul></div>")


def page(title, body):
    return (f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title} - The Example Post</title>'
            f'<meta property="og:title" content="{title}"></head><body>{body}</body></html>').encode()


def paragraphs(lines):
    return [f"<p>{line}</p>" for line in lines]


def semantic(title, lines, dice):
    return (f"<header>{nav(dice)}</header><main><article><h1>{title}</h1>{''.join(paragraphs(lines))}</article>"
            f"<aside><h2>Newsletter</h2><p>Sign up for our morning newsletter.</p></aside></main><footer>{foot(dice)}</footer>")


def divs(title, lines, dice):
    body = "".join(f"<div>{line}</div>" for line in lines)
    return f'{nav(dice)}<div class="w"><div class="t">{title}</div><div class="c">{body}</div></div>{foot(dice)}'


def breaks(title, lines, dice):
    body = "<br><br>".join(lines)
    return (f'<table><tr><td colspan="2">{nav(dice)}</td></tr><tr><td width="150">{foot(dice)}</td>'
            f'<td><font size="5"><b>{title}</b></font><br><br>{body}</td></tr></table>')


def inline(title, lines, dice):
    body = paragraphs(lines)
    for at in range(len(body) - 1, 1, -4):
        body.insert(at, dice.choice([
            f'<div class="promo"><p>Read more: <a href="/x">{dice.choice(TEASERS)}</a></p></div>',
            '<p class="ad">Advertisement</p>',
            '<div class="signup"><p>Get the best of the Post in your inbox.</p><button>Subscribe</button></div>',
            f'<ul class="rel"><li><a href="/a">{TEASERS[0]}</a></li><li><a href="/b">{TEASERS[1]}</a></li></ul>']))
    return f'{nav(dice)}<div id="story"><h1>{title}</h1>{"".join(body)}</div>{foot(dice)}'


def comments(title, lines, dice):
    thread = "".join(f'<li class="comment"><b>reader{n}</b> <time>2 hours ago</time><p>{dice.choice(REPLIES)} '
                     f'{dice.choice(REPLIES)}</p><a href="#r">Reply</a></li>' for n in range(40))
    return (f'{nav(dice)}<div class="post"><h1>{title}</h1><div class="entry">{"".join(paragraphs(lines))}</div></div>'
            f'<section id="comments"><h3>40 comments</h3><ol>{thread}</ol></section>{foot(dice)}')


def figures(title, lines, dice):
    body = paragraphs(lines)
    for at in range(len(body) - 1, 0, -5):
        body.insert(at, '<figure><img src="/i.jpg" alt="A street in the rain"><figcaption>A street in the rain on '
                        f'{dice.choice(["Monday", "Friday"])}. Photograph: A. Person/Example Pictures</figcaption></figure>')
    return (f'{nav(dice)}<article class="long"><h1>{title}</h1><div class="byline">By A. Reporter</div>{"".join(body)}'
            f"</article>{foot(dice)}")


def brief(title, lines, dice):
    return f"{nav(dice)}{foot(dice)}<div><h1>{title}</h1>{''.join(paragraphs(lines))}</div>{foot(dice)}{foot(dice)}"


LAYOUTS = [semantic, divs, breaks, inline, comments, figures, brief]
sources = open(texts, encoding="utf-8").read().split("\n")[:-1]
for number, source in enumerate(sources):
    layout = LAYOUTS[number % len(LAYOUTS)]
    title, *lines = [line.strip() for line in open(source, encoding="utf-8") if line.strip()]
    if layout is brief:
        lines = lines[:3]
    dice = random.Random(number)
    made = layout(html.escape(title), [html.escape(line, quote=False) for line in lines], dice)
    keep(layout.__name__, f"{number:04}", page(html.escape(title), made), title + "\n" + "\n".join(lines))
tell(pages=counts)
