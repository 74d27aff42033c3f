# entities, records, judgements, rows, datasets
entity-asked-as = asked for as
entity-graph = graph
entity-timeline = timeline
entity-paths = ways to another
entity-lead = lead
entity-facts = facts
entity-no-facts = nothing is said of it but its name
entity-conflicts = { $n ->
    [one] in one place the sources contradict each other
   *[other] in { $n } places the sources contradict each other
  }
entity-conflict = contradiction
entity-prop = property
entity-value = value
entity-said-by = said by
entity-more-values = { $n } more values
entity-links = ties
entity-no-links = no owner, office or other tie of it is known; whom it trades with stands under trade
entity-link = tie
entity-other = other end
entity-days = days
entity-rows = rows
entity-out = to
entity-in = from
entity-traded = trade and days
entity-sent = { $n ->
    [one] consignment sent
   *[other] consignments sent
  }
entity-received = { $n ->
    [one] consignment received
   *[other] consignments received
  }
entity-all-events = all { $n } events
entity-records = records
entity-split = split off the chosen records
entity-split-what = choose the records that mean somebody else; they become an entity of their own, and you can take that back
entity-split-do = split off
entity-why-one = why these are one
entity-why-apart = compared and kept apart
pairs-title = undecided pairs
pairs-what = two records that may mean one thing; the machine cannot tell, a person may
pairs-waiting = { $n ->
    [one] one pair waits
   *[other] { $shown } pairs wait
  }
pairs-none = nothing waits here: the machine could tell all pairs apart, or people have
pairs-key-move = move
pairs-key-why = write the reason
pairs-one-now = likely one thing; they are one entity now
pairs-apart-now = likely one thing; they are apart now
pairs-reasons = what speaks for and against
say-same = same
say-different = different
say-unsure = cannot tell
say-split = split off
say-taken-back = taken back: line
say-why = why
say-no-why = a judgement without a reason was not written
say-no-why-repair = go back and say in a few words why
judgements-title = what people said of records
judgements-what = every line stays; to take one back is another line
judgements-none = nobody has said anything yet; undecided pairs wait for somebody
judgements-gone = does not hold any more
judgements-take-back = take back
timeline-title = timeline
timeline-of-whom = a timeline belongs to somebody: write a name
timeline-none = nothing dated is known under this filter
timeline-events = { $n ->
    [one] { $shown } event
   *[other] { $shown } events
  }
timeline-drawing = events in lanes, by their days
timeline-drawn-part = the first events are drawn; the list has all
filter-since = since
filter-until = until
filter-kinds = kinds
kind-consignment = consignment
kind-listing = listing
kind-ownership = ownership
kind-directorship = directorship
kind-payment = payment
kind-position = position
kind-trade = trade
kind-link = link
kind-sanction = sanction
prop-name = name
prop-alias = also known as
prop-country = country
prop-incorporationdate = founded
prop-birthdate = born
prop-builddate = built
prop-address = address
prop-registrationnumber = register number
prop-status = status
prop-program = programme
row-title = row
row-lean-back = back to the lead, leaning on this row
row-of = row { $n } of
row-of-rows = of { $n } rows
row-before = row before
row-after = next row
row-cells = cells as the file has them
row-became = what it became
row-became-nothing = no table took it
row-refused = refused
row-bytes = the bytes in the file
row-bytes-at = the row begins at byte { $from } and is { $len } bytes long
row-no-bytes = this file is no text in which a row has a place of its own
row-no-text = these bytes are no UTF-8; letters that cannot be read show as marks, and below stand the bytes as numbers
row-hex = bytes in hexadecimal
row-file-stays = the file is from a source and is not handed out
row-download = download the file
evidence-stays = this file is from a source and is not handed out
evidence-stays-repair = read its rows here; what open data says too can leave with them
dataset-file = file
dataset-bytes = bytes
dataset-added = came in
dataset-stands = newest edition
dataset-stands-yes = yes
dataset-stands-no = no, a newer one is there
dataset-see-refused = see what was refused ({ $n })
dataset-entities = entities it names
refused-title = what no table took
refused-what = each row or cell with what broke and what to do
refused-none = everything was taken
refused-column = column
refused-why = what broke, and what to do
diff-title = what changed between two editions
diff-from = from
diff-to = to
diff-compare = compare
diff-one = this dataset has no two editions to compare
diff-one-repair = add a newer edition with fyke add
diff-none = nothing changed
diff-added = added
diff-removed = removed
diff-changed = changed
