"""Frequent first names and surnames in Germany, ordinary vocabulary for the name check.

Names that are words, trades, places or months as well stand apart: they count as names only where
the words around them say so. All entries are folded as `names.fold` does: lower case, ue for ü.
"""


def vocabulary(text: str) -> frozenset[str]:
    """The words of a text, each once.

    >>> sorted(vocabulary("meyer schulz meyer"))
    ['meyer', 'schulz']
    """
    return frozenset(text.split())


SURNAMES = vocabulary("""
abbas abdi abdullah acar ackermann adamczyk ahlers ahmad ahmadi ahmed ahrens akin aksakal aksoy
aktas albers alhassan alkan altintas altmann altun amann andersen andreeva andres antic antonov
appel arens arndt arslan aslan asmus ates avci aydin aydogan babic bachmann bader bahr baier
baldauf balke ballmann balzer banaszak bangert baran bartels barth bartl bartsch bartz barzani
baumann baumgaertner baumgartner baur bausch bayram bechtel becker beckmann behnke behr behrend
behrendt behrens beier bektas berger bergmann bergner bernhardt bertram bessler bettinger beyer
bianchi bicer biebl bielecki biermann bischoff bittner blaschke blattner bloch bluhm bode boeck
boehm boehme boehmer boehnke boettger bogdanov bogner bohlen bohn bohnert bolte bondarenko
borchert borgmann bormann borowiak borowski bosnjak bosse bozic bozkurt brandl brandt brehm
breitner brendel breuer breunig brinker brinkmann brkic brockmann bruckner brueckner brueggemann
bruenner bruns buchmann buchner budde buehler buettner buhl bulut burghardt burkhardt burmeister
burmester buschmann busse cakir cakmak carstens celik cetin cetinkaya chmielewski christiansen
cieslak ciftci clausen claussen coban colak conrads cordes cramer czarnecki dabrowski dahl daniels
daoud delic demir demirci dieckmann diehl diekmann dietrich dietz dietze dincer dingeldey dinh
dirks dittrich djordjevic dobler doering doerr dogan doganay dohmen dombrowski dorsch dressler
drews dreyer dubois dudek duerr duman duong duran durmaz dursun ebeling eberhardt eberle ebert
ebner eckardt eckert eckhardt eckstein eder eggers ehlers ehlert ehrhardt eichhorn eichler
eichmann eisele eisenmann ekin ekinci emmerich engelhardt engelke engelmann enke epple eppler
erdem erdmann erdogan erler ermel erol ersoy esposito euler fahrenholz fechner fedorov fehr felber
feldmann fernandes fernandez ferrari ferreira fichtner fiebig fiedler filipovic finke fleischhauer
flick foerstner frantz franzen frenzel freytag fricke friedrichs fritsch fritzsche froebel
froehling funke gaebel gajewski gansel garcia gebauer gebhardt gedik gehring gehrke geisler
geissler georgiou gerlach gerstner geyer ghanem giese giesecke giesen glaeser gloeckner glowacki
goebel goehler goekce goektas goeller goellner goerner goetz goetze goldmann gollnick gomes
goncharenko gonzales gonzalez gorecki gorski gotthardt gottschalk grabner grabowski graef graefe
greiner grossmann groth gruber gruenewald gruening grueter grunert guelec gueler guenay guendogdu
guenduez guenes guenther guer gungor gutmann haack haarmann haas haase haberland habermann haddad
hadzic haeusler hagedorn hagemann hahne hahnemann halilovic hamann hamid hamidi hannemann hansen
hartl hartmann hartung hartwig hassan hasse hauck haug haussmann heckel hecker heckmann
heidenreich heidrich hein heine heinemann heinen heinrichs heinze heinzelmann heise heitmann
helbig helfrich hellmann hellwig hempel hendricks henke hennecke hennig henning hensel hensler
hentschel herbers hermann herms hernandez herold herrling herrmann hertel herter hess hetzel
heumann heuser heyer heymann hildebrand hildebrandt hille hillebrand hinrichs hinz hinze hirth
hoang hodzic hoeft hoehn hoehne hoelscher hoelzel hoelzer hoenig hoepfner hoerner hoffer hoffmann
hofmann hohmann holtmann holzer holzmann homann hoppe horstmann horvat horvath hosseini huber
huebner huebsch huettner hussein huth huynh ibrahim ihle ilic illner immel isik ivanov ivanova
ivanovic jablonski jacobi jacobs jacobsen jaeckel jaekel jafari jahn jakobs jakubowski janik janke
jankovic jankowski janowski jansen jansky janssen janz jaschke jasper jaworski jensen jeske jessen
jochum johnson jost jovanovic juergens juhnke jukic junge kaczmarek kaestner kahraman kalinowski
kalkbrenner kalus kaminski karaca karakaya karatas karimi kaufhold kaya kayser kehrer kellermann
kempe kersten keskin kettner khalil kiesewetter kilic kilinc kirchhoff kirchmann kirchner
kirschner kissling klatt kleemann kleinert klement klemm klimek klopp klose knauer knezevic
kniesel knobloch knorr kobler kocak koebel koegel koehler koehn koehne koelbl koenigs koerber
koerner koese koester kohler kohlmann kolb kollmann kolodziej konstantinou kopp koppe koppelmann
korkmaz kortmann kosel koslowski kossmann kovac kovacs kovalenko kowalczyk kowalewski kowalski
kozlowski kraehmer kraemer krafft krahl kratz kraus krause krauss krauter kravchenko krawczyk
kremser kretschmer kriegel kroeger kroh krol kroll krueger krupa kruse kuball kubiak kucharski
kuechler kuegler kuehl kuehne kuehnel kuehnert kuester kuhlen kuhlmann kuhn kuhnert kunath kuntz
kuntze kunz kunze kurtulus kuske kutlu kuzmin kuznetsov kwiatkowski laemmle lambrecht langner
lechner lefevre lehmann lehner lehnert leitner lembke lemke lenk lenz leonhard leonhardt leuschner
levin lewald lewandowski liebermann liedtke lindemann lindner lippert lippmann loeffler loehr
lohmann lohse lopez lorenz lorenzen lovric ludwig luecke lueders luedtke lukic luong lysenko maass
maciejewski mahler mahmoud mahmud maier majchrzak majewski malinowski mangold mansour marciniak
maric marjanovic markert markovic marquardt marschner marten martens martinez matic mattern
matthes matthies maurus mayer mayr mehmedovic meier meinecke meinel meinert meinhardt meinhold
meis meissner melnyk melzer memmel mende mengel menke menzel merkel merten mertens messner mettler
metzner meurer mewes meyer michalak michalik michalke michalski michels mielke milosevic mischke
mitrovic moebius moehring moeller moerike mohamed mohammadi mohammed moldenhauer moradi moser
mosler mueck mueh muehlbauer mueller muench munk murr musial musterfrau mustermann muth
mykhailenko naegele nagy naser nasser nau naumann nazarenko nehls neitzel nerlich neubauer neuber
neugebauer neumann neumeister nguyen niedermeier niemann niemeyer nikolaidis nikolic nikolov
nitsche nitz nitzsche noack nolte noori novak novakovic nowak nowicki oberle oehler oeksuez oelze
oender oertel oezbek oezcan oezdemir oezen oezer oezguer oezkan oezmen oeztuerk oezturk oezyurt
olbrich oliveira ollmann olschewski olszewski opitz oppermann orlov ostermann ostermeier ostrowski
ostwald ott otten ozturk paetzold pannek papadakis papadopoulos pape papke pascher patzelt pauls
paulsen pavlov pavlovic pawlak pawlowski pereira perez peric perisic peschel peters petersen
petrov petrovic petry petzold pfannenschmidt pfeiffer pfister pfitzner pflueger pham pieper
pietrzak pietsch piontek piotrowski plath pletz podolski poehlmann poetsch pohl pollak popescu
popov popovic porsch preusser priebe pritzl puetz quandt quast rademacher radic radtke rahimi
ramirez ramm ranft raschke rashid rathje raue rauscher rebmann reeh regner rehbein rehm reichardt
reichel reichelt reichert reimann reimer reimers reimund reinecke reinert reinhard reinhardt
reinisch reinke reiser reitz renz rettig reusch reuter rezaei rhode ricci richert riebe rieck
riedel riedl riemer rink rippel rittner rizzo rodriguez roeder roehl roehm roehrig roesch roesler
roessler roessner roettger rohde romanov rombach ronge rosenbaum rosenkranz rossi rossmann roters
rothe rother rueger ruehl ruffing ruhl ruiz ruland runge rupprecht russo rutkowski sadowski sahbaz
sahin salzmann sanchez sander sasse sauter savchenko savic schaaf schaarschmidt schaedlich
schaefer schaefers schaefler schaller schaub scheel scheer scheerer scheffler scheidt schell
scheller scherer scherf scherzer schiemann schikora schindler schlegel schleicher schlemmer
schlichting schlueter schmid schmidt schmieder schmitt schmitten schmitz schmoll schneck schoeller
schoenemann schoenfeld schoenherr schoeps scholl scholz scholze schott schrader schramm schreiner
schreiter schroeder schroeter schroll schroth schubert schuch schueller schuerer schuermann
schuessler schuett schuette schuetter schuettler schuhmann schulte schultz schulz schulze
schumacher schumann schurig schwaiger schwandt schwartz schwarzkopf schweitzer schwenk
schwerdtfeger schwind seeger seger seibel seibert seibold seibt seidel seidl seif seifert seiffert
seitz semenov senger senol seyfarth sezer sharif shevchenko sieber siebert siegert siegmund siemon
siepmann sievers sikora simic simsek singh skiba smirnov sobczak sobotta soelter sokolov sommerer
sommerfeld sommerfeldt soylu spaeth spengler spiess spohn stachowiak stadtler staiger stankovic
staudt steffen steffens stegemann steger stegmann steiger steinert steinke steinmann stelter
stelzer stengel stenger stenzel stepanov stephani stepien stiegler stoeber stoecker stoehr stoever
stojanovic stolle storz straub straube strobel strohmeier stuber suhr sultani szczepanski
szymanski tahiri tamm tasdemir teichert teichmann tekin tepper tesch teuber theis theisen thiel
thiele thieme thies thoma thomae thoms thomsen thuermer tiedemann tietz tietze tillmann timmermann
tkachenko todorovic toelle tomczak tomic toprak tosun toth trautmann trautwein tropp truong tuncer
turan ueberschaer uenal ugur uhl uhlig ulbrich ullmann ullrich ulusoy unal unger urbach urbanek
urbaniak utz uysal vahl vasiliev vasiliou vidovic viebrock vierling vieth vogler voigt
voigtlaender volkmann volkov vollmar vollmer vollrath volz vorwerk vukovic wachter wagner walczak
wallner walter walther walz wanke wardak warnecke warnke wasilewski weber weese wegener wegmann
wegner wehner wehrle weidemann weidlich weidner weigand weigel weigert weigl weimann weimer
weinert weinhold weinmann weissenborn welker weller welsch welter wendt wenk wenzl werle werner
wernicke werth wessel westphal wetzel weyand weyer wichmann wiechmann wieczorek wiedemann wiedmann
wiegand wiegel wiegmann wiemann wienhold wieser wiesinger wiesner wildner wilke wilken willems
williams willmann wimmer windisch winkelmann winkler wirsing wirtz wisniewski witkowski witt
wittmann witzel woehrle woelfel wohlgemuth wojcik wolff wollny wolter wozniak wrobel wroblewski
wuest wulf wuttke yalcin yalcinkaya yaman yavuz yazici yesil yigit yildirim yildiz yilmaz yousef
yuecel yusuf zadeh zalewski zander zapf zawadzki zaytsev zech zeidler zeiler zeitler zengin zerbe
zeuner zielinski zielke ziemann zinke zivkovic zoeller zschoche
""")
"""Surnames that are hardly anything else."""

