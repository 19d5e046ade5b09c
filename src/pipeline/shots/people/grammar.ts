import { wordList } from './word-list';

export const DETERMINERS = wordList(
  'a an the this that these those every each some any no another my your our his her its their whose',
);
export const PREPOSITIONS = wordList(`
about above across after against along among around at before behind below beneath beside besides between beyond by down for from in
inside into near of off on onto out outside over past through throughout to toward towards under underneath until up upon with within
without via atop alongside amid opposite like than re
`);
export const CONJUNCTIONS = wordList(
  'and but or as while when then until till because so yet where if once though although before after whereas',
);
export const AUXILIARIES = wordList(`
is isnt was wasnt has hasnt had hadnt does doesnt did didnt can cant cannot could couldnt will wont would wouldnt might must should
shouldnt ll
`);
export const PRONOUN_OBJECTS = wordList('him her them it me us you himself herself themselves itself he she they we i');
export const ADVERBS = wordList(`
then now just still already also never always almost alone asleep awake alive dead unconscious himself herself again too back away up
down out off over around inside outside forward ahead aside first last finally suddenly quickly once soon instead even only alongside
nearby barefoot upright half bleeding who whose both immediately silently quietly together here there not
`);
/** After a verb: `zigzags across`, `bolts toward`. */
export const PARTICLES = wordList(
  'up down out away off over back into toward towards past through forward around aside onto at to from',
);

