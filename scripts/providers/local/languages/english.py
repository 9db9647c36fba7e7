"""English words that hold sentences together."""

CODE = "en"

NOUNS: dict[str, str] = {}
ADJECTIVES = ""
WORDS = ""
ARTICLES = "a an the his her their its my our one every another this that some two three four many"
WHERE = """
in at on over through across into near by under from to above along inside toward towards beneath
behind beside around between past outside within onto among
"""
SMALL = """
and or but so then when while where who which as if because until before after once there here he
she it they we i you is are was were be been has have had do does did not no yes of for with
without off out up down back away him them us me what how why all some many few each both only just
also very too again never always now today tonight one two three finally suddenly later soon
meanwhile first next last maybe perhaps let follow show more less than like together still even
every other
"""
JOINING = """
and but then while where who when that to in with at as until because so before after for from
"""
LINKING = "and but so then yet"
SUBJECTS = "he she it they we i you there"
UNSEEN = """
lens orbit window screen thousand hundred million dozen years days months ash smoke dust sand steam
cloud clouds leaves blood steel iron music everyone everything nobody somebody nothing sunlight
north south east west bells birdsong grass home storm rain wind snow light night day morning
evening dusk dawn sun sky time end way world life story film beginning moment year hour heart dream
silence sound voice song smell sense part kind lot thing something winter summer spring autumn
distance middle rest help hope fear love air dark darkness shadow sunrise sunset midnight noon
weather lava magma earthquake earthquakes tube worms vents gas heat energy gravity season journey adventure water fire fog mist thunder lightning ice stars waves footsteps
moonlight frost idea name work truth history peace war century age mind edge top side back front
"""
