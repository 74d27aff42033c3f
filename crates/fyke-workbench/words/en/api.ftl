# the page about interfaces for other programs
api-title = interfaces for programs
api-about = what other programs can ask of this case. everything here reads; nothing is changed
api-yente = programs that screen names against yente or opensanctions ask this address instead:
api-openrefine = openrefine reconciles columns here:
api-document = the whole of it, in a form that programs read:
api-errors = an error is a problem document (rfc 9457): detail says what broke, repair what to do
api-key = where this workbench was given a key, programs send it as "Authorization: ApiKey KEY"; on this machine alone none is needed
api-parameters = parameters
api-tag-screening = screening
api-tag-reconciliation = reconciliation
api-tag-exports = exports
api-tag-system = the service itself
