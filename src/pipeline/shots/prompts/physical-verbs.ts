/** What a camera sees somebody or something do. */
const MOTION = `walk run go come leave exit enter step stride march pace stroll wander roam saunter strut stomp trudge limp hobble stagger
  stumble lurch reel totter sway crawl creep sneak tiptoe slink slip slide skid glide drift float swim dive wade sail fly soar hover
  climb scramble clamber ascend descend rise fall drop plunge plummet tumble topple collapse crumple sink jump leap hop skip vault bound
  bounce spring pounce lunge charge rush race sprint dash dart bolt hurry hurtle barrel speed zoom tear jog gallop trot canter ride drive
  steer swerve veer turn pivot spin twirl whirl rotate roll circle orbit weave zigzag dodge duck sidestep retreat back advance approach
  follow chase pursue flee escape return arrive head move shift edge inch squeeze press push pull drag haul tow heave lift raise hoist
  lower carry bring bear fetch take grab snatch seize grip clutch clasp hold catch toss throw hurl fling pitch lob chuck sling cast
  flick kick punch hit strike slap smack whack club beat pound hammer bash batter shove knock jab poke prod stab slash slice cut chop hack
  saw carve rip shred break smash shatter crack snap split burst explode erupt detonate crash slam collide ram bump scrape scratch
  claw dig bury burrow drill pry wrench twist bend fold unfold wrap unwrap tie untie bind loosen tighten fasten unfasten buckle
  unbuckle button unbutton zip unzip open close shut lock unlock latch unlatch load unload reload fire shoot aim cock holster draw
  swing wield brandish parry block deflect wrestle grapple struggle fight tackle pin trip choke strangle flip toggle crank pour spill
  splash spray drip leak pump scoop stir mix wipe scrub sweep mop wash rinse dry brush comb paint write scribble scrawl type tap sketch
  light ignite extinguish burn swallow drink sip gulp eat chew bite spit lick swerve brake park stop halt pause freeze reverse accelerate
  slow tilt lean tip balance hang dangle suspend cling stick pack unpack stuff shove cram dump place put set lay plant hand pass give
  offer slot insert extract remove yank pluck pick gather collect scatter spread fill empty gush flow swirl billow ripple flap flutter
  shine flash flicker glow blink vanish disappear emerge appear stretch uncoil coil rattle shake vibrate tremble quake rock wobble
  surge swarm crowd part disperse surround corner trap free release cross intersect straddle mount dismount board disembark land launch
  lead guide usher escort shepherd drown dunk bob surface cartwheel somersault backflip roll crouch crawl hide peel unroll flatten
  crush squash stamp trample tread topple unfurl hook unhook plug unplug dial swipe scroll slam barricade bar bolt rev idle peek creak check answer serve rain hum bark stretch`;

const GESTURE = `point gesture wave beckon salute nod shrug bow curtsy clap applaud snap pat stroke caress touch rub massage pet hug
  embrace kiss cradle rock squeeze pinch tickle scratch cup shield cover fan finger thumb elbow shoulder arm palm fold clench unclench fist
  flex crack drum tug adjust straighten smooth tuck pocket unfold reach grasp fumble juggle twirl fiddle fidget feel hold lace wring
  steady help catch`;

const POSTURE = `stand sit kneel squat crouch lie lay slump slouch sprawl recline lounge curl huddle cower hunch stoop stiffen straighten
  rise perch lean rest settle flop sag brace tense relax recoil flinch wince cringe shudder shiver tremble quiver twitch jerk jolt convulse
  writhe squirm thrash buckle sway rear rear bob freeze loom tower stir wake`;

const FACE = `look glance gaze stare peer squint glare glower scowl frown smile grin smirk beam grimace sneer blink wink watch scan eye face
  study examine inspect search narrow widen laugh chuckle giggle cry sob weep scream shout yell whisper sigh gasp pant breathe inhale exhale
  yawn cough sneeze sniff blush pale sweat gulp pout purse chew mouth lock meet avert lower raise roll tear turn cringe drool snarl growl
  hiss sing dance spin play bleed`;

