# graph, ways, flows, chains
filter-hs = goods, HS
filter-min = worth at least
filter-ties = ties
trade-value = value
trade-mass = mass
trade-rows = { $n ->
    [one] { $shown } row
   *[other] { $shown } rows
  }
graph-title = graph
graph-what = who is tied to whom, by trade, ownership and office
graph-of-whom = a graph begins with somebody: write a name
graph-around = around
graph-take-away = take away from the centre
graph-links = ties
graph-no-links = no ties under this filter: untick kinds or widen the days
graph-from = from
graph-to = to
graph-parties = parties
graph-name = name
graph-degree = ties in the case
graph-next = go on
graph-centre = centre
graph-expand = expand
graph-ways = ways
graph-more = { $n } more ties are smaller than these
graph-wider = show more
edge-rows = rows on this tie
paths-title = ways from one to another
paths-what = through whom goods, shares or offices lead from one to the other, the shortest first
paths-both = say from whom and to whom; a name is enough
whom-which = whom do you mean by
whom-nobody = nobody here goes by
whom-nobody-repair = try fewer letters, another spelling, or the name in its own script
paths-steps = steps at most
paths-steps-of = steps of this way
paths-in-time = only in the order of time
paths-either = against the direction too
paths-none = no way was found
paths-try-either = try against the direction of trade too
paths-found = { $n ->
    [one] { $shown } way
   *[other] { $shown } ways
  }
paths-part = the search stopped before it had seen everything; narrow it to see the rest
flows-title = flows
flows-exporter = exporter
flows-importer = importer
flows-table = counted in
flows-table-larger = the larger table
flows-table-consignments = consignments
flows-table-flows = country statistics
flows-headings = goods with the most value
flows-all-goods = all goods
flows-caption = routes by value, counted in { $table }, as declared by { $side }
flows-none = nothing moved under this filter: take a choice away or widen the months
flows-more = { $n } more routes are smaller than these
flows-other-currency = { $n ->
    [one] { $shown } row in another currency is counted and not added: values are in { $currency }
   *[other] { $shown } rows in other currencies are counted and not added: values are in { $currency }
  }
flows-chain = the same as a chain of re-exports
flows-back = back to flows
flows-never-summed = what two sides declare of one trade is never added up, and neither are consignments and country statistics.
flows-borders = borders and names of places follow the data and take no side in disputes over territory.
flows-embargoed = under embargo
flow-no-pair = this is no pair of countries
flow-no-pair-repair = write it as DE-TR
flow-series = value by month
flow-months = as a table
flow-month = month
chain-title = chain of re-exports
chain-end = end
chain-none = nothing reached the end under this filter: name another end, or widen the goods and months
chain-caption = bands of the chain
chain-part = part
chain-direct = direct
chain-detour = detour
chain-onward = onward
chain-other = other
