# the page around every page, and words used everywhere
skip-to-content = skip to content
menu = menu
menu-case = case
menu-search = search
menu-leads = leads
menu-triage = triage
menu-flows = flows
menu-graph = graph
menu-forecasts = forecasts
menu-kept = kept
menu-record = record
menu-people = people
find = search
find-label = search names in any script
come-in = come in
leave = leave
language = language
theme = light or dark
theme-system = as the system
theme-light = light
theme-dark = dark
set = set
machine-suggests = a machine suggests; people decide
permalink = permalink to this view, case version { $version }
simulated = simulated
handling-open = open
handling-licensed = licensed
handling-restricted = restricted
handling-source = from a source
nobody-broke = this is for people of the case
nobody-repair = come in with your passkey or passphrase
nowhere-broke = there is nothing at this address
nowhere-repair = go back, or search for what you look for
case-consignments = { $n ->
    [one] consignment
   *[other] consignments
  }
case-flows = { $n ->
    [one] trade figure
   *[other] trade figures
  }
case-entities = { $n ->
    [one] entity
   *[other] entities
  }
case-leads = { $n ->
    [one] lead
   *[other] leads
  }
case-waiting = { $n ->
    [one] waits for somebody
   *[other] wait for somebody
  }
case-blind = leads are judged blind here: what the machine thinks of a lead is sealed until you have said what you think
case-empty = nothing came in yet. on the command line, files come in with
case-datasets = where the data come from
case-dataset = dataset
case-licence = licence
case-files = files
case-rows = rows
case-refused = refused
case-not-seen = what the data cannot show
