"""Words of other languages that are English words or names too.

They mean what they mean abroad only in a text of their language: `boot` is a boat in a German
sentence, never in an English one.
"""

_WORDS = """
adler alba alt alter alto ami amiga ane ape api ar arroyo aurora auto ave avo bach bar bars bas
bau bauer bella berg bianca ble boa boot brand brief bui bus buss calle campo cane canon cantor
cao cascade cascades case cat champ chat cima claire clara cle cles columna come cometa
constructor coq costa court courts dia die dove due eau eis ete falco fast feld fern ferne feu
fin fine fischer flog gans gel glace grand gross grua grue handler handlers hase haute held hell
herd hijo hut igel ile jager kaiser kind kinds klein koch kuhn labor lac lama lances lang large
lent leon lima links lit longs loro lua luna lunar luz magi main mala male manner mar marche
mare marina mars mata mer mere midi mine mines mole monde mono monte mur mutter nada nao nave
navi note nun obscure oca oie ola oma once opa or ore ori ort oso ours pai pain pan pane pas
pasta pastor pause pena pere pez pie piece pieces pierre pin pins piu place plus poisson pont
port ports pre ra rana ras rat rate ray raya red regen reh rei rey ri riff rio roi rosa rose
rosen rot rota route routes rua rue ruin ruine sale sang sapin sass sauce saute schaefer
schneider schwarz see seen sees semi sera sierra sin sol sole solo som sombra stand standing
stanza stein stella stern tag tal tale temporal topi tor tore torn tour tours uhr uhu vales vela
vent vents vert via vie vii voa volant vole voz wal wald wale wand war weg wolf zug
"""
ALSO_ENGLISH = frozenset(_WORDS.split())
