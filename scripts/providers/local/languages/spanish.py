"""Spanish words for what the tables of `words` name in English."""

CODE = "es"

# Each entry: the English word, the Spanish one, and forms that no rule makes of it.
NOUNS = {
    "m": """
fox zorro, wolf lobo, cat gato, kitten gatito, dog perro, puppy cachorro, bear oso, rabbit conejo,
deer ciervo, deer venado, mouse ratón, lion león, tiger tigre, badger tejón, hedgehog erizo, panda
panda, monkey mono, horse caballo, goat cabrito, pig cerdo, elephant elefante, camel camello,
donkey burro, lynx lince, boar jabalí, beaver castor, frog sapo, lizard lagarto, bird pájaro, owl
búho, raven cuervo, penguin pingüino, duck pato, parrot loro, sparrow gorrión, robin petirrojo,
swan cisne, rooster gallo, falcon halcón, flamingo flamenco, fish pez peces, fish pescado, dolphin
delfín, shark tiburón, salmon salmón, octopus pulpo, crab cangrejo, beetle escarabajo, robot robot,
tree árbol, oak roble, pine pino, fir abeto, birch abedul, willow sauce, bush arbusto, sunflower
girasol, tulip tulipán, mushroom hongo, cactus cactus, fern helecho, coral coral, wheat trigo,
castle castillo, lighthouse faro, temple templo, bridge puente, skyscraper rascacielos, windmill
molino, barn granero, well pozo, palace palacio, wall muro, boat barco, boat bote, sailboat velero,
ship buque, ship navío, car coche, car auto, bus autobús, train tren, truck camión, tram tranvía,
airplane avión, helicopter helicóptero, balloon globo, rocket cohete, carriage carruaje, submarine
submarino, tractor tractor, lantern farol, book libro, map mapa, chest cofre, compass compás, clock
reloj, umbrella paraguas, telescope telescopio, violin violín, piano piano, ring anillo, mirror
espejo, bread pan, crystal cristal, shield escudo, hammer martillo, anchor ancla, man hombre, boy
niño, boy chico, child hijo, keeper guardián, keeper farero, fisherman pescador, sailor marinero,
captain capitán, painter pintor, baker panadero, teacher maestro, teacher profesor, traveler
viajero, wanderer caminante, wizard mago, king rey, prince príncipe, knight caballero, farmer
granjero, farmer campesino, scientist científico, explorer explorador, astronaut astronauta, doctor
médico, musician músico, singer cantante, dancer bailarín, poet poeta, writer escritor, engineer
ingeniero, builder constructor, father padre, brother hermano, grandfather abuelo, friend amigo,
stranger extraño, hunter cazador, monk monje, merchant mercader, gardener jardinero, hero héroe,
pilot piloto, soldier soldado, worker obrero, clockmaker relojero, beekeeper apicultor, carpenter
carpintero, cook cocinero, inventor inventor, pirate pirata, shepherd pastor, tailor sastre,
emperor emperador, warrior guerrero, priest sacerdote, blacksmith herrero, diver buzo, nomad
nómada, workshop taller, attic desván, cellar sótano, laboratory laboratorio, museum museo, theatre
teatro, space espacio, planet planeta, reef arrecife, tunnel túnel, village pueblo, alley callejón,
market mercado, rooftop tejado, sea mar, ocean océano, harbour puerto, lake lago, river río, pond
estanque, pier muelle, cliff acantilado, desert desierto, oasis oasis, canyon cañón, valley valle,
glacier glaciar, volcano volcán, hill cerro, forest bosque, swamp pantano, field campo, garden
jardín, park parque, path camino, path sendero, vineyard viñedo, snow nieve, wind viento, thunder
trueno, lightning rayo, lightning relámpago, dawn amanecer, sunset atardecer, dusk anochecer, dusk
crepúsculo, day día, noon mediodía, sun sol, summer verano, winter invierno, autumn otoño, sky
cielo, stream arroyo, fire fuego, footsteps paso, silence silencio, crowd gentío, sound sonido,
dream sueño, heart corazón, ice hielo, clearing claro, people pueblo
""",
    "f": """
cat gata, dog perra, hare liebre, cow vaca, sheep oveja, goat cabra, giraffe jirafa, zebra cebra,
otter nutria, frog rana, snake serpiente, tortoise tortuga, squirrel ardilla, fox zorra, wolf loba,
bird ave, owl lechuza, gull gaviota, eagle águila, heron garza, goose oca, crane grulla, stork
cigüeña, pigeon paloma, hen gallina, whale ballena, seal foca, orca orca, jellyfish medusa, ray
raya, bee abeja, butterfly mariposa, dragonfly libélula, ant hormiga, firefly luciérnaga, moth
polilla, spider araña, machine máquina, palm palmera, flower flor, rose rosa, seaweed alga, house
casa, hut choza, cabin cabaña, church iglesia, cathedral catedral, tower torre, pyramid pirámide,
ruin ruina, tent tienda, factory fábrica, gate puerta, wall muralla, statue estatua, column
columna, galley galera, boat barca, bicycle bicicleta, motorcycle moto, spaceship nave, cart
carreta, lantern linterna, lamp lámpara, candle vela, letter carta, key llave, box caja, compass
brújula, cup taza, kettle tetera, guitar guitarra, kite cometa, ball pelota, coin moneda, crown
corona, sword espada, bottle botella, suitcase maleta, bell campana, seed semilla, apple manzana,
stars estrellas, star estrella, feather pluma, stone piedra, camera cámara, radio radio, shell
concha, shell caracola, net red, basket cesta, woman mujer, girl niña, girl chica, child hija,
keeper guardiana, queen reina, witch bruja, princess princesa, scientist científica, mother madre,
sister hermana, grandmother abuela, friend amiga, teacher maestra, painter pintora, doctor médica,
dancer bailarina, writer escritora, fisherman pescadora, nurse enfermera, people gente, room
habitación, kitchen cocina, bedroom alcoba, library biblioteca, bakery panadería, school escuela,
station estación, moon luna, galaxy galaxia, cave cueva, cave caverna, mine mina, city ciudad,
street calle, square plaza, coast costa, beach playa, shore orilla, bay bahía, island isla, lagoon
laguna, waterfall cascada, dune duna, savanna sabana, mountain montaña, ridge sierra, hill colina,
jungle selva, meadow pradera, grass hierba, farm granja, road carretera, rain lluvia, snow nevada,
fog niebla, mist neblina, mist bruma, storm tormenta, night noche, midnight medianoche, morning
mañana, afternoon tarde, dawn alba, dawn madrugada, spring primavera, light luz luces, darkness
oscuridad, shadow sombra, waves ola, water agua, crowd multitud, hour hora, season estación,
family familia familias, room sala salas
""",
}
ADJECTIVES = """
red rojo, orange naranja, yellow amarillo, golden dorado, green verde, turquoise turquesa, blue
azul, purple morado, violet violeta, pink rosado, brown marrón, black negro, white blanco, grey
gris, silver plateado, dark oscuro, bright brillante, bright luminoso, warm cálido, cold frío,
small pequeño, big grande, dry seco, old viejo, old antiguo, young joven jóvenes, long largo, high
alto, deep profundo, quiet tranquilo, quiet silencioso, wild salvaje, rainy lluvioso, foggy
nublado, sunny soleado, stormy tormentoso, snowy nevado, frozen helado, wet mojado, clear claro,
lonely solitario, sad triste, happy feliz felices, angry enojado, afraid asustado, tired cansado,
curious curioso, tiny diminuto, soft suave, empty vacío, lost perdido, broken roto, slow lento,
heavy pesado, last último
"""
WORDS = """
without sin, never nunca, remove quita quitar elimina, more más, less menos, fewer menos, only solo
sólo solamente, add añade añadir agrega, narration narración narrador voz, places lugares
escenarios, closer cerca cercano acércate, wider amplio ancho abierto, slowly despacio lentamente,
gently suavemente, faster rápido deprisa, shorter corto corta, longer larga, far lejos lejano,
distance lejanía, running corre corren corriendo, walking camina caminan anda andan caminando,
flying vuela vuelan volando, sleeping duerme duermen durmiendo, sitting sentado sentada, standing
parado, swimming nada nadan nadando, jumping salta saltan saltando, left izquierda, right derecha,
up arriba, down abajo, snowing nieva, raining llueve, golden dorada, calmer calma, moonlight lunar
"""
ARTICLES = """
el la los las un una unos unas su sus mi mis tu nuestro nuestra cada este esta estos estas ese esa
aquel aquella al del otro otra dos tres cuatro muchos muchas algunos
"""
WHERE = """
en sobre bajo entre hacia hasta por tras ante desde cerca junto dentro encima debajo detrás al
través
"""
SMALL = """
y e o u pero mas entonces cuando mientras donde dónde quien que qué como si porque hasta antes
después aquí allí él ella ello ellos ellas yo nosotros se le les lo me te nos es son era eran fue
fueron ser está están estaba ha han había hay no sí de con sin para por a al del muy también ya
siempre nunca hoy ahora luego pronto finalmente primero último todo todos nada algo más menos solo
juntos juntas ni sino pues aunque según contra durante
"""
JOINING = "y e o u pero mientras donde cuando que hasta porque entonces para aunque con en"
LINKING = "y e pero entonces luego"
SUBJECTS = "él ella ellos ellas yo nosotros nadie alguien"
UNSEEN = """
norte sur este oeste humo ceniza polvo arena música sangre fuerzas tiempo fin final vida mundo
principio historia momento año años horas ayuda esperanza miedo amor aire vez parte cosa cosas voz
canción idea nombre trabajo verdad paz guerra siglo viaje aventura minuto semana mes lado fondo
borde medio alma manera película olor calma vuelta
mesa estufa olla suelo cama silla ventana rama puerta muro
"""
