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
abdullah acar adamczyk ahmad ahmadi ahmed ahrens akin aksoy aktas albers altmann altun andersen
arndt arslan aslan asmus avci aydin bachmann bader bahr balzer bartels barth bartsch baumann
baumgaertner baumgartner becker behrend behrendt behrens berger bergmann bernhardt bertram beyer
bianchi biermann bittner bluhm bode boehm boehme boettger bohn borchert bormann bosse brandl
brandt breuer brinkmann brockmann bruckner bruns budde buettner bulut burkhardt burmeister busse
cakir carstens celik cetin christiansen claussen coban cordes cramer dabrowski dahl daniels demir
demirci diehl dietrich dietz dittrich doering doerr dogan dressler drews dubois duman duong
ebeling eberhardt ebert eckert eckhardt eder eggers ehlers ehlert eichhorn eichler ekinci
engelhardt engelmann erdem erdmann erdogan esposito fahrenholz feldmann fernandez ferrari ferreira
fiedler finke fischbach frantz franzen frenzel fricke friedrichs fritsch froehling funke garcia
gebhardt gehrke geisler gerlach geyer giese goebel goetz goldmann gonzalez gottschalk grabner
grabowski graef graefe greiner grimm groth gruber gueler guenay guenes guenther guer haas haase
haddad hagemann hahne hamann hansen hartmann hartung hartwig hassan hauck haug hecker heckmann
hein heine heinemann heinrichs heinze helbig hellwig hempel henke hennig henning hensel hentschel
herbers hermann herold herrling herrmann hertel hess heuer heuser heyer hildebrand hildebrandt
hinrichs hinz hoelscher hoepfner hoffmann hofmann hohmann holtmann hoppe horstmann horvat horvath
huber huebner hussein ibrahim ilic ivanov ivanova jacobi jacobs jaekel jahn janke jankowski jansen
janssen jaschke jensen jessen johnson jost jovanovic juergens kaczmarek kaminski kaya kellermann
keskin kettner kilic kirchhoff kirchner klemm klose knauer knorr koehler koehn koerner koester
kohler kolb koppe korkmaz koslowski kovac kovacs kowalczyk kowalewski kowalski kraemer krafft
kraus krause krauss krawczyk kretschmer kroeger kroll krueger kruse kuehl kuehne kuehnel kuester
kuhlmann kuhn kuhnert kuntze kunz kunze kurtulus kuznetsov lambrecht lechner lefevre lehmann
lehnert lemke lenz leonhardt lewandowski liebig lindemann lindner lippert loeffler loehr lohmann
lopez lorenz ludwig lueders maass mahler maier majewski malinowski mansour markovic marquardt
martens martinez maurus mayer mayr meier meinert meinhardt meissner melzer menzel merkel merten
mertens mettler meyer michalski mielke moeller mohamed mohammed moser mueller musterfrau
mustermann muth nagy nasser naumann neubauer neugebauer neumann nguyen niemann nikolic nitsche
noack nolte novak nowak oezdemir oezkan oeztuerk oezturk opitz oppermann ott otten ozturk pannek
papadopoulos pape paulsen pawlak peters petersen petrov petrovic petzold pfeiffer pflueger pham
pieper pietsch plath pohl popescu popov popovic rademacher rehm reichel reichelt reimann reimer
reinecke reinhard reinhardt renz reuter rieck riedel riedl riemer rodriguez roeder roehrig rohde
rossi rothe ruehl runge russo sahin salzmann sanchez sander savic schaaf schaefer schaller schaub
scheer scheffler scherer schindler schlegel schlueter schmid schmidt schmieder schmitt schmitz
schoenfeld scholz schott schramm schreiner schroeder schroeter schroll schubert schuerer schuett
schulte schultz schulz schulze schumacher schumann schwabe schwarzer seidel seidl seifert seitz
sieber siebert siemon sievers simsek singh smirnov sokolov sommerfeld sommerfeldt steffen steffens
steinbach steinke stelzer stenzel stiegler straub strobel szymanski tekin tesch thiel thiele
thieme thomsen tiedemann tillmann toprak toth trautmann turan uenal uhlig ulbrich ullrich unal
unger urbanek vogler voigt volkmann volkov vollmer volz wagner walter walther weber wegener wegner
weidner weigand weigel weinert welsch wendt werner werth wessel westphal wichmann wieczorek
wiegand wiesner wilke wilken williams winkler witt wittmann wojcik wolff wolter wozniak wulf
yalcin yavuz yildirim yildiz yilmaz yuecel yusuf zander zapf zeidler zielinski ziemann zoeller
""")
"""Surnames that are hardly anything else."""

WORDLIKE_SURNAMES = vocabulary("""
abel adam albert albrecht ali anders arnold bayer becher beck bender benz binder blank blum blume
boettcher boldt bosch braun brunner buchholz busch can claus clemens conrad dag decker dreher duda
engel ernst esser faber falk fink fischer fleischmann frank franke franz frey friedrich fritz
froehlich fuchs funk gabriel geiger georgi gerber glaser gross grunewald hahn hammer harms haupt
hauser hecht heil heinrich heinz heller hesse hiller hirsch hoch hofer horn jacob john jones jung
kahl kamp karl kasper kempf kern kessler kiefer kirsch klaus klein klinger kloss klug kluge knoll
koc koch kohl konrad kramer kranz kremer kreuz krieger krug kuefer kuehn kurt kurz lang lange
langer lauer linde linke loewe lucas luther lutz martin marx mazur merz metzger michaelis michel
mohr moll moritz mut nagel neuhaus nickel omar oswald otte otto paul pauli paulus pfaff pfeffer
pfeifer philipp philipps polat popp preuss prinz probst puls raabe rapp rath rau rausch reich
reiss renner rieger ries ritz roemer romano rose rosenthal roth rothenberg rudolph ruf rump rupp
sachs saenger salem santos sari sauer schade schaper schenk schiller schilling schneider schnell
schoen schuetz schuhmacher schuler schuster schwab schwarz schwarze schweizer seiler silva simon
singer smith sonntag specht springer stadler stamm stark steiner steinmetz stephan stock stoll
strauch strauss struck stumpf suess tas thomas timm tran trapp ulrich urban vetter vogel voss
wacker wahl weise weiss wenzel wieland wiese wilde wilhelm will winterberg wirth witte wolf
wunderlich zeller ziegler zimmermann zink zirkel
""")
"""Surnames that are also words, old trades, places or first names."""

ROLELIKE_SURNAMES = vocabulary("""
bach bauer baum berg bock brand buck christ drechsler feld fleischer foerster freitag fuhrmann
gaertner graf held herbst herzog holz jaeger kaiser kaufmann keller koenig kraft krebs link mai
mann maurer meister pfeil richter ritter schlosser schmied schreiber schuetze siegel sommer stahl
stein stern sturm topf vogt volk wild winter wirt zimmer
""")
"""Surnames that an office meets as a role or a thing: `Rücksprache mit Förster`."""

FIRST_NAMES = vocabulary("""
achim adelheid agnes agnieszka ahmad ahmet aleksandra alexander alexandra alfred alice alina
amelie andrea andreas andrzej angela angelika anita anja anke anna annalena anne anne-marie
annette annika antje arne arthur axel aylin ayse barbara bastian beate benjamin bernadette bernd
bernhard bettina bianca birgit birgitta bjoern bodo brigitte britta bruno burak carina carla
carmen carolin caroline carsten cem charlotte christa christel christiane christin christina
christine christoph claudia constanze corinna cornelia dagmar daniela david denise dennis detlef
diana dieter dietmar dirk dominik doris dorothea dorothee eberhard eckhard edgar edith egon
ekaterina elena elfriede elif elisa elke ella emil emilia emine emma emre erich erik erika erwan
erwin esther eva fabian fatih fatma felix filiz florian franziska frauke frieda friederike
friedhelm gabi gabriele gaby gerd gerda gerhard gerlinde gertrud gisela gottfried gregor gudrun
guel guenter guenther guido gundula gustav hakan hannah hannelore hannes hans hans-juergen
hans-peter harald hartmut hasan hatice heidi heike heiko heiner heinz-peter helene helga helmut
henrik herbert hermine hildegard holger horst hubert hugo ibrahim ilona ilse ingeborg ingo ingrid
irene irina irmgard isabel isabell isabelle ivana jacqueline jan jana janina janine jasmin
jeanette jeannette jennifer jens jessica joachim jochen joerg johann johanna jonas jonathan judith
juergen julia julian juliane jutta karin karl-heinz karla karsten katarzyna katharina kathrin
katja katrin kemal kerstin kevin khaled klaus-dieter konstantin kristin kristina ksenia larissa
laura layla lea lena leon leonie lina lisa liselotte lothar louis luca ludger luisa lukas lutz
lydia magnus maik maja malte mandy manfred manuel manuela marc marcel marco marcus mareike margit
margot marianne marie mario marion markus marlene marlies martha martina marvin matthias
maximilian mehmet meike melanie melissa merve michaela mike milan miriam mirko mohamed mohammad
monika moritz murat mustafa nadine nadja natalie natascha nathalie nele nicole niklas nils nina
norbert oemer oezlem oksana olaf olena olga oliver oskar osman ottmar pascal patricia patrick
paula pawel peggy petra philip philipp pia piotr rainer ralf ralph ramona raphael regina reinhard
reinhold renate rene ricarda rita roland rolf romy ronald ronny rosemarie roswitha rudi rudolf
ruediger ruth sabine sabrina samira sandra sandro sara sarah sascha sebastian selina selma serkan
sibylle siegfried sigrid silke silvana silvia simone sina sofia sofie sonja sophia sophie stefan
stefanie stefano steffen stephan stephanie susann susanne svea sven svenja svetlana swen sylvia
tanja tatjana thea theresa thilo thorben thorsten tilman tim timo tina tobias tomasz torsten
traute ulf ulrike ursula uta ute uwe valentin vanessa vera verena veronika viktor vladimir volker
waltraud werner wiebke wilfried wolfgang wolfram yasemin yusuf yvonne zeynep zoe
""")
"""First names that are hardly anything else."""

WORDLIKE_FIRST_NAMES = vocabulary("""
adam albert alex ali anton arnold august ben carl christian clara daniel elisabeth ernst frank
franz friedrich fritz gabriel georg heinrich heinz hermann iris jakob johannes josef joseph kai
karl klara klaus kurt lara linda ludwig magdalena margarete maria marina mark martin max michael
mona nikolaus noah nora ole otto paul peter robert roman rosa rose simon thomas till tom udo
ulrich victoria viktoria viola walter wilhelm
""")
"""First names that are also surnames, saints of places, words or months."""

SURNAME_ENDINGS = (
    "czyk", "enko", "escu", "evic", "idis", "oglu", "opoulos", "ovic", "owicz", "ski", "sky",
    "wicz",
)  # fmt: skip
"""Endings of surnames that German nouns do not have."""
