"""Closed classes of English words that the rules lean on."""

# "has repeatedly said": what may stand between a subject and its verb.
AUXILIARIES = frozenset(
    """
    am is are was were be been being has have had having do does did will would shall should can could
    may might must isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't
    can't cannot couldn't shouldn't
    """.split()
)
BE = frozenset(
    """
    am is are was were be been being isn't aren't wasn't weren't
    """.split()
)
ADVERBS = frozenset(
    """
    also then later now still once twice even just already often again soon never not always ever long
    first further instead too only quite rather sometimes thus therefore meanwhile however almost all
    both
    """.split()
)
NOT_ADVERBS = frozenset(
    """
    family july italy ally reply supply assembly rally bully fly early daily weekly monthly only elderly
    friendly likely unlikely kelly reilly sally emily billy holly
    """.split()
)

PRONOUN_SUBJECTS = frozenset(
    """
    he she they i we it you who which that this these those there what one's
    """.split()
)
CONTRACTED = ("'s", "'ve", "'d", "'re", "'ll", "'m")
RELATIVES = frozenset(("who", "which", "that"))
DETERMINERS = frozenset(
    """
    the a an his her their its our my your some many several most all no each any every both another
    this that these those few more two three four five six seven eight nine ten one
    """.split()
)
PREPOSITIONS = frozenset(
    """
    of in at from with on by near behind to between among against about for over under inside outside
    within during through after before since into as like without toward towards via per across around
    amid
    """.split()
)
CONJUNCTIONS = frozenset(
    """
    and or but nor while because if when where after before since though although whether so than as
    until unless whereas how why what that who which whom whose yet once even
    """.split()
)
WH_WORDS = frozenset(
    """
    what how why who whom whose where when which whether if
    """.split()
)
DAYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight
    """.split()
)
ABBREVIATIONS = frozenset(
    """
    mr mrs ms dr sen rep gov gen col lt sgt jr sr st rev prof capt maj adm cmdr atty pres sens reps u.s
    d.c u.n no inc corp co ltd vs calif fla mass pa va md conn ill ind mich minn wis ky tenn ala ariz
    ark colo del ga la me miss mo mont neb nev okla ore wash wyo kan a.m p.m jan feb aug sept oct nov
    dec
    """.split()
)
# Finite verbs that credit nobody with anything; they part a subject from what stands before it.
COMMON_VERBS = frozenset(
    """
    became becomes began begins brought brings came comes cut cuts did does drew fell falls gave gets
    goes got grew had has held helped helps kept keeps led leads left lets lost made makes met moved
    moves needs paid puts ran remains rose runs sent sat sits spent spends stands started stood stopped
    struck takes took tried tries turned turns used uses wanted went wins won worked works lives lived
    joined joins includes included follows followed faces faced played plays built builds bought sold
    serves served died won't killed returned arrived passed happened contains carries carried broke
    breaks appeared happens failed received receives raised earned attended launched
    """.split()
)