WORDLIKE_SURNAMES = vocabulary("""
abel abraham adam adler al-hassan albert albrecht ali alt anders arnold auer aurich aziz baer
bayer becher beck beer beil bendel bender benz bernhard betz bieber binder blank block blum blume
boettcher boldt born bosch brauer braun braune bruder brunner buchholz bui burger busch can claus
clemens conrad costa dag dang daum decker degen deutsch diener do doll dorn dreher drescher duda
ebersbach egger ehrlich el-masri endres engel erbe ernst esch esser evers ewald faber fabian falk
falke farah fell fendt fest feuerstein finger fink fischbach fischer flach fleck fleischmann
forster frank franke franz freudenberg freund frey friedrich fries friese fritz froehlich fuchs
fuerst funk gabriel galle gartner gass geiger georgi gerber gerhard gerhardt glaser goerlitz grabe
grau grimm gross grunewald haag habib hacker hager hahn hain haller hammer harder hardt harms hase
haupt hauser hecht heid heil heim heinrich heinz heller helm herbert herder hering herz hesse
heuer hiller himmel hirsch hirt hoch hock hoefer hoess hofer holl horn hoyer huhn hummel hunger
jacob john jonas jones jordan jung junker just kahl kahle kalb kamp kara karg karl karsten kaspar
kasper kastner kehl keil keim kempf kerber kern kessler khan kiefer kilian kirsch kittel klaus
kleber kleiber klein klinger klink klinke kloss klug kluge knabe knapp knappe knauf knecht
knoblauch knoll knopf kober koc koch kohl kolbe konig konrad kotte kramer kranich kranz kremer
kress kreutz kreutzer kreuz krieger krone kropp krug krupp kuefer kuehn kupfer kurt kurz lampe
landgraf lang lange langer lauer le leis lerch lessing lieb liebe liebig lilienthal linde
lindenberg linder linke lippe lis lobe loewe loose lott lucas luther lutter lutz maas mack magnus
malik mandel manthey marek marschall martin marx mattes matthias mauer maul may mazur menge mergel
merz messer metz metzger michaelis michel moench mohr moll morgenroth morgenstern moritz muecke
mut nagel neu neuhaus nickel nuernberger ochs ohm ok omar onur osman oster oswald otte otto
overbeck pabst pala palm pankow panzer paul pauli paulus peter petri pfaff pfeffer pfeifer pflug
phan philipp philipps piper plank polat popp prager preiss preuss prinz probst puls raabe rahman
rank rapp rath rau rausch reck redlich reich reif reiner reinhold reiss reiter renken renner rick
rieger ries ringel rist ritz roemer rohr rohrbach roll romano romberg romero roos rose rosenberg
rosenthal roth rothenberg ruck rudolf rudolph ruediger ruf rump rupp rust sachs sachse sack
saenger saglam said saleh salem salomon santos sari sattler sauer sauerbier schach schade schaffer
schall schaper scharf schatz schauer scheibe schenk schenkel schick schiffer schiller schilling
schimmel schirmer schlag schmal schmalz schmuck schnabel schneider schnell schnitzer schnitzler
schoch schoen schoenberg schorn schreck schreier schuetz schuhmacher schuler schuster schwab
schwabe schwalbe schwan schwarz schwarze schwarzer schweiger schweizer seemann seiler selig sell
sen senft sick siemens silva simon simons singer smith sonnenberg sonntag sorge spahn specht
sperber sperling spies spindler spitzer springer stadler stamm stange stark stefan steinbach
steinbrecher steiner steinhauer steinmetz stephan sterz stiller stock stoll stolz stolze storch
strauch strauss strecker stroh struck strunk stumm stumpf suess sutter talbot tas temel theobald
thomas thon till timm tischer torres tran trapp treiber trost tuerk turner ucar uebel ulmer ulrich
unterberg urban uzun veit vetter vo vogel vogelsang voss vu wacker wagener wahl walde wandel
wanner wassermann wedel weiler weinberg weiner weingaertner weise weiss weisser wenzel weste
wieland wiener wiese wilde wilhelm wilk will winterberg winzer wirth witte wohlfahrt wolf wolfram
worm wunder wunderlich wurm zeh zeiss zell zeller zenker ziegler zimmerer zimmermann zink zipfel
zirkel zorn zwick
""")
"""Surnames that are also words, old trades, places or first names."""

