# what people keep: bookmarks, notes, searches
kept-bookmarks = bookmarks
kept-notes = notes
kept-alerts = searches and what is new
kept-to-check = to check
kept-checked = checked
kept-important = important
kept-none = not kept any more
kept-keep-as = keep as
kept-keep = keep
kept-search-name = keep this search as
kept-search-save = keep and tell me what is new
kept-nothing = you keep nothing yet. beside an entity, a lead or a row there is a way to keep it
kept-none-fit = nothing you keep fits these choices
kept-all = all
kept-all-lists = all lists
kept-what = what
kept-status = status
kept-list = list
kept-shared = for everybody
kept-by = by
kept-change = change
kept-as-file = as a file:
note-about = about
note-new = a new note
note-edit = change this note
note-keep = keep the note
note-cite = cite a row as its page shows it:
note-nothing = no notes yet. beside an entity, a lead or a row there is a way to write one
note-nothing-here = no notes about it yet
note-versions = { $n ->
    [one] one version before
   *[other] { $n } versions before
  }
alerts-nothing = you keep no searches yet. search for something and keep the search there
alerts-new = new
alerts-nothing-new = nothing came since you last looked
alerts-searches = searches you keep
alerts-search = search
alerts-seen = seen
alerts-feed = feed
alerts-feed-hint = whoever has the address of a feed can read it without coming in; forgetting the search ends it
alerts-forget = forget
alerts-address-broke = this is no search that could be run again
alerts-address-repair = keep it from the page of the search
