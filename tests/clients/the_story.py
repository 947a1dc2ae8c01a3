"""What every generated client tells when it is used against a service with the seeds: the same."""

TOLD = """\
sent: Dam inspection delayed
sent again: the same article
paged through: 52 claims
streamed: 52 claims
origins: anonymous 12, government 2, news agency 2, unknown 1
stated: 80, high, stated by a person
with the old tag: 412 Precondition Failed
taken back: 29, low, computed
refused: 422 The request is not valid
  #/fragments/0: 'We have many divers' stands nowhere in the text.
history: replace, replace, analyse
"""