/** What people do in prose for the camera: as `opens`, `opening`, `opened`. */
export const VERBS = wordList(`
accept ache act adjust admire advance agree aim allow amble angle announce answer appear approach argue arrive ask attack avoid back bang
bark bash bat bathe beam beat beckon beg begin belt bend bind bite blast bleed blink block blow blurt blush board bob bolt bounce bow brace brake
brandish break breathe bring brush buckle bump burn burst bury button buy call calm carry cast catch caress change charge chase chat check cheer chew choke
chop chuckle circle clamber clap clasp claw clean clear clench climb cling close clutch cock collapse collect come confront connect consider
contemplate continue cook cough count cover cower crack cradle crane crank crash crawl creep cringe cross crouch crumple crush cry cup curl cut
dance dangle dart dash deal decide deflate demand descend dial die dig dip disappear dismount ditch dive dodge double down drag drain draw dress
drift drink drive drop duck dump eat edge elbow embrace emerge empty enter escape examine exchange exhale exit explain explode eye face fall falter
fan fasten favor feed feel feign fiddle fight fill find finger finish fire fish fix flail flap flash flee flex flick flinch fling flip float flop
fly focus fold follow force freeze frown fumble gag gape gasp gather gaze gesture get giggle give glance glare glimpse glow go grab grasp greet
grimace grin grind grip groan grope growl grunt guard guide gulp hammer hand hang haul have head hear heave help hesitate hide hit hitch hobble hoist hold
holster hook hop hover howl huddle hug hum hunch hunt hurl hurry ignite ignore inch inhale inspect insert interrupt jab jam jerk jog join jolt juggle jump
keep kick kill kiss kneel knit knock know laugh launch lay lead lean leap leave let lick lie lift light limp linger listen load lock look loom loosen
lower lunge make manage march mask massage match meet melt mime miss moan mop mount mouth move mumble murmur mutter narrow near need nibble nod notice
nudge nurse offer open operate order pace pack paint pant park pass pat pause pedal peek peel peer perch pick pin pinch plant play plead plop pluck
plummet plunge pocket point poke ponder pop pose pound pour practice pray press pretend prod produce protest pry pull pump punch push put quicken race
raise rattle reach react read realize recede recite recognize recoil refuse register rehearse relax release relent reload remain remember remove repeat
reply rest retreat retrieve return reveal rev ride rifle ring rip rise roar roll root rotate rub rummage run rush sag salute sandwich saunter savor say scan
scale scatter scoff scoop scowl scramble scrape scratch scrawl scream scribble scroll scrub scrutinize search seat see seem seize sell send sense separate serve set settle
shake share shave shift shine shiver shoot shoulder shout shove show shower shrink shrug shudder shuffle shut sidestep sift sigh sign signal sink sip sit
size skid skim skip skirt slam slap slash sleep slice slide sling slink slip slouch slow slug slump smack smash smell smile smirk smoke smooth snag
snap snarl snatch sneak sneer sniff snore snort soak sob soften spar speak speed spill spin spit splash split spot spray spread spring sprint squat squeeze squint
squirm stab stack stagger stalk stand stare start startle stash steady steal steel steer step stick stiffen stir stomp stoop stop storm straddle
straighten strain strap stretch stride strike strip stroke stroll struggle strut study stuff stumble suck surface surrender survey swallow sway swear
sweat sweep swerve swim swing swipe switch tackle take talk tap taste taunt teach tear tease tell tend tense test text think thrash throw thrust thumb
thump tie tighten tilt tip tiptoe toast toss touch tow trace track trade trail train trap travel tread tremble trip trot trudge try tuck tug tumble turn
twirl twist twitch type uncap uncork understand undo unfold unfurl unhook unload unlock unpack unroll unscrew untangle untie unwrap unzip use usher
vanish vault vomit wade wag wait wake walk wander warm warn wash watch wave weave weep weigh wheel whip whirl whisk whisper whistle wield win wince wind wink
wipe wish withdraw wobble work worry wrap wrench wrestle wring write yank yawn yell zip zoom crouch squat hurtle barrel scurry scamper lurch sashay waddle lope trundle zigzag
absorb accelerate add address admit apply arm assess await babble baulk balk balance bandage barge bellow blanch blot boil brood browse cackle
chain clip clock coast comb compose concede concentrate conceal confess consult copy correct deliver depart deposit detach devour discover dismiss
drape drum dry dust endure erase exhume extend extract fidget fetch finagle flatten flirt fret gauge glide gnaw grapple groom hail
heft hiss hose hurdle hush hustle identify imitate indicate inject introduce jiggle jot kneel lash lever lug lurk maneuver measure meander mend
mimic mirror mutter nestle nuzzle nod obey observe oblige oversee paddle parry patrol perk photograph pirouette pivot pile place plaster ply
polish position preen probe proceed prop prowl punctuate quake quit raid ram rap rappel reassure reconsider record recover rejoin remind resist
resume retie reverse review ruffle rustle sack salvage sand savour scour scrape scroll seethe shield shimmy signal skate sketch slather slot slurp
smear snip soar soothe sputter squash squeal stammer stitch strangle stub submit suit suppress surge suspect swagger swat tally tape thank threaten
thread topple tousle tow trample transfer treat trim trigger tune tweak unbuckle unbutton uncover unclip unplug unsheathe urge vacuum veer venture waltz
weld whack whittle whoop wiggle wolf wriggle zap
`);

/** The verb behind `opens`, `tries`, `opening`, `opened`, `stopped`; null where none of ours is. */
export function isVerbForm(word: string): boolean {
  return isThirdPerson(word) || isInflected(word, 'ing') || isInflected(word, 'ed');
}

export function isThirdPerson(word: string): boolean {
  if (!word.endsWith('s')) return false;
  const stem = word.slice(0, -1);
  if (VERBS.has(stem)) return true;
  if (!word.endsWith('es')) return false;
  const shorter = word.slice(0, -2);
  return VERBS.has(shorter) || (word.endsWith('ies') && VERBS.has(`${word.slice(0, -3)}y`));
}

function isInflected(word: string, ending: string): boolean {
  if (!word.endsWith(ending) || word.length < ending.length + 2) return false;
  const stem = word.slice(0, -ending.length);
  if (VERBS.has(stem) || VERBS.has(`${stem}e`)) return true;
  if (ending === 'ed' && stem.endsWith('i') && VERBS.has(`${stem.slice(0, -1)}y`)) return true;
  return stem.at(-1) === stem.at(-2) && VERBS.has(stem.slice(0, -1));
}
