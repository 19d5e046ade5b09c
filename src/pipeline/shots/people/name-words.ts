import { wordList } from './word-list';

/** Names that are months, seasons or parts of a year: beside `in`, `last` or a number they say when. */
export const CALENDAR_NAMES = wordList(
  'april may june july august january march winter summer autumn spring fall season easter',
);

/** Names that say of what kind something is: `Rich, dark wood`. */
export const ADJECTIVE_NAMES = wordList(`
rich frank small young long short black white brown green gray grey red blue golden silver sharp wise noble royal stern sterling
sandy rusty dusty misty stormy rocky sunny windy merry gay happy lucky tiny slim fat little big strong hardy savage wild swift bright
light dark moody grim gentle blessed tawny scarlet violet crystal amber jade ruby pearl ivory ebony hazel olive auburn teal ginger
north south east west high low good best newman early earnest patient constant true loyal valiant major minor roman french english
dutch german irish scott welsh moor bold grand great humble pure sweet sour bitter salty rowdy handy dandy curt brash
`);

/** Given and family names, and what people are called, that are English words besides. Generous: a word too many costs lower case alone. */
export const NAME_WORDS = wordList(`
${[...CALENDAR_NAMES].join(' ')} ${[...ADJECTIVE_NAMES].join(' ')}
will art grace hope rose mark bill chase hunter pat drew faith penny dean guy jack joy eve dawn angel chance cash colt buck cliff ford
glen heath forest dale ray gene rob sue don doc nick mike bob harry peg patty carol mercy charity destiny trinity melody harmony
honor honour norm lance miles wade ward pierce earl duke prince king queen bishop dick rod stew van max tad lane reef clay skip trip ace
blaze flint carter mason parker cooper taylor tucker archer porter sawyer marshall crew wells banks bank fields field booth bond crane
drake finch swan crow hawk bird lamb bull peacock fisher gardener baker ash basil chip chuck herb jimmy josh matt mat piper randy reed
rush spike tanner teddy wally warren woody bliss candy cat diamond gale honey jewel kitty liberty lark marina maple myrtle opal
pansy patience poppy prudence rain sienna sierra verity viola iris lily daisy ivy jasmine sage rosemary heather fern willow robin jay
wren raven river rivers brook brooks sky star stone stones hill hills wood woods wolf wolfe fox bear lion tiger hart hare buckley bell
bells church cross day knight knights page pages price power powers park parks pool poole marsh marshes lake lakes land moon storm
winters waters water love lovely loveless champion chandler spencer butler steward cook chef smith potter singer miller mills mill
weaver barber butcher brewer draper fuller glover hooper turner walker rider ryder driver farmer farrier shepherd sheppard hood hook
hooks horn house houseman home holmes hall halls gates gate garden gardner bridge bridges street road lodge rock rocks sands beach bay
cove shore dell grove groves branch bush leaf berry cherry peach plum apple olives pepper rice beans bean lemon lime mint basilic
frost snow flood fire burns burn coal steele steel iron gold bronze copper tin brass nails nail hammer sword blade arrow bow
shields shield pike lock locke key keys case cases box chest bowl bowles cup mugs mug pot pan kettle spoon
wright webb web reid read reader bolt bolts best batch beck beat sparks spark burke cage cain cane care carr carver casey cast castle
catcher cave chain chapel chips clark close cloud clouds coats coffin cold conner corner corners couch couple court craft crook crooks
cruise cruz crush curry dash deal dear deer dice dodge dove downs doyle drew dust dyer edge ember fair farm farrow fear feather fields
fine fish flagg flower flowers flynn foot foote fort foster frame freed freeman friend friar fry gage gale gamble game gay ghost gift
gore gough grant grave graves grass greed grey gulf gunner gun gunn guest hail hands hand harp harper harvest haste haven hawks hay
hays hazard head heard heart hedge helm hide hike hitch holder holiday holly holt hop hopper host hound howl huff hull hunt hurt hush
hyde ice ink inn jet jets jewel jolly jordan judge juice jump jury just justice kay keen keep keeper kidd kid kind knox knots lad lamp
lancer latch lather law laws lawless leach leader lean lee lease lent liege lights lily link links list little locket loch lord
loss lot lott low luck lunch lush lynch lynx mace mack maid main male manning manor march marble marks mars martini mast masters master
match maze mead meadow meadows means melon merit messenger metal meyer might mink mist mole monday monk moody moor moore moose
morrow moss mote moth mother mount mountain mouse mudd mud myth nails nash neon nettle new nice night nightingale nix noon noble nobles
norris novel nun nurse nut oak oaks oakes oats ocean odd old orchard otter owl owens pace pack pain paint painter palmer palm
panther parish pass patch path paw payne peace peak pear peck pen pence pepper perch perfect perry pet petal phoenix pick pickle pigeon pike pine
pink pit pitt plain plank plant player pleasant plot plumb point pole polish pond pope poor pop pops post pound pratt pray precious press
pride priest prime prior proctor promise proper prophet proud pry puck pug punch purse quick quill quiet race radar rafter rage
raines rains ram ranger raven rebel reckless reeves rex rhodes rider ridge riggs ring ringer rings rise ritter roach roads roe rogue rome
rook root rope ross round rove rover row rowe rowan rudder rue ruff rule rust sack saddle sailor saint salt sable sand satin saturday saul saunter
scout seal sears secret seed sergeant shade shadow shake shaw shell shine ship shock shot shore silk silly silver simple sinclair singer
sky slate sleeper slick slip sloan sly smart smiley smoke smokey smooth smythe snake snapper snipe sole song sonny soul spade
sparrow speck speed spider spirit splint spoke spring sprout spruce spry squire stack staff stag stair stamp stanch stark starling steel
steep stem stern still stock storey stout straight strange stranger straw stream stretch strider stripe strong stubbs stump
summers sun sunday sunshine swain sweeney sweets swift tack tailor tank tapper tart tate tawny tea teller temple tempest thistle thorn
thorne thunder tide tigers timber tinker tiny toad token toll tony tool top torch tower towers town trace tracer tracker trader trail
trapper traveler treasure tree trent trigger troop trout trucker true trump trust truth tuck tulip turtle tweed twigg twist
tyke urban usher vale valentine valor vane vance vein velvet venture vesper vest vice vine vise vista voss wager wall walls waltz wand war
warden ware warner wasp watch watts wave waverly way wax weed weeks welcome west wharf wheat wheel wheeler whip whisper
widow wilder wind windsor wing wings wink winner wise wish witt witness wolves wonder worm worth wrath wynd yard yarrow yates young
zest zion zone bones boss buddy bud bugs bunny chief coach dad daddy dealer doll dolly dot dusty fixer flash freak gabby gunny gypsy hacker hustler jinx joker
junior kingpin lefty mac madam mama mom nana nomad papa preacher professor punk rat razor red reverend scar senior sis sister slim
smiley sparky spook sugar ted tex toots trick viper whiz wrench jo al ed bo an so no do me my we us am as at be by he hi if in is
it of on or to up go ho la le de el lo ma pa ye yo ox ax ad oh ah um her him his she they them you the and but not for with from
this that then there here who what when where why how one two three four five six seven eight nine ten said say see saw sang sat set
sit six mad man men woman boy girl lady gentleman sir miss mister art may can could would should must shall did does done had has have
was were are been being abbey abel ally amity bella belle bert beryl bess birch blanche bonnie bonny briar bridget brandy burr cameo
camellia carmine celeste chad charm cherish cherry clarity clementine clover comfort coral cricket dash delight dove dream dune
echo eden emerald fable fauna felicity flora fortune galaxy garnet gem genesis glory happy haven heaven henna indigo infinity
ireland jinx journey jubilee juniper justice karma lace lacey lavender legend lexus lotus love lyric magnolia magic majesty mango
marigold marvel maverick memory merit midnight miracle oasis paris patience peaches peony piety pixie princess promise psalm
rainbow raine remember royal saffron serenity silence solace sparkle star temperance tempest treasure unity valentine valor
velvet victory vision whisper winter zinnia axel axle bolt brock brook bronco buster cannon canyon cedar chaser cruz cyclone
danger denim diesel dodge draven drifter eagle edge falcon fletcher fisher gauge granite gunner gauge hart hatcher hero hurricane
jagger jett judge kite knight laker law leather legend magnum marine marshal mustang nails oak outlaw pilot pistol racer rebel remington rider
rifle rocket ryder shooter sniper soldier stetson talon thor titan track tripp turbo wagon walker warrior wolf wrangler zephyr
bright burly cooke cutter cotton crabtree cross crowe crown crumb culver dancer darling day dent dial diver dollar dove dragon drummer
english farmer fast fields finger fire fitch flame flint flood folk ford frost fountain fudge goldsmith goodman goodwin
goss grain grant gravel greenwood grind groom ham hammond handler harder hardwood harker hatch hawker hazelwood head heath hedges hewitt
hill hills hind hoover house howe huckabee hurst hutch inch irons joiner joy keel kitchen lark layman leach lemon lighter
lightfoot lock long loud loop lord mane marlin massey medley mercer merchant mercy merriman midwinter money moody mortimer mullet
musk nail neal neat needle newton noble norman northern nutt orange organ outlaw overton pack pain paradise partridge pasture peel pepper pilgrim piper
pitcher plaster poole popper purcell pye quarry rabbit raider reacher redd redman rich ritz rivers robins sage sailor salmon salt sample
savage saxon scales school scully seals sellers sewell sharpe shepard shoemaker silver simmer skinner slater slaughter small snead soldier
somers south speaker spears spence sprague spurs stag standing staples starr sting stoker stone street summers swallow
swan tanner taper tester thick till tipton tipper tower trail travers trotter truman truelove turnbull underhill
underwood ventura vineyard wake wall ware warm warner waters weather weatherly welder wells west whale
wheatley whistler white widow wild wilder wiles willing winchester window winner winter wiser wool worth wren yale yeoman
`);