ROLELIKE_SURNAMES = vocabulary("""
bach bahn bauer baum berg bischof bock brand brenner buck buerger christ drechsler feld fleischer
foerster freitag fuhrmann gaertner graf hagen hamm hauptmann held herbst herzog holz jaeger kaiser
kammer kaplan kaufmann keller koenig korn kraft krebs kreis licht link loch maerz mai mann maurer
meister mittag muster pfeil platz post rauch richter ritter rost saal schacht schild schlosser
schmied schreiber schueler schuetze siegel sommer spiegel stahl stein stern sturm topf vogt volk
weide wild winter wirt wurst zahn zimmer
""")
"""Surnames that an office meets as a role or a thing: `Rücksprache mit Förster`."""

FIRST_NAMES = vocabulary("""
achim adelheid agnes agnieszka ahmad ahmet albert aleksandra alex alexander alexandra alfred ali
alice alina amelie andrea andreas andrzej angela angelika anita anja anke anna annalena anne
anne-marie annette annika antje anton arne arnold arthur axel aylin ayse barbara bastian beate ben
benjamin bernadette bernd bernhard bettina bianca birgit birgitta bjoern bodo brigitte britta
bruno burak carina carl carla carmen carolin caroline carsten cem charlotte christa christel
christian christiane christin christina christine christoph clara claudia constanze corinna
cornelia dagmar daniel daniela david denise dennis detlef diana dieter dietmar dirk dominik doris
dorothea dorothee eberhard eckhard edgar edith egon ekaterina elena elfriede elif elisa elisabeth
elke ella emil emilia emine emma emre erich erik erika erwan erwin esther eva fabian fatih fatma
felix filiz florian frank franz franziska frauke frieda friederike friedhelm friedrich fritz gabi
gabriel gabriele gaby georg gerd gerda gerhard gerlinde gertrud gisela gottfried gregor gudrun
guel guenter guenther guido gundula gustav hakan hannah hannelore hannes hans hans-juergen
hans-peter harald hartmut hasan hatice heidi heike heiko heiner heinrich heinz heinz-peter helene
helga helmut henrik herbert hermann hermine hildegard holger horst hubert hugo ibrahim ilona ilse
ingeborg ingo ingrid irene irina irmgard isabel isabell isabelle ivana jacqueline jakob jan jana
janina janine jasmin jeanette jeannette jennifer jens jessica joachim jochen joerg johann johanna
johannes jonas jonathan josef joseph judith juergen julia julian juliane jutta karin karl
karl-heinz karla karsten katarzyna katharina kathrin katja katrin kemal kerstin kevin khaled klara
klaus klaus-dieter konstantin kristin kristina ksenia kurt lara larissa laura layla lea lena leon
leonie lina lisa liselotte lothar louis luca ludger ludwig luisa lukas lutz lydia magdalena magnus
maik maja malte mandy manfred manuel manuela marc marcel marco marcus mareike margarete margit
margot marianne marie mario marion markus marlene marlies martha martin martina marvin matthias
maximilian mehmet meike melanie melissa merve michael michaela mike milan miriam mirko mohamed
mohammad monika moritz murat mustafa nadine nadja natalie natascha nathalie nele nicole niklas
nikolaus nils nina noah nora norbert oemer oezlem oksana olaf ole olena olga oliver oskar osman
ottmar pascal patricia patrick paul paula pawel peggy peter petra philip philipp pia piotr rainer
ralf ralph ramona raphael regina reinhard reinhold renate rene ricarda rita robert roland rolf
romy ronald ronny rosemarie roswitha rudi rudolf ruediger ruth sabine sabrina samira sandra sandro
sara sarah sascha sebastian selina selma serkan sibylle siegfried sigrid silke silvana silvia
simon simone sina sofia sofie sonja sophia sophie stefan stefanie stefano steffen stephan
stephanie susann susanne svea sven svenja svetlana swen sylvia tanja tatjana thea theresa thilo
thomas thorben thorsten tilman tim timo tina tobias tomasz torsten traute udo ulf ulrich ulrike
ursula uta ute uwe valentin vanessa vera verena veronika viktor vladimir volker walter waltraud
werner wiebke wilfried wilhelm wolfgang wolfram yasemin yusuf yvonne zeynep zoe
""")
"""First names that are hardly anything else, unless a surname."""

WORDLIKE_FIRST_NAMES = vocabulary("""
adam august ernst iris kai linda maria marina mark max mona otto roman rosa rose till tom victoria
viktoria viola
""")
"""First names that are also words, months or places."""

SURNAME_ENDINGS = (
    "czyk", "enko", "escu", "evic", "huber", "idis", "maier", "mann", "mayer", "meier", "meyer",
    "oglu", "opoulos", "ovic", "owicz", "ski", "sky", "wicz",
)  # fmt: skip
"""Endings of surnames that German nouns do not have, but for NOUNS_ENDING_SO."""

NOUNS_ENDING_SO = vocabulary("""
amtmann bauhauptmann ehemann fachmann feuerwehrmann gewaehrsmann hauptmann hintermann jedermann
kameramann kaufmann landsmann mittelsmann obmann ombudsmann schiedsmann schutzmann seemann
staatsmann strohmann tormann vertrauensmann zimmermann
""")
"""Roles and trades that end like a surname."""
