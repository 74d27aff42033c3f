# texts that were read, what they say, and where they do not agree
menu-texts = texts
texts-title = texts
texts-means = texts that were read in bulk: who said what in which words, and who says otherwise. a machine read them; what is true is for people
texts-sayings = the same words in several texts
texts-disagreements = where texts do not agree
texts-stories = stories told by several
texts-each = each text
texts-none = no text was read into this case yet. on the command line: fyke read CASE PATH
texts-none-here = no text like that; take a filter away
texts-filter = choose texts
texts-q = words in the text
texts-outlet = outlet
texts-language = language
texts-all = all
texts-naming = texts that name what may be
texts-no-outlet = outlet unknown
texts-no-day = day unknown
texts-refused = could not be read
texts-more = { $n } more
texts-see-place = see it in the text
texts-story = the story
texts-by-day = texts by day
texts-witness-means = an origin is all texts that hang together by copying or a shared hand: however many outlets print them, they count as one witness
texts-no-disagreements = no disagreement was seen; that proves no agreement
texts-no-sayings = nothing stands in several texts in the same words
texts-disagreements-mean = both sides as they stand, of one weight. a machine saw that they differ; which is true is for people
texts-reconcilable = both could be true:
texts-not-reconcilable = nothing was seen that would make both true
texts-sayings-mean = one utterance as several texts print it, with what changed from one to the other
texts-of-one = only of one text
texts-by = said by
texts-nobody = speaker not named
texts-saying = the same words
texts-wordings = wordings
texts-wordings-mean = struck out: words that most have and this one has not; underlined: words that this one has instead
texts-canonical = how most have it
texts-same-words = the same words
texts-account = the text
texts-left-out = left out of the reading
texts-quote = quotation
texts-fact = supplier fact
texts-credit = credit
texts-finding = finding in the text
texts-disagreement = disagreement
texts-name = name
texts-not-compared = texts came in that this one was not compared with yet
texts-findings = what a reader should know of the text
texts-findings-mean = removed or shown, never obeyed
texts-entities = whom its names may mean
texts-entities-mean = a name alone is nobody: the figure says how likely the names are one name, not who among namesakes is meant
texts-probability = the same name: { $p }
texts-unsettled = who is who is not settled
texts-as-written = as written:
texts-facts = supplier facts
texts-lead-only = a lead for a person, not a finding
texts-supply-who = who
texts-supply-does = does
texts-supply-goods = goods
texts-supply-object = whom or what
texts-supply-weapon = weapon
texts-supply-place = plant or place
texts-supply-when = when
texts-negated = denied
texts-hedged = suspected or possible
texts-former = said to be over
texts-quotes = who said what
texts-otherwise = where others say otherwise
texts-also = what others say in the same words
texts-witness = who counts as one witness with it
texts-alone = it stands alone: no other text is held to share its origin
texts-shared-third = they hang together through a third text
texts-earliest = the earliest date: a hint, no proof
texts-credits = whom it names as its source
texts-names = names in the text
texts-may-mean = may mean
texts-capture = how it came in and what read it
texts-file = file
texts-hash = SHA-256
texts-url = address
texts-fetched = fetched
texts-media = media type
texts-tool = archived with
texts-read-at = read
texts-read-by = read by
texts-nothing-read = nothing read it
texts-rules = rules and models
texts-byline = by, as it says
texts-naming-it = texts that name it
texts-dropped-structure = menus and margins, by the structure of the page
texts-dropped-repeated = it stands on several pages of the host
texts-dropped-cue = words of a promotion, a caption or a credit
texts-dropped-doubled = it stands twice in the text
texts-dropped-hidden = readers of the page do not see it
texts-finding-hidden-text = hidden text
texts-finding-bidi = characters that turn writing round
texts-finding-invisible = invisible characters
texts-finding-homoglyph = a name in look-alike letters
texts-finding-instruction = words addressed to a machine
texts-finding-campaign = many hosts carry it at once
texts-finding-no-model = a language that nothing here reads
texts-finding-cut = cut at a limit
texts-kind-person = person
texts-kind-organization = organisation
texts-kind-place = place
texts-kind-product = product
texts-kind-vessel = vessel or aircraft
texts-kind-group = people or group
texts-kind-date = date
texts-kind-quantity = quantity
texts-kind-other = other name
texts-shared-copy = the same words from first to last
texts-shared-near-copy = nearly the same words
texts-shared-carried = one carries the other
texts-shared-wire = both name the same agency
texts-shared-quote-order = the same quotations in the same order
texts-credit-wire = the whole account
texts-credit-contributed = a share of the account
texts-credit-passed = one statement
texts-credit-hearsay = nobody named
texts-quote-full = whole sentences in marks
texts-quote-partial = some words in marks
texts-quote-headline = in a headline
texts-quote-composite = put together of several
texts-quote-nested = within another quotation
texts-quote-indirect = without marks
texts-how-explicit = a name beside the words
texts-how-pronoun = a pronoun
texts-how-split = a name between two parts
texts-how-continued = it goes on from the paragraph before
texts-how-implicit = whoever spoke last goes on
texts-change-spelling = spelling or marks
texts-change-boundary = where it begins or ends
texts-change-substance = other words, or words missing or added
texts-change-splice = sentences joined that stand apart elsewhere
texts-change-silent-elision = words left out without a sign
texts-change-paraphrase-in-marks = another wording in marks
texts-change-by-meaning = joined by meaning alone, by a model: look at both
texts-does-supplies = supplies
texts-does-makes = makes
texts-does-services = services
texts-does-used-in = is part of
texts-does-used-by = is used by
texts-does-owns = owns
texts-does-part-of = belongs to
texts-does-procures = obtains
texts-does-funds = funds
texts-does-transports = transports
texts-does-operates = operates
texts-does-acts-for = acts for
texts-does-heads = heads
texts-differ-quote-words = words of a quotation
texts-differ-speaker = who said it
texts-differ-splice = sentences joined or left out
texts-differ-number = a number
texts-differ-date = a date
texts-differ-place = a place
texts-differ-name = a name
texts-differ-polarity = whether it is so
texts-differ-source-chain = a chain of sources passed over
texts-differ-wording = what it is called
texts-differ-participant = who did it, or to whom
texts-n = { $n ->
    [one] text
   *[other] texts
  }
texts-words = { $n ->
    [one] word
   *[other] words
  }
texts-quotes-n = { $n ->
    [one] quotation
   *[other] quotations
  }
texts-outlets = { $n ->
    [one] outlet
   *[other] outlets
  }
texts-origins = { $n ->
    [one] independent origin
   *[other] independent origins
  }
texts-sayings-n = { $n ->
    [one] utterance
   *[other] utterances
  }
texts-places-n = { $n ->
    [one] disagreement
   *[other] disagreements
  }
texts-reworded = { $n ->
    [one] place has other words
   *[other] places have other words
  }