/** Present, past, participle, where they are not built by rule. */
const IRREGULAR = `go went gone|come came come|leave left left|run ran run|slide slid slid|swim swam swum|dive dove dived|fly flew flown
  |rise rose risen|fall fell fallen|sink sank sunk|spring sprang sprung|speed sped sped|tear tore torn|ride rode ridden|drive drove driven
  |spin spun spun|weave wove woven|flee fled fled|bring brought brought|bear bore borne|take took taken|hold held held|catch caught caught
  |throw threw thrown|fling flung flung|sling slung slung|cast cast cast|hit hit hit|strike struck struck|beat beat beaten|cut cut cut
  |break broke broken|split split split|burst burst burst|dig dug dug|bend bent bent|bind bound bound|shut shut shut|shoot shot shot
  |draw drew drawn|swing swung swung|fight fought fought|sweep swept swept|write wrote written|light lit lit|burn burnt burnt
  |drink drank drunk|eat ate eaten|bite bit bitten|spit spat spat|freeze froze frozen|hang hung hung|cling clung clung|stick stuck stuck
  |put put put|set set set|lay laid laid|give gave given|spread spread spread|shine shone shone|shake shook shaken|lead led led
  |hide hid hidden|tread trod trodden|feel felt felt|wring wrung wrung|stand stood stood|sit sat sat|kneel knelt knelt|lie lay lain
  |wake woke woken|weep wept wept|meet met met|sing sang sung|bleed bled bled|creep crept crept|slink slunk slunk|saw sawed sawn
  |leap leapt leapt|lean leant leant|grind ground ground|steal stole stolen|blow blew blown|get got gotten|stalk stalked stalked`;

/** Begin something that another verb names: `starts to climb`, `keeps running`. */
const CATENATIVE = `begin start continue try manage attempt proceed keep stop turn move rush hurry struggle finish resume`;
const BEGUN = 'begin began begun|keep kept kept';

/** What nobody sees: their clause is no motion, and what they govern is none either. */
const UNSEEN = `know think believe say tell ask want hope remember realize realise seem hear see notice like love hate need mean decide wonder
  understand forget imagine learn explain insist claim admit suggest agree wish dream expect fear doubt consider recognize recognise hope
  become remain stay contain include read sound own deserve regret suspect trust prefer promise discover find reveal listen wait`;

/** What a form can be; a word may be several: `cut`. */
export const S = 1;
export const BASE = 2;
export const PAST = 4;
export const PARTICIPLE = 8;
export const ING = 16;

const words = (list: string): string[] => list.split(/\s+/).filter((word) => word !== '');
const rows = (list: string): string[][] => list.split('|').map(words);

function formsIn(lemmas: string, irregular: string): ReadonlyMap<string, number> {
  const forms = new Map<string, number>();
  const add = (form: string, kind: number) => forms.set(form, (forms.get(form) ?? 0) | kind);
  const special = new Map(rows(irregular).map(([base = '', ...past]) => [base, past]));
  for (const lemma of words(lemmas)) {
    add(thirdPerson(lemma), S);
    add(lemma, BASE);
    add(`${doubled(lemma)}ing`, ING);
    const [past = pastOf(lemma), participle = pastOf(lemma)] = special.get(lemma) ?? [];
    add(past, PAST);
    add(participle, PARTICIPLE);
  }
  return forms;
}

function thirdPerson(lemma: string): string {
  if (/(?:s|x|z|ch|sh|o)$/.test(lemma)) return `${lemma}es`;
  return /[^aeiou]y$/.test(lemma) ? `${lemma.slice(0, -1)}ies` : `${lemma}s`;
}

function pastOf(lemma: string): string {
  if (lemma.endsWith('e')) return `${lemma}d`;
  return /[^aeiou]y$/.test(lemma) ? `${lemma.slice(0, -1)}ied` : `${doubled(lemma)}ed`;
}

/** As before `-ing`: `slam` doubles its consonant, `slide` loses its `e`, `lie` becomes `ly`. */
function doubled(lemma: string): string {
  if (lemma.endsWith('ie')) return `${lemma.slice(0, -2)}y`;
  if (/[^eyo]e$/.test(lemma)) return lemma.slice(0, -1);
  return /^(?:un|back)?[^aeiou]*(?:qu)?[aeiou][^aeiouwxy]$/.test(lemma) ? lemma + lemma.slice(-1) : lemma;
}

export const PHYSICAL: ReadonlyMap<string, number> = formsIn(
  `${MOTION} ${GESTURE} ${POSTURE} ${FACE} grind steal blow stalk`,
  IRREGULAR,
);
export const CATENATIVES: ReadonlyMap<string, number> = formsIn(CATENATIVE, BEGUN);
/** Of what nobody sees the forms that a subject takes in a screenplay. */
export const UNSEEN_FORMS: ReadonlySet<string> = new Set(words(UNSEEN).map(thirdPerson));

export const PHYSICAL_LEMMAS: ReadonlySet<string> = new Set(words(`${MOTION} ${GESTURE} ${POSTURE} ${FACE}`));

/** Verbs only behind a name or a pronoun: elsewhere they are limbs and things. */
export const RATHER_NOUNS: ReadonlySet<string> = new Set(
  words(`hand eye head face arm shoulder finger palm elbow thumb back fist mouth light fan club saw pet
    tower pocket cup bar drum board corner surface type`).flatMap((lemma) => [lemma, thirdPerson(lemma)]),
);

/** Stand behind a verb as how it ends: `swings open`. */
export const RESULTS: ReadonlySet<string> = new Set(
  words('open close shut free loose back dry empty slow steady cross clear tense pale level face head hand'),
);
