"""German words for what the tables of `words` name in English."""

CODE = "de"

# Each entry: the English word, the German one, its plural and other forms.
NOUNS = {
    "m": """
fox fuchs füchse, wolf wolf wölfe, cat kater, dog hund hunde, puppy welpe welpen, bear bär bären,
hare hase hasen, deer hirsch hirsche, lion löwe löwen, tiger tiger, badger dachs dachse, hedgehog
igel, panda panda pandas, monkey affe affen, elephant elefant elefanten, donkey esel, lynx luchs
luchse, otter otter, beaver biber, frog frosch frösche, boar eber, rabbit feldhase, bird vogel
vögel, raven rabe raben, penguin pinguin pinguine, eagle adler, swan schwan schwäne, parrot papagei
papageien, sparrow spatz spatzen, heron reiher, crane kranich kraniche, falcon falke falken, stork
storch störche, flamingo flamingo flamingos, rooster hahn hähne, fish fisch fische, whale wal wale,
dolphin delfin delfine, dolphin delphin delphine, shark hai haie, salmon lachs lachse, octopus
krake kraken, octopus oktopus, seal seehund seehunde, ray rochen, orca schwertwal, butterfly
schmetterling schmetterlinge, beetle käfer, robot roboter, moth falter, android android androiden,
tree baum bäume, bush busch büsche, mushroom pilz pilze, fern farn farne, cactus kaktus kakteen,
wheat weizen, tower turm türme, lighthouse leuchtturm leuchttürme, temple tempel, palace palast
paläste, skyscraper wolkenkratzer, well brunnen, stall marktstand, bus bus busse, car wagen, train
zug züge, truck lastwagen, balloon ballon ballons, tractor traktor, cart karren, key schlüssel,
compass kompass, kettle kessel, umbrella regenschirm, letter brief briefe, stars sterne sternen,
star stern, stone stein steine, ring ring ringe, ball ball bälle, mirror spiegel, suitcase koffer,
apple apfel äpfel, seed samen, crystal kristall kristalle, anchor anker, basket korb körbe, hammer
hammer, kite drachen, man mann männer, boy junge jungen, keeper wärter, keeper leuchtturmwärter,
fisherman fischer, sailor matrose matrosen, sailor seemann, captain kapitän, painter maler, baker
bäcker, teacher lehrer, wanderer wanderer, wizard zauberer, traveler reisende, king könig könige,
prince prinz prinzen, knight ritter, farmer bauer bauern, scientist wissenschaftler, scientist
forscher, explorer entdecker, astronaut astronaut astronauten, doctor arzt ärzte, musician musiker,
singer sänger, dancer tänzer, poet dichter, writer schriftsteller, engineer ingenieur ingenieure,
builder baumeister, father vater väter, brother bruder brüder, grandfather großvater, grandfather
opa, friend freund freunde, hunter jäger, monk mönch mönche, merchant händler, merchant kaufmann,
gardener gärtner, hero held helden, pilot pilot piloten, driver fahrer, soldier soldat soldaten,
worker arbeiter, student student studenten, clockmaker uhrmacher, beekeeper imker, carpenter
tischler, carpenter zimmermann, cook koch köche, inventor erfinder, pirate pirat piraten, shepherd
hirte hirten, shepherd schäfer, tailor schneider, emperor kaiser, warrior krieger, priest priester,
blacksmith schmied, diver taucher, nomad nomade, attic dachboden, cellar keller, station bahnhof
bahnhöfe, moon mond monde, planet planet planeten, mars mars, tunnel tunnel, market markt märkte,
market marktplatz, beach strand strände, harbour hafen häfen, river fluss flüsse, lake see seen,
pond teich teiche, swamp sumpf sümpfe, waterfall wasserfall, rock felsen, forest wald wälder,
jungle dschungel, mountain berg berge, summit gipfel, hill hügel, volcano vulkan vulkane, glacier
gletscher, garden garten gärten, park park parks, path weg wege, path pfad pfade, vineyard weinberg
weinberge, field acker äcker, shore küstenstreifen, farm bauernhof, space weltraum, space weltall,
ocean ozean ozeane, rain regen, snow schnee, fog nebel, mist dunst, storm sturm stürme, wind wind
winde, thunder donner, lightning blitz blitze, morning morgen, evening abend abende, day tag tage,
noon mittag, afternoon nachmittag, sunrise sonnenaufgang, sunset sonnenuntergang, summer sommer,
winter winter, spring frühling, autumn herbst, sky himmel, stream bach bäche, shadow schatten,
frost frost, footsteps schritt schritte, raindrops regentropfen, owl uhu, sound klang klänge, dream
traum träume,
hall saal säle, hall hörsaal
""",
    "f": """
cat katze katzen, mouse maus mäuse, snake schlange schlangen, cow kuh kühe, goat ziege ziegen,
giraffe giraffe giraffen, lizard eidechse eidechsen, tortoise schildkröte schildkröten, vixen
füchsin, owl eule eulen, crow krähe krähen, duck ente enten, gull möwe möwen, goose gans gänse,
pigeon taube tauben, hen henne hennen, jellyfish qualle quallen, crab krabbe krabben, bee biene
bienen, dragonfly libelle libellen, ant ameise ameisen, spider spinne spinnen, machine maschine
maschinen, oak eiche eichen, pine kiefer kiefern, fir tanne tannen, birch birke birken, palm palme
palmen, willow weide weiden, flower blume blumen, flower blüte blüten, sunflower sonnenblume
sonnenblumen, rose rose rosen, tulip tulpe tulpen, hut hütte hütten, church kirche kirchen,
cathedral kathedrale, castle burg burgen, pyramid pyramide pyramiden, bridge brücke brücken,
windmill windmühle windmühlen, windmill mühle, ruin ruine ruinen, factory fabrik fabriken, barn
scheune scheunen, wall mauer mauern, statue statue statuen, column säule säulen, galley galeere
galeeren, tram straßenbahn, rocket rakete raketen, carriage kutsche kutschen, lantern laterne
laternen, lamp lampe lampen, candle kerze kerzen, map karte karten, map landkarte, box kiste
kisten, chest truhe truhen, clock uhr uhren, cup tasse tassen, violin geige geigen, guitar gitarre,
coin münze münzen, crown krone kronen, bottle flasche flaschen, bell glocke glocken, feather feder
federn, camera kamera kameras, shell muschel muscheln, woman frau frauen, queen königin königinnen,
witch hexe hexen, princess prinzessin prinzessinnen, mother mutter mütter, sister schwester
schwestern, grandmother großmutter, grandmother oma, scientist wissenschaftlerin, scientist
forscherin, keeper wärterin, teacher lehrerin, painter malerin, baker bäckerin, doctor ärztin,
friend freundin, dancer tänzerin, singer sängerin, writer schriftstellerin, nurse krankenschwester,
kitchen küche küchen, library bibliothek bibliotheken, workshop werkstatt werkstätten, school
schule schulen, bakery bäckerei, galaxy galaxie galaxien, cave höhle höhlen, grotto grotte, mine
mine, city stadt städte, street straße straßen, street strasse, alley gasse gassen, sea see, coast
küste küsten, island insel inseln, bay bucht, cliff klippe klippen, lagoon lagune, desert wüste
wüsten, dune düne dünen, oasis oase oasen, canyon schlucht schluchten, ridge bergkette, meadow
wiese wiesen, savanna savanne savannen, night nacht nächte, midnight mitternacht, twilight
dämmerung, dawn morgendämmerung, sun sonne, dusk abenddämmerung, waves welle wellen, darkness
dunkelheit, crowd menge menschenmenge, silence stille, season jahreszeit, clearing lichtung
lichtungen, path spur spuren,
family familie familien, attic kammer kammern, hall halle hallen
""",
    "n": """
kitten kätzchen, rabbit kaninchen, deer reh rehe, mouse mäuschen, squirrel eichhörnchen, horse
pferd pferde, sheep schaf schafe, pig schwein schweine, camel kamel kamele, zebra zebra zebras,
boar wildschwein wildschweine, robin rotkehlchen, hen huhn hühner, firefly glühwürmchen, seaweed
seegras, coral korallenriff, reed schilf, house haus häuser, tent zelt zelte, gate tor tore, castle
schloss schlösser, boat boot boote, sailboat segelboot, boat fischerboot, ship schiff schiffe, ship
segelschiff, car auto autos, bicycle fahrrad fahrräder, motorcycle motorrad, airplane flugzeug
flugzeuge, submarine u-boot, spaceship raumschiff raumschiffe, book buch bücher, telescope
fernrohr, telescope teleskop, piano klavier, sword schwert schwerter, bread brot brote, radio
radio, net netz netze, girl mädchen, child kind kinder, room zimmer, office büro, laboratory labor,
museum museum, theatre theater, cafe café, underwater unterwasser, reef riff riffe, village dorf
dörfer, rooftop dach dächer, shore ufer, sea meer meere, valley tal täler, wood gehölz, field feld
felder, grass gras gräser, people volk, mountains gebirge, light licht lichter, thunderstorm
gewitter, spring frühjahr, water wasser, fire feuer, bells glockenspiel, ice eis, footsteps
schrittgeräusch, moonlight mondlicht, heart herz herzen, river flüsschen, dawn morgengrauen, dawn
morgenlicht, dusk abendlicht,
underwater meeresgrund
""",
}
# Each entry: the English word and the stem that takes endings.
ADJECTIVES = """
red rot, orange orange, yellow gelb, golden golden, golden gülden, green grün, turquoise türkis,
blue blau, purple lila, violet violett, pink rosa, brown braun, black schwarz, white weiß, grey
grau, silver silbern, dark dunkel, dark dunkl, bright hell, warm warm, cold kalt, small klein, big
groß, dry trocken, old alt, young jung, long lang, high hoch, deep tief, quiet still, quiet leise,
quiet ruhig, wild wild, rainy regnerisch, foggy neblig, sunny sonnig, stormy stürmisch, snowy
verschneit, frozen gefroren, cloudy bewölkt, wet nass, clear klar, lonely einsam, sad traurig,
happy fröhlich, happy glücklich, angry wütend, afraid ängstlich, tired müde, curious neugierig,
tiny winzig, soft sanft, beautiful schön, empty leer, lost verloren, broken zerbrochen, heavy
schwer, loud laut, last letzt
"""
# Each entry: the English word and every form that means it.
WORDS = """
darker dunkler dunklere dunkleres, brighter heller hellere helleres, closer näher, wider weiter,
slower langsamer, faster schneller, louder lauter, quieter leiser ruhiger, warmer wärmer, colder
kälter, shorter kürzer, longer länger, smaller kleiner, bigger größer, older älter, younger jünger,
slowly langsam, gently sanft, without ohne, not nicht, no kein keine keinen keiner, never nie
niemals, remove entferne entfernen, more mehr, less weniger, fewer weniger, only nur, add dazu
hinzu, narration erzählung sprecher erzähler, places ort orte orten schauplätze, calmer ruhigere,
night nachts, morning morgens, evening abends, far fern weit, distance ferne, running rennt rennen
läuft laufen lief, walking geht gehen ging wandert wandern, flying fliegt fliegen flog, sleeping
schläft schlafen schlief, sitting sitzt sitzen saß, standing steht stehen stand, swimming schwimmt
schwimmen, jumping springt springen sprang, hour stunde, closer heran, left links, right rechts, up
hinauf, down hinunter, storm sturmflut, foggy nebelig, snowing schneit, raining regnet, begin
beginnt, ends endet
"""
ARTICLES = """
der die das des dem den ein eine einen einem einer eines sein seine seinen seinem seiner ihr ihre
ihren ihrem ihrer mein meine unser unsere jeder jede jedes dieser diese dieses diesem kein keine
zwei drei vier viele einige
"""
WHERE = """
in im ins an am ans auf über durch neben unter vor hinter zwischen entlang bei beim nahe gegenüber
oberhalb unterhalb außerhalb innerhalb unterm überm zum zur
"""
SMALL = """
und oder aber doch denn dann wenn während wo wer wie als ob weil bis nachdem bevor sobald da dort
hier er sie es wir ihr ich du man ist sind war waren wird werden wurde hat haben hatte nicht nein
ja mit ohne von vom aus zu nach um für gegen seit sich ihn ihm uns mich dich auch nur noch schon
sehr immer nie so kein mehr sowie heute eines einst plötzlich schließlich später bald zuerst jetzt
nun endlich wieder alle alles etwas nichts was dass jenem jener keine weiter weit zurück los
zusammen gemeinsam vorbei herum hinaus hinein ab davon dabei danach dahinter draußen drinnen oben
unten irgendwo nirgends überall dort vielleicht manchmal oft einmal niemals darüber damit
"""
JOINING = "und oder aber doch denn während als bis weil wenn wo der die das dann dass um"
LINKING = "und aber doch dann denn"
SUBJECTS = "er sie es wir ich du man niemand jemand"
UNSEEN = """
norden süden osten westen rauch asche staub sand hause musik blut zeit ende leben welt anfang
geschichte augenblick moment jahr jahre jahren stunde stunden hilfe hoffnung angst liebe luft kraft
ruhe mitte nähe teil art ding dinge stimme lied weise idee name arbeit wahrheit frieden krieg
jahrhundert alter reise abenteuer minute minuten woche monat seite rand grund mal sinn blick duft
tagen film dunkeln freien gleise
tisch tische ofen herd topf boden bett stuhl fenster gleis
"""
