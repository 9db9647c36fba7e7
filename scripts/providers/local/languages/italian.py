"""Italian words for what the tables of `words` name in English."""

CODE = "it"

# Each entry: the English word, the Italian one, and forms that no rule makes of it.
NOUNS = {
    "m": """
wolf lupo, cat gatto, kitten gattino, dog cane, puppy cucciolo, bear orso, rabbit coniglio conigli,
deer cervo, mouse topo, lion leone, tiger tigre, squirrel scoiattolo, badger tasso, hedgehog riccio
ricci, panda panda, horse cavallo, pig maiale, elephant elefante, camel cammello, donkey asino,
boar cinghiale, beaver castoro, frog rospo, snake serpente, bird uccello, owl gufo, raven corvo,
penguin pinguino, gull gabbiano, parrot pappagallo, sparrow passero, robin pettirosso, heron
airone, swan cigno, rooster gallo, falcon falco falchi, pigeon piccione, flamingo fenicottero, fish
pesce, dolphin delfino, shark squalo, salmon salmone, octopus polpo, crab granchio, beetle
scarabeo, spider ragno, robot robot, tree albero, pine pino, fir abete, willow salice, bush
cespuglio, flower fiore, sunflower girasole, tulip tulipano, mushroom fungo funghi, cactus cactus,
coral corallo, wheat grano, castle castello, lighthouse faro, temple tempio templi, bridge ponte,
skyscraper grattacielo, windmill mulino, barn fienile, well pozzo, palace palazzo, wall muro, boat
battello, sailboat veliero, bus autobus, train treno, truck camion, tram tram, airplane aereo,
helicopter elicottero, balloon pallone, rocket razzo, cart carro, submarine sottomarino, tractor
trattore, book libro, chest baule, clock orologio orologi, umbrella ombrello, telescope telescopio,
telescope cannocchiale, violin violino, piano pianoforte, kite aquilone, ring anello, mirror
specchio, bread pane, seed seme, crystal cristallo, shield scudo, scroll rotolo, hammer martello,
basket cesto, man uomo uomini, boy ragazzo, child bambino, keeper guardiano, fisherman pescatore,
sailor marinaio marinai, captain capitano, painter pittore, baker fornaio, teacher maestro, teacher
insegnante, traveler viaggiatore, wanderer viandante, wizard mago, king re, prince principe, knight
cavaliere, farmer contadino, scientist scienziato, explorer esploratore, astronaut astronauta,
doctor medico, musician musicista, singer cantante, dancer ballerino, poet poeta, writer scrittore,
engineer ingegnere, builder costruttore, father padre, brother fratello, grandfather nonno, friend
amico amici, stranger straniero, hunter cacciatore, monk monaco monaci, merchant mercante, gardener
giardiniere, hero eroe, pilot pilota, soldier soldato, worker operaio operai, clockmaker
orologiaio, beekeeper apicoltore, carpenter falegname, cook cuoco cuochi, inventor inventore,
pirate pirata, shepherd pastore, tailor sarto, emperor imperatore, warrior guerriero, priest prete,
blacksmith fabbro, diver subacqueo, nomad nomade, people popolo, workshop laboratorio, attic
solaio, museum museo, theatre teatro, space spazio, planet pianeta, tunnel tunnel, village
villaggio, village paese, alley vicolo, market mercato, rooftop tetto, sea mare, ocean oceano,
harbour porto, lake lago laghi, river fiume, pond stagno, pier molo, desert deserto, canyon canyon,
glacier ghiacciaio, volcano vulcano, summit picco, mountain monte, forest bosco boschi, field
campo, meadow prato, garden giardino, park parco parchi, path sentiero, vineyard vigneto, storm
temporale, wind vento, thunder tuono, lightning lampo, lightning fulmine, sunset tramonto, dusk
crepuscolo, morning mattino, day giorno, noon mezzogiorno, afternoon pomeriggio, sun sole, winter
inverno, autumn autunno, sky cielo, stream ruscello, fire fuoco fuochi, footsteps passo, silence
silenzio, sound suono, dream sogno, heart cuore, ice ghiaccio, reef scoglio scogli
""",
    "f": """
fox volpe, cat gatta, dog cagna, hare lepre, cow mucca, sheep pecora, goat capra, giraffe giraffa,
zebra zebra, otter lontra, frog rana, lizard lucertola, tortoise tartaruga, monkey scimmia, lynx
lince, wolf lupa, owl civetta, crow cornacchia, duck anatra, eagle aquila, goose oca oche, crane
gru, stork cicogna, hen gallina, pigeon colomba, whale balena, seal foca foche, orca orca,
jellyfish medusa, ray razza, bee ape api, butterfly farfalla, dragonfly libellula, ant formica,
firefly lucciola, moth falena, machine macchina, oak quercia querce, birch betulla, palm palma,
rose rosa, fern felce, seaweed alga alghe, reed canna, house casa, hut capanna, cabin baita, church
chiesa, cathedral cattedrale, tower torre, pyramid piramide, ruin rovina, tent tenda, factory
fabbrica, gate porta, wall mura, statue statua, column colonna, galley galea, boat barca barche,
ship nave, car automobile, bicycle bicicletta, motorcycle moto, spaceship astronave, carriage
carrozza, lantern lanterna, lamp lampada, candle candela, letter lettera, map mappa, key chiave,
box scatola, compass bussola, cup tazza, kettle teiera, guitar chitarra, ball palla, coin moneta,
crown corona, sword spada, bottle bottiglia, suitcase valigia, bell campana, apple mela, stars
stelle, star stella, feather piuma, stone pietra, camera fotocamera, radio radio, shell conchiglia,
anchor ancora, net rete, woman donna, girl ragazza, girl fanciulla, child bambina, keeper
guardiana, queen regina, witch strega streghe, princess principessa, mother madre, sister sorella,
grandmother nonna, friend amica amiche, teacher maestra, painter pittrice, dancer ballerina, writer
scrittrice, scientist scienziata, nurse infermiera, people gente, crowd folla, room stanza, room
camera, kitchen cucina, library biblioteca, workshop bottega, workshop officina, bakery panetteria,
school scuola, station stazione, cellar cantina, moon luna, galaxy galassia, cave grotta, cave
caverna, mine miniera, city città, street strada, street via, square piazza, coast costa, beach
spiaggia spiagge, shore riva, bay baia, island isola, cliff scogliera, lagoon laguna, waterfall
cascata, dune duna, oasis oasi, savanna savana, mountain montagna, valley valle, hill collina,
summit cima, forest foresta, jungle giungla, grass erba, farm fattoria, clearing radura, rain
pioggia piogge, snow neve, fog nebbia, mist foschia, storm tempesta, storm bufera, night notte,
midnight mezzanotte, dawn alba, dawn aurora, morning mattina, evening sera, spring primavera,
summer estate, light luce, darkness oscurità, shadow ombra, waves onda, water acqua acque, season
stagione, hour ora, swamp palude,
family famiglia famiglie, room sala sale
""",
}
ADJECTIVES = """
red rosso, orange arancione, yellow giallo, golden dorato, green verde, turquoise turchese, blue
blu, blue azzurro, purple viola, pink rosa, brown marrone, black nero, white bianco bianchi
bianche, grey grigio grigi grigie, silver argentato, dark scuro, dark buio, bright luminoso, bright
brillante, warm caldo, cold freddo, small piccolo, big grande, dry secco secchi secche, old vecchio
vecchi vecchie, old antico antichi antiche, young giovane, long lungo lunghi lunghe, high alto,
deep profondo, quiet calmo, quiet silenzioso, quiet tranquillo, wild selvaggio, rainy piovoso,
foggy nebbioso, sunny soleggiato, stormy tempestoso, snowy innevato, frozen gelato, wet bagnato,
clear chiaro, lonely solitario, sad triste, happy felice, angry arrabbiato, afraid spaventato,
tired stanco, curious curioso, tiny minuscolo, soft morbido, empty vuoto, lost perduto, lost
smarrito, broken rotto, slow lento, heavy pesante, last ultimo
"""
WORDS = """
without senza, not non, no nessun nessuno nessuna, never mai, remove togli togliere rimuovi, more
più piu, less meno, fewer meno, only solo soltanto solamente, add aggiungi aggiungere, narration
narrazione narratore voce, places luoghi scenari, closer vicino ravvicinato, wider largo ampio,
slowly lentamente piano, gently dolcemente, faster veloce rapido, shorter corto breve, longer
lunga, far lontano lontana, distance lontananza, running corre corrono correndo, walking cammina
camminano camminando, flying vola volano volando, sleeping dorme dormono dormendo, sitting seduto
seduta, standing fermo, swimming nuota nuotano nuotando, jumping salta saltano, left sinistra,
right destra, up sopra, down sotto, raining piove, snowing nevica, golden dorata d'oro
"""
ARTICLES = """
il lo la i gli le l un uno una dell della dello dei degli delle del al allo alla ai agli alle nel
nello nella nell nei negli nelle sul sullo sulla sull sui sugli sulle dal dalla dall suo sua suoi
sue mio mia nostro nostra ogni questo questa quel quella quell due tre quattro molti molte alcuni
"""
WHERE = """
in nel nello nella nell nei negli nelle su sul sullo sulla sull sui sugli sulle sotto tra fra verso
fino attraverso presso dentro dietro davanti lungo vicino accanto oltre
"""
SMALL = """
e ed o ma poi allora quando mentre dove chi che cui come se perché finché prima dopo qui lì là egli
lui lei essa essi loro io noi si ci gli le lo mi ti vi è sono era erano fu furono essere ha hanno
aveva c'è non sì di d da con senza per a ad molto anche già sempre mai oggi ora adesso presto
finalmente primo ultimo tutto tutti tutte niente qualcosa più meno solo insieme né eppure contro
durante
"""
JOINING = "e ed o ma mentre dove quando che finché perché poi per con in"
LINKING = "e ed ma poi"
SUBJECTS = "egli lui lei loro io noi nessuno qualcuno"
UNSEEN = """
nord sud est ovest fumo cenere polvere sabbia musica sangue tempo fine vita mondo inizio storia
momento anno anni ore aiuto speranza paura amore aria volta parte cosa cose voce canzone idea nome
lavoro verità pace guerra secolo viaggio avventura minuto settimana mese lato fondo bordo mezzo
anima modo maniera film odore calma ritorno istante
tavolo stufa pentola pavimento letto sedia finestra ramo porta sugo farina uova pane
"""
