"""French words for what the tables of `words` name in English."""

CODE = "fr"

# Each entry: the English word, the French one, and forms that no rule makes of it.
NOUNS = {
    "m": """
fox renard, fox renardeau, wolf loup, cat chat, kitten chaton, dog chien, puppy chiot, bear ours,
rabbit lapin, hare lièvre, deer cerf, lion lion, tiger tigre, squirrel écureuil, badger blaireau,
hedgehog hérisson, panda panda, monkey singe, horse cheval chevaux, sheep mouton, pig cochon,
elephant éléphant, camel chameau, zebra zèbre, donkey âne, lynx lynx, boar sanglier, beaver castor,
lizard lézard, snake serpent, bird oiseau, owl hibou, raven corbeau, penguin pingouin, penguin
manchot, duck canard, gull goéland, eagle aigle, parrot perroquet, sparrow moineau, robin
rouge-gorge, heron héron, swan cygne, rooster coq, falcon faucon, pigeon pigeon, flamingo flamant,
fish poisson, dolphin dauphin, shark requin, salmon saumon, seal phoque, crab crabe, butterfly
papillon, beetle scarabée, robot robot, tree arbre, oak chêne, pine pin, fir sapin, birch bouleau,
palm palmier, willow saule, bush buisson, sunflower tournesol, mushroom champignon, cactus cactus,
reed roseau, coral corail coraux, wheat blé, castle château, lighthouse phare, temple temple,
bridge pont, skyscraper gratte-ciel, windmill moulin, well puits, palace palais, wall mur, boat
bateau, sailboat voilier, ship navire, bus bus, train train, truck camion, tram tramway, bicycle
vélo, airplane avion, helicopter hélicoptère, balloon ballon, spaceship vaisseau, submarine
sous-marin, tractor tracteur, book livre, chest coffre, umbrella parapluie, telescope télescope,
violin violon, piano piano, kite cerf-volant, ring anneau, mirror miroir, bread pain, crystal
cristal cristaux, shield bouclier, hammer marteau, net filet, basket panier, man homme, boy garçon,
child enfant, keeper gardien, fisherman pêcheur, sailor marin, captain capitaine, painter peintre,
baker boulanger, teacher professeur, teacher maître, traveler voyageur, wanderer vagabond, wizard
magicien, wizard sorcier, king roi, prince prince, knight chevalier, farmer fermier, farmer paysan,
scientist savant, scientist scientifique, explorer explorateur, astronaut astronaute, doctor
médecin, musician musicien, singer chanteur, dancer danseur, poet poète, writer écrivain, engineer
ingénieur, builder bâtisseur, father père, brother frère, grandfather grand-père, friend ami,
stranger inconnu, hunter chasseur, monk moine, merchant marchand, gardener jardinier, hero héros,
pilot pilote, soldier soldat, worker ouvrier, clockmaker horloger, beekeeper apiculteur, carpenter
charpentier, carpenter menuisier, cook cuisinier, inventor inventeur, pirate pirate, shepherd
berger, tailor tailleur, emperor empereur, warrior guerrier, priest prêtre, blacksmith forgeron,
diver plongeur, nomad nomade, people peuple, workshop atelier, attic grenier, laboratory
laboratoire, museum musée, theatre théâtre, cafe café, space espace, planet astre, reef récif,
tunnel tunnel, village village, market marché, rooftop toit, ocean océan, harbour port, lake lac,
river fleuve, pond étang, pier quai, shore rivage, desert désert, canyon canyon, mountain mont,
valley vallon, summit sommet, glacier glacier, volcano volcan, wood bois, swamp marais, field
champ, field pré, garden jardin, park parc, path chemin, path sentier, vineyard vignoble, fog
brouillard, storm orage, wind vent, thunder tonnerre, lightning éclair, sunrise lever, sunset
coucher, dusk crépuscule, morning matin, evening soir, day jour, noon midi, sun soleil, summer été,
winter hiver, spring printemps, autumn automne, sky ciel, stream ruisseau, fire feu, footsteps pas,
silence silence, sound son, dream rêve, heart cœur, frost gel
""",
    "f": """
cat chatte, dog chienne, mouse souris, cow vache, goat chèvre, giraffe girafe, otter loutre, frog
grenouille, snake couleuvre, tortoise tortue, fox renarde, wolf louve, deer biche, owl chouette,
crow corneille, gull mouette, goose oie, hen poule, crane grue, stork cigogne, pigeon colombe,
whale baleine, octopus pieuvre, orca orque, jellyfish méduse, ray raie, bee abeille, dragonfly
libellule, ant fourmi, firefly luciole, spider araignée, machine machine, flower fleur, rose rose,
tulip tulipe, fern fougère, seaweed algue, house maison, hut hutte, cabin cabane, church église,
cathedral cathédrale, tower tour, pyramid pyramide, ruin ruine, tent tente, factory usine, barn
grange, gate porte, wall muraille, statue statue, column colonne, galley galère, boat barque, car
voiture, motorcycle moto, rocket fusée, cart charrette, carriage calèche, lantern lanterne, lamp
lampe, candle bougie, letter lettre, map carte, key clé, key clef, box boîte, compass boussole,
clock horloge, watch montre, cup tasse, kettle bouilloire, guitar guitare, ball balle, coin pièce,
crown couronne, sword épée, bottle bouteille, suitcase valise, bell cloche, seed graine, apple
pomme, stars étoiles, star étoile, feather plume, stone pierre, camera caméra, radio radio, shell
coquille, anchor ancre, woman femme, girl fille, girl fillette, keeper gardienne, queen reine,
witch sorcière, princess princesse, mother mère, sister sœur, grandmother grand-mère, friend amie,
teacher maîtresse, dancer danseuse, singer chanteuse, baker boulangère, farmer fermière, scientist
scientifique, nurse infirmière, crowd foule, room chambre, room pièce, kitchen cuisine, library
bibliothèque, bakery boulangerie, school école, station gare, moon lune, planet planète, galaxy
galaxie, cave grotte, cave caverne, mine mine, city ville, street rue, alley ruelle, square place,
sea mer, coast côte, beach plage, bay baie, island île, cliff falaise, lagoon lagune, river
rivière, waterfall cascade, dune dune, savanna savane, mountain montagne, valley vallée, hill
colline, forest forêt, jungle jungle, meadow prairie, grass herbe, farm ferme, road route, clearing
clairière, rain pluie, snow neige, mist brume, storm tempête, night nuit, midnight minuit, dawn
aube, dawn aurore, afternoon après-midi, light lumière, darkness obscurité, shadow ombre, waves
vague, water eau, season saison, ice glace, hour heure,
family famille familles, hall salle salles
""",
}
ADJECTIVES = """
red rouge, red roux rousse rousses, orange orange, yellow jaune, golden doré, green vert, turquoise
turquoise, blue bleu, purple pourpre, violet violet, pink rose, brown brun, brown marron, black
noir, white blanc blanche blanches, grey gris, silver argenté, dark sombre, dark obscur, bright
lumineux lumineuse, bright clair, warm chaud, cold froid, small petit, big grand, dry sec sèche
sèches, old vieux vieil vieille vieilles, old ancien ancienne anciennes, young jeune, long long
longue longues, high haut, deep profond, quiet calme, quiet silencieux silencieuse, quiet
tranquille, wild sauvage, rainy pluvieux, foggy brumeux, sunny ensoleillé, stormy orageux, snowy
enneigé, frozen gelé, wet mouillé, lonely solitaire, lonely seul, sad triste, happy heureux
heureuse, angry furieux, afraid effrayé, tired fatigué, curious curieux curieuse, tiny minuscule,
soft doux douce, empty vide, lost perdu, broken cassé, slow lent, heavy lourd, last dernier
dernière
"""
WORDS = """
without sans, never jamais, not pas, no aucun aucune, remove enlève enlever retire retirer, more
plus, less moins, fewer moins, only seulement uniquement, add ajoute ajouter, narration narration
narrateur voix, places lieux endroits décors, closer près proche rapproché, wider large élargi,
slowly lentement doucement, gently délicatement, faster vite rapide rapidement, shorter court
courte, longer longue, far loin lointain, distance lointaine, running court courent courant,
walking marche marchent marchant, flying vole volent volant, sleeping dort dorment dormant, sitting
assis assise, standing debout, swimming nage nagent nageant, jumping saute sautent, left gauche,
right droite, up haut, down bas, raining pleut, snowing neige, darker assombri, brighter éclairci,
golden dorée
"""
ARTICLES = """
le la les l un une des du au aux d son sa ses mon ma mes notre leur leurs chaque ce cet cette ces
quelques deux trois quatre plusieurs
"""
WHERE = """
dans sur sous à au aux entre vers chez devant derrière près parmi par jusqu jusque depuis contre
dessus dessous autour travers
"""
SMALL = """
et ou mais donc puis alors quand lorsque lorsqu tandis où qui que qu quoi dont comme si car parce
jusqu avant après ici là il elle on ils elles je j tu nous vous se s me m te y en ne n pas est sont
était étaient fut être a ont avait oui non de d avec sans pour très aussi déjà toujours jamais
aujourd hui maintenant bientôt soudain enfin finalement premier dernier tout tous toute toutes rien
plus moins ensemble c cela ça ni pendant durant lui eux
"""
JOINING = "et ou mais puis tandis où qui que quand lorsque jusqu pour avec dans car comme"
LINKING = "et mais puis"
SUBJECTS = "il elle on ils elles je nous personne"
UNSEEN = """
nord sud est ouest fumée cendre poussière sable musique sang temps fin vie monde début histoire
moment an ans année années heures aide espoir peur amour air fois partie chose choses voix chanson
idée nom travail vérité paix guerre siècle voyage aventure minute semaine mois côté fond bord
milieu âme manière film odeur calme retour instant
table four casserole sol lit chaise fenêtre branche porte système noir ombre
"""
