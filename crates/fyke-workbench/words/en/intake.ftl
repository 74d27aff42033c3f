# what came through the door, for officers
menu-intake = intake
intake-title = what came through the door
intake-means = numbers are the desk's own, and a day is the finest time there is. nothing of what anybody wrote stands in this list
intake-letters = letters that wait
intake-conversations = conversations
intake-erased = erased
intake-erased-means = of what was erased the number is left, and nothing else. a number is never given twice
intake-said-erased = done: its key was destroyed. make a new backup, which replaces the copy that still has it
intake-none = none
intake-letter = letter { $n }
intake-conversation = conversation { $n }
intake-state-waits-two = waits to be opened by two
intake-state-waits = waits to be opened
intake-state-not-ours = not sealed for this door
intake-state-open = not answered yet
intake-state-answered = answered, not read yet
intake-open-here = open in your session
intake-last = last word
intake-sealed-on = sealed
intake-pieces = { $n ->
    [one] one piece
   *[other] { $n } pieces: files came with it
  }
intake-for = for
intake-to-reseal = to be sealed again
intake-given = { $from } gave a share to { $to }
intake-goes = goes by itself after
intake-held = held: no clock erases it
intake-not-ours-means = nobody here can open this. hand it to the door that it was sealed for, or destroy it unseen
intake-two-means = two officers open this, each with a passphrase of their own. nobody types the other's, and none is kept
intake-step-first = first: another officer gives their share
intake-missing-first = missing: the share of one of
intake-who-gives = who gives their share
intake-their-passphrase = their passphrase, typed by them
intake-give-to-you = give the share to you
intake-first-done = the first share is here, from
intake-given-holds = it opens this one thing, for you alone, today and tomorrow
intake-step-second = then: you open
intake-step-only = you open
intake-second-waits = your share alone opens nothing; it is asked for once the first is here
intake-you-are = you are
intake-your-passphrase = your passphrase
intake-open = open
intake-give-elsewhere = give your share to somebody who opens in a session of their own
intake-who-opens = who opens
intake-give = give your share
intake-strange-share-broke = a share is given by you, or to you
intake-strange-share-repair = have whoever opens come in themselves
intake-alone-broke = one person opens nothing: the share of a second officer is missing
intake-alone-repair = have another officer type their passphrase in the first step, or give their share in a session of their own; yours was not tried
intake-keys = keys
intake-sealed-to = its key is sealed to
intake-any-two = any two of them open it
intake-left = { $n ->
    [one] one of those it was sealed to has left the roster. seal it again for those who are here:
   *[other] { $n } of those it was sealed to have left the roster. seal it again for those who are here:
  }
intake-keys-whole = everybody it is sealed to is on the roster: it need not be sealed again
intake-letter-opened = a letter was opened
intake-decoy = it was one of the desk's own decoys. nothing was kept
intake-lies-in = it lies now in
intake-first = the first of its conversation
intake-continues = from the same source as what came before
intake-other-key = it names a conversation and is not from the same source. be careful
intake-by-source = the source
intake-by-desk = the desk
intake-no-words = it holds a part of a file, or says that a reply was read
intake-shown-once = these words are shown here once. to read the whole conversation and to answer, open it: that takes two as well
intake-was-read = has read a reply
intake-close = close
intake-close-means = it also closes when you leave, and after fifteen minutes of nothing. then it takes two again
intake-told = what was written
intake-files = files
intake-files-mean = files are seen as pixels and text that a confined process makes of them. the originals stay sealed
intake-bytes = bytes
intake-parts = { $n ->
    [one] one part came, others are missing
   *[other] { $n } parts came, others are missing
  }
intake-file-kind = its bytes are of kind
intake-file-means = you see pixels and text. the file itself does not leave the desk
intake-findings = what it gives away besides its content
intake-no-findings = nothing was found, which does not mean that nothing is there
intake-not-looked-for = what nobody looked for
intake-pages = what there is to see
intake-picture = picture { $n }
intake-unseen = not shown to who opens the file
intake-reply = reply
intake-reply-text = your words
intake-reply-means = whoever looks over the source's shoulder reads this. name nothing that only they could know
intake-check-send = check, then send
intake-long-broke = the reply does not fit into the book
intake-long-repair = write at most 16,000 bytes
intake-sent = lies in the books until
intake-warned-title = nothing was sent yet
intake-warned-means = some of your words only the source could know. whoever finds the reply could tell who wrote to you
intake-warnings = { $n ->
    [one] one warning
   *[other] { $n } warnings
  }
intake-warned-word = a word that the source used
intake-warned-name = a name that the source wrote
intake-warned-number = a number or code of the source
intake-warned-phrase = three words as the source put them
intake-held-against = held against { $n } words of open text; with few, nearly all is warned of
intake-guard-limits = the guard knows words, no meaning: the same told in other words passes
intake-other-words = write it in other words
intake-anyway-title = send it as it is
intake-anyway = I have read each warning; these words may be read by somebody who looks for the source
intake-send-anyway = send it all the same
intake-mark = mark what may go into the case
intake-mark-means = choose sentences, and say of whom they tell. only what you mark leaves the conversation
intake-says = what it says, and of whom
intake-entity = a name of your own for whom it is about
intake-entity-means = letters, digits and -. marks under the same name tell of the same one; put no name of a person here
intake-schema = which is a
intake-property = property
intake-value = in plain words of your own
intake-value-means = left empty, the sentences go as the source wrote them, and wording can tell who wrote
intake-preview = show what it would say
intake-would-say = nothing is in the case yet. this is what it would say
intake-own-wording = these are the source's own words. your own tell less about who wrote them
intake-keep = { $n ->
    [one] put this statement into the case
   *[other] put these { $n } statements into the case
  }
intake-kept = { $n ->
    [one] one statement is in the case
   *[other] { $n } statements are in the case
  }
intake-mark-others = mark something else
intake-of = of
intake-provenance = from
intake-rule = which rule holds for it
intake-rule-stays = no dossier, no lead and no export carries it out of the case
intake-rule-hops = what is derived from it stays as well, however many steps away
intake-rule-open = once open rows say the same, they carry it alone
intake-rule-day = its number says where it comes from; no day and no time does
intake-unmarked-broke = no sentence is marked
intake-unmarked-repair = tick at least one
intake-erase = erase this conversation
intake-destroy = destroy it unseen
intake-destroy-means = the letter is destroyed without anybody having read it. that cannot be taken back
intake-erase-key = its key is overwritten: what was written and sent is noise from then on, for you, too
intake-erase-replies = replies that wait in the books are taken out
intake-erase-statements = statements that went into the case stay there
intake-erase-copies = a backup made before still has the key until the next replaces it; flash memory may keep an overwritten key
intake-type = to confirm, type
intake-unconfirmed-broke = what you typed is not the sentence
intake-unconfirmed-repair = type { $words }; nothing was erased
intake-back = back to the list
intake-back-conversation = back to the conversation
intake-back-unharmed = back; nothing is erased
