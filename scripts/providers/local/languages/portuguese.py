"""Portuguese words for what the tables of `words` name in English."""

CODE = "pt"

# Each entry: the English word, the Portuguese one, and forms that no rule makes of it.
NOUNS = {
    "m": """
wolf lobo, cat gato, kitten gatinho, dog cão cães, dog cachorro, bear urso, rabbit coelho, deer
veado, deer cervo, mouse rato, lion leão leões, tiger tigre, squirrel esquilo, badger texugo,
hedgehog ouriço, panda panda, monkey macaco, horse cavalo, pig porco, elephant elefante, camel
camelo, donkey burro, lynx lince, boar javali, beaver castor, frog sapo, lizard lagarto, bird
pássaro, raven corvo, penguin pinguim, duck pato, parrot papagaio, sparrow pardal, swan cisne,
rooster galo, falcon falcão, pigeon pombo, fish peixe, dolphin golfinho, shark tubarão tubarões,
salmon salmão, octopus polvo, crab caranguejo, beetle besouro, firefly vagalume, firefly vaga-lume,
robot robô, oak carvalho, pine pinheiro, fir abeto, willow salgueiro, bush arbusto, sunflower
girassol, mushroom cogumelo, cactus cacto, coral coral, wheat trigo, castle castelo, lighthouse
farol, temple templo, skyscraper arranha-céu, windmill moinho, barn celeiro, well poço, palace
palácio, wall muro, boat barco, sailboat veleiro, ship navio, car carro, bus autocarro, bus ônibus,
train trem, train comboio, truck caminhão, tram bonde, tram elétrico, airplane avião aviões,
helicopter helicóptero, balloon balão balões, rocket foguete, submarine submarino, tractor trator,
lantern lampião, gate portão, bell sino, book livro, map mapa, chest baú, clock relógio, telescope
telescópio, violin violino, guitar violão, piano piano, ring anel, mirror espelho, bread pão pães,
crystal cristal, shield escudo, hammer martelo, umbrella guarda-chuva, basket cesto, man homem, boy
menino, boy rapaz, child filho, keeper guardião, keeper faroleiro, fisherman pescador, sailor
marinheiro, captain capitão, painter pintor, baker padeiro, teacher professor, traveler viajante,
wanderer andarilho, wizard mago, wizard feiticeiro, king rei, prince príncipe, knight cavaleiro,
farmer agricultor, farmer camponês, scientist cientista, explorer explorador, astronaut astronauta,
doctor médico, musician músico, singer cantor, dancer dançarino, poet poeta, writer escritor,
engineer engenheiro, father pai, brother irmão irmãos, grandfather avô, friend amigo, stranger
estranho, hunter caçador, monk monge, merchant mercador, gardener jardineiro, hero herói, pilot
piloto, soldier soldado, worker operário, clockmaker relojoeiro, beekeeper apicultor, carpenter
carpinteiro, cook cozinheiro, inventor inventor, pirate pirata, shepherd pastor, tailor alfaiate,
emperor imperador, warrior guerreiro, priest padre, blacksmith ferreiro, diver mergulhador, nomad
nômade, people povo, room quarto, attic sótão, cellar porão, laboratory laboratório, museum museu,
theatre teatro, space espaço, planet planeta, reef recife, tunnel túnel, alley beco, market
mercado, rooftop telhado, sea mar, ocean oceano, harbour porto, lake lago, river rio, pond açude,
pier cais, cliff penhasco, desert deserto, oasis oásis, canyon desfiladeiro, valley vale, glacier
glaciar, volcano vulcão, hill morro, forest bosque, swamp pântano, field campo, garden jardim, park
parque, path caminho, path trilho, meadow prado, vineyard vinhedo, fog nevoeiro, wind vento,
thunder trovão, lightning relâmpago, lightning raio, dawn amanhecer, sunset entardecer, sunset
pôr-do-sol, dusk anoitecer, dusk crepúsculo, day dia, noon meio-dia, sun sol, summer verão, winter
inverno, autumn outono, sky céu, stream riacho, stream ribeiro, fire fogo, footsteps passo, silence
silêncio, sound som, dream sonho, heart coração, ice gelo
""",
    "f": """
fox raposa, cat gata, dog cadela, hare lebre, cow vaca, sheep ovelha, goat cabra, giraffe girafa,
zebra zebra, otter lontra, frog rã, snake cobra, snake serpente, tortoise tartaruga, wolf loba,
bird ave, owl coruja, crow gralha, gull gaivota, eagle águia, heron garça, goose gansa, crane grua,
stork cegonha, hen galinha, whale baleia, seal foca, orca orca, jellyfish medusa, jellyfish
água-viva, ray arraia, bee abelha, butterfly borboleta, dragonfly libélula, ant formiga, moth
mariposa, spider aranha, machine máquina, tree árvore, palm palmeira, birch bétula, flower flor,
rose rosa, tulip tulipa, fern samambaia, seaweed alga, house casa, hut choupana, cabin cabana,
church igreja, cathedral catedral, tower torre, pyramid pirâmide, bridge ponte, ruin ruína, tent
tenda, factory fábrica, gate porta, wall muralha, statue estátua, column coluna, galley galera,
boat barca, sailboat jangada, bicycle bicicleta, motorcycle moto, spaceship nave, cart carroça,
carriage carruagem, lantern lanterna, lamp lâmpada, candle vela, letter carta, key chave, box
caixa, compass bússola, cup xícara, kettle chaleira, guitar guitarra, kite pipa, ball bola, coin
moeda, crown coroa, sword espada, bottle garrafa, suitcase mala, seed semente, apple maçã, stars
estrelas, star estrela, feather pena, stone pedra, camera câmera, radio rádio, shell concha, anchor
âncora, net rede, woman mulher, girl menina, girl rapariga, child criança, child filha, keeper
guardiã, queen rainha, witch bruxa, princess princesa, mother mãe, sister irmã, grandmother avó,
friend amiga, teacher professora, painter pintora, doctor médica, dancer bailarina, writer
escritora, nurse enfermeira, crowd multidão, kitchen cozinha, library biblioteca, workshop oficina,
bakery padaria, school escola, station estação, moon lua, galaxy galáxia, cave caverna, cave gruta,
mine mina, city cidade, street rua, square praça, village aldeia, village vila, coast costa, beach
praia, shore margem, bay baía, island ilha, lagoon lagoa, waterfall cachoeira, dune duna, savanna
savana, mountain montanha, ridge serra, hill colina, forest floresta, wood mata, jungle selva,
grass relva, farm fazenda, farm quinta, road estrada, clearing clareira, rain chuva, snow neve, fog
névoa, mist neblina, mist bruma, storm tempestade, storm tormenta, night noite, midnight
meia-noite, morning manhã, afternoon tarde, dawn madrugada, dawn aurora, spring primavera, light
luz, darkness escuridão, shadow sombra, waves onda, water água, season estação, hour hora,
moonlight luar,
family família famílias, room sala salas
""",
}
ADJECTIVES = """
red vermelho, orange laranja, yellow amarelo, golden dourado, green verde, turquoise turquesa, blue
azul, purple roxo, violet violeta, pink rosado, brown castanho, brown marrom, black preto, black
negro, white branco, grey cinzento, grey cinza, silver prateado, dark escuro, bright brilhante,
bright luminoso, warm quente, cold frio, small pequeno, big grande, dry seco, old velho, old
antigo, young jovem jovens, long longo, high alto, deep profundo, quiet calmo, quiet silencioso,
quiet tranquilo, wild selvagem, rainy chuvoso, foggy enevoado, sunny ensolarado, stormy
tempestuoso, snowy nevado, frozen gelado, wet molhado, clear claro, lonely solitário, lonely
sozinho, sad triste, happy feliz felizes, angry zangado, afraid assustado, tired cansado, curious
curioso, tiny minúsculo, soft suave, empty vazio, lost perdido, broken quebrado, slow lento, heavy
pesado, last último
"""
WORDS = """
without sem, in no na nos nas, not não nao, never nunca, remove tira tirar remova remover, more
mais, less menos, fewer menos, only só somente apenas, add adiciona adicionar acrescenta, narration
narração narrador voz, places lugares cenários, closer perto próximo aproxima, wider amplo largo
aberto, slowly devagar lentamente, gently suavemente, faster rápido depressa, shorter curto curta,
longer longa, far longe distante, distance distância, running corre correm correndo, walking
caminha caminham anda andam caminhando, flying voa voam voando, sleeping dorme dormem dormindo,
sitting sentado sentada, standing parado, swimming nada nadam nadando, jumping salta saltam pula
pulam, left esquerda, right direita, up acima, down abaixo, raining chove, snowing neva, golden
dourada
"""
ARTICLES = """
o a os as um uma uns umas seu sua seus suas meu minha nosso nossa cada este esta esse essa aquele
aquela ao à aos às do da dos das no na nos nas num numa dois duas três quatro muitos muitas alguns
"""
WHERE = """
em no na nos nas num numa sobre sob entre até por pelo pela pelos pelas ante perto junto dentro
acima abaixo atrás ao à através
"""
SMALL = """
e ou mas então quando enquanto onde quem que como se porque até antes depois aqui ali lá ele ela
eles elas eu nós você lhe me te é são era eram foi foram ser está estão estava há tem havia não sim
de do da dos das com sem para por a ao muito também já sempre nunca hoje agora logo finalmente
primeiro último tudo todos todas nada algo mais menos só juntos juntas nem pois embora contra
durante cujo
"""
JOINING = "e ou mas enquanto onde quando que até porque então para embora com em"
LINKING = "e mas então depois"
SUBJECTS = "ele ela eles elas eu nós ninguém alguém"
UNSEEN = """
norte sul leste oeste fumo fumaça cinza poeira areia música sangue tempo fim final vida mundo
princípio história momento ano anos horas ajuda esperança medo amor ar vez parte coisa coisas voz
canção ideia nome trabalho verdade paz guerra século viagem aventura minuto semana mês lado fundo
beira meio alma maneira filme cheiro calma volta
mesa fogão panela chão cama cadeira janela ramo porta
"""
