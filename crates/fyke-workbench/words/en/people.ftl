# coming in, who may, and as what
login-title = come in
login-passphrase-title = with a passphrase
login-who = who are you
login-passphrase = passphrase
login-others = not one of the case yet
login-invited = somebody told you a word:
login-lost = a passphrase that is lost cannot be had again: nobody else has it. ask a releaser to retire your key and to invite you anew
login-wrong-broke = that name and passphrase do not go together
login-wrong-repair = look at both and try again; after a few tries each one waits longer
login-later-broke = this name was tried too often
login-later-repair = { $n ->
    [one] wait a second, then try again
   *[other] wait { $n } seconds, then try again
  }
form-broke = this form did not arrive as it was meant
form-repair = go back, fill it in again and send it
join-title = join the case
newcomer-name = your name
newcomer-name-hint = as it stands beside what you decide
newcomer-passphrase = passphrase
newcomer-passphrase-hint = four or five words that have nothing to do with each other are easier to keep and harder to guess than one word with signs
newcomer-again = the same passphrase again
newcomer-name-wrong = a name takes one to eighty letters on one line
newcomer-differ = the two passphrases differ; write the same one twice
newcomer-weak = this passphrase would be guessed soon; add words that have nothing to do with each other
newcomer-fair = your passphrase would stand for a while; one or two words more would make it good
welcome-title = become the first reviewer
welcome-why = nobody decides in this case yet. whoever makes the first key decides, gives dossiers away and lets others in
welcome-do = make my key and come in
welcome-then = what a key is for
welcome-signs = it signs what you think of a lead and what you decide, so that anybody can check later who did
welcome-lost = it is locked with your passphrase on this machine; a passphrase that is lost cannot be had again
welcome-others = from then on whoever opens this case here comes in first; you can invite others
welcome-look = look at the case first
welcome-far-broke = the first reviewer of a case is made on its own machine
welcome-far-repair = sit down there, open the case with fyke serve, and become the first
