import fc from 'fast-check';
import { endsWell, motionOf, motionsOf } from '../../../../src/pipeline/shots/prompts/motion';
import { PHYSICAL, PHYSICAL_LEMMAS } from '../../../../src/pipeline/shots/prompts/physical-verbs';

const SENTENCES: [string, string | null][] = [
  ['…Skip turns… they slam into the dumpster', 'turns, slam into the dumpster'],
  [
    'Rae exits the taqueria, slides behind a dumpster, pulls a telescoping baton.',
    'exits the taqueria, slides behind a dumpster, pulls a telescoping baton',
  ],
  ['Manny trips over the curb and falls into the gutter.', 'trips over the curb, falls into the gutter'],
  ['Fire alarms blare. Close call.', null],
  ['Rae slowly pulls the cable free.', 'pulls the cable free'],
  ['Rae shoves him behind the dumpster.', 'shoves him behind the dumpster'],
  ["Rae's hand tightens around the grip.", 'hand tightens around the grip'],
  ['The door slams shut.', 'the door slams shut'],
  ['A truck barrels through the gate.', 'a truck barrels through the gate'],
  ['RAE CALDER (30s, lean) steps in.', null],
  ['Rae grabs the keys, the map, and the gun.', 'grabs the keys and the map and the gun'],
  ['Rae turns, gun raised.', 'turns with gun raised'],
  ['Rae runs, breathless, toward the fence.', 'runs breathless toward the fence'],
  ['She pushes a big, heavy door open.', 'pushes a big heavy door open'],
  ['Two men struggle over the gun.', 'two men struggle over the gun'],
  ['Glass shatters across the floor.', 'glass shatters across the floor'],
  ['Suddenly the lights go out.', 'the lights go out'],
  ['As the alarm blares, Rae runs to the window.', 'runs to the window'],
  ['Behind her, the door creaks and swings open.', 'the door creaks, swings open'],
  ['Manny is thrown against the wall.', 'is thrown against the wall'],
  ['The guard is slowly dragged into the van by two men.', 'the guard is slowly dragged into the van by two men'],
  ['Rae is running across the lot.', 'is running across the lot'],
  ['Rae starts to climb the fence.', 'starts to climb the fence'],
  ['They drop the bags and run.', 'drop the bags, run'],
  ["Rae doesn't move.", null],
  ['She knows that Manny runs the place.', null],
  ['He hears a noise and turns.', 'turns'],
  ['The man who runs the shop nods.', 'the man who runs the shop nods'],
  ['Rae and Manny run for the exit.', 'run for the exit'],
  ['Fists fly. Waves crash against the pier.', 'fists fly, waves crash against the pier'],
  ['The steps creak.', 'the steps creak'],
  ['His eyes narrow.', 'eyes narrow'],
  ['Her blue eyes dart left.', 'blue eyes dart left'],
  ['Rae eyes the door.', 'eyes the door'],
  ['Rae heads for the door, then stops.', 'heads for the door, stops'],
  ['She looks at Manny and Skip turns away.', 'looks at Manny, turns away'],
  ['Rae fires; the window shatters.', 'fires, the window shatters'],
  ['Rae fires, the window shatters.', 'fires, the window shatters'],
  ['She kneels beside the body, brushing hair from its face.', 'kneels beside the body, brushing hair from its face'],
  ['He says "run away" and smiles.', 'smiles'],
  ['A sign reads "STOP".', null],
  ['It is May.', null],
  ['She pulls on one glove.', 'pulls on one glove'],
  ['A huge crate.', null],
  ['He is sober.', null],
  ['He stands on the ledge.', 'stands on the ledge'],
  ['The fire hydrant gleams.', null],
  ['Rae, breathless, crawls under the truck and hides.', 'crawls under the truck, hides'],
  ['The old man lifts a cup to his lips, sips, and winces.', 'the old man lifts a cup to his lips, sips, winces'],
  ['The car SKIDS to a halt -- the driver LEAPS out.', 'the car skids to a halt, the driver leaps out'],
  ['Mr. Hale walks to the bar. He pours a drink.', 'walks to the bar, pours a drink'],
  [
    'Skip ducks. Rae swings the baton and hits the guard in the knee.',
    'ducks, swings the baton, hits the guard in the knee',
  ],
  ['Manny reaches for the', null],
  ['Rae steps into the light', 'steps into the light'],
  ['The crowd parts.', 'the crowd parts'],
  ['Rain hammers the roof.', 'rain hammers the roof'],
  ['Water drips from the ceiling.', 'water drips from the ceiling'],
  ['He tosses a coin.', 'tosses a coin'],
  ['She picks up the phone and dials.', 'picks up the phone, dials'],
  ['Rae hands him the envelope.', 'hands him the envelope'],
  ["Rae's phone buzzes. She checks it.", 'checks it'],
  ['The guards rush in.', null],
  ['He grabs her by the arm and pulls her into the alley.', 'grabs her by the arm, pulls her into the alley'],
  ['She follows her.', 'follows her'],
  ['Rae watches as the car explodes.', 'watches as the car explodes'],
  ['Rae moves quickly through the crowd, scanning faces.', 'moves quickly through the crowd, scanning faces'],
  ['A bullet hits the mirror, which cracks.', 'a bullet hits the mirror'],
  ['They embrace.', 'embrace'],
  ['She smiles.', 'smiles'],
  ['Her jaw clenches.', 'jaw clenches'],
  ['The elevator doors open. Rae steps out.', 'the elevator doors open, steps out'],
  ['Rae steps out of the elevator.', 'steps out of the elevator'],
  [
    'Lena crosses to the desk, opens a drawer, takes out a gun and loads it.',
    'crosses to the desk, opens a drawer, takes out a gun, loads it',
  ],
  ['Tires screech as a van swerves around the corner.', null],
  ["Manny's scarf catches in the gears.", 'scarf catches in the gears'],
  ['Rae cuts the wire.', 'cuts the wire'],
  ['Claire and Kai dance in the rain.', 'dance in the rain'],
  ['He nods, then walks off.', 'nods, walks off'],
  ['Over the hills, the sun rises.', 'the sun rises'],
  ['The camera pushes in.', null],
  ['She never moves.', null],
  ['Skip tries to stand but falls back against the wall.', 'tries to stand, falls back against the wall'],
  ['Rae keeps running.', 'keeps running'],
  ['Smoke billows from the hood and drifts over the lot.', 'smoke billows from the hood, drifts over the lot'],
  ['The boat rocks gently.', 'the boat rocks gently'],
  ['An explosion throws Rae to the ground.', 'an explosion throws Rae to the ground'],
  ['With a grunt, Manny lifts the grate.', 'lifts the grate'],
  ['Rae leans over and whispers to him.', 'whispers to him'],
  ['Papers scatter everywhere.', 'papers scatter everywhere'],
  ['Rae exhales.', 'exhales'],
  ['Without looking, she throws the bottle over her shoulder.', 'throws the bottle over her shoulder'],
  ['Blood runs down his arm.', 'blood runs down his arm'],
  ['The lights flicker.', 'the lights flicker'],
  [
    'The bartender wipes the counter and slides a glass to Rae.',
    'the bartender wipes the counter, slides a glass to Rae',
  ],
  ['Manny drops to his knees, hands over his ears.', 'drops to his knees with hands over his ears'],
  ['Rae lunges for the gun but Skip kicks it away.', 'lunges for the gun, kicks it away'],
  ['The two cops burst through the door, weapons drawn.', 'the two cops burst through the door with weapons drawn'],
  ['Lena slips the key into her pocket.', 'slips the key into her pocket'],
  ['A child runs past, laughing.', 'laughing'],
  ['The van, tires smoking, spins out.', 'the van spins out'],
  ['Rae and the guard wrestle on the catwalk.', 'wrestle on the catwalk'],
  ['Rae presses her back to the wall and listens.', 'presses her back to the wall and listens'],
  ['She wipes tears from her cheeks.', 'wipes tears from her cheeks'],
  ['Kai throws open the curtains.', 'throws open the curtains'],
  ['The bomb explodes.', 'the bomb explodes'],
  [
    'Debris rains down on the crowd as Rae drags Manny clear.',
    'debris rains down on the crowd as Rae drags Manny clear',
  ],
  ['Rae looks up.', 'looks up'],
  ['He turns the key; nothing.', 'turns the key'],
  ['The elevator shudders, drops, stops.', 'the elevator shudders, drops, stops'],
  ["He doesn't look back. He walks away.", 'walks away'],
  ['Rae must jump.', null],
  ['Manny was hit by a car.', 'was hit by a car'],
  ['Rae climbed the ladder and opened the hatch.', 'climbed the ladder, opened the hatch'],
  ['Don Ramón sweeps the floor, humming.', 'sweeps the floor, humming'],
  ['Élodie se lève and walks to the window.', 'walks to the window'],
  ['The dog barks and chases the car down the street.', 'the dog barks, chases the car down the street'],
  ['INSERT: a photo of the old crew.', null],
  ['The clock reads 9:30. Rae nods.', 'nods'],
  ["Rae's face falls.", 'face falls'],
  ['Skip gets thrown from the bike.', 'gets thrown from the bike'],
  ['Three shots ring out. Rae dives behind the bar.', 'dives behind the bar'],
  [
    'The bridge collapses into the river, taking the truck with it.',
    'the bridge collapses into the river, taking the truck with it',
  ],
];

test.each(SENTENCES)('%j moves as %j', (text, motion) => {
  expect(motionOf(text)).toBe(motion);
});

test('an adverb before its verb is how it is done', () => {
  expect(motionsOf('Rae slowly pulls the cable free.')).toEqual([{ phrase: 'pulls the cable free', manner: 'slowly' }]);
});

test('whole clauses are left out behind the twenty-fifth word, and none is cut', () => {
  const clause = 'climbs the very long red ladder';
  const motion = motionOf(`Rae ${Array.from({ length: 9 }, (_, index) => `${clause} ${index}`).join(', ')}.`);
  expect(motion).toBe([0, 1, 2].map((index) => `${clause} ${index}`).join(', '));
});

test('a clause too long for a shot gives way to the next one', () => {
  expect(motionOf(`Rae carries ${'the box and '.repeat(20)}the lid. She falls.`)).toBe('falls');
});

test('the table knows hundreds of verbs in their forms', () => {
  expect(PHYSICAL_LEMMAS.size).toBeGreaterThanOrEqual(400);
  for (const form of [
    'slams',
    'slammed',
    'slamming',
    'slid',
    'sliding',
    'lying',
    'carries',
    'carried',
    'thrown',
    'opening',
    'tied',
    'unzipped',
  ])
    expect([form, PHYSICAL.has(form)]).toEqual([form, true]);
  for (const form of ['openning', 'slams the', 'slideing', 'carrys'])
    expect([form, PHYSICAL.has(form)]).toEqual([form, false]);
});

describe('a text ends', () => {
  test.each([
    'slam into the',
    'a',
    'pulls a',
    'steps in',
    'her and',
    'he is',
    'puts down his',
    "Rae's",
    'does not',
    '',
    ' … ',
    'to the.”',
  ])('%j badly', (text) => expect(endsWell(text)).toBe(false));
  test.each([
    'slam into the dumpster',
    'sits down',
    'follows her',
    'turns away.',
    'camera slowly pushing forward',
    '4.2s',
    'Élodie',
    '手紙',
  ])('%j well', (text) => expect(endsWell(text)).toBe(true));
});

const WORDS =
  `Rae RAE Manny the a an her his slams slam runs run falls and then , , . ; ... -- ( ) " into of to with door doors man who that is was
  not never thrown pulling slowly Rae's they he it steps hands hand eyes open as while for 9:30 Mr. — … the's`.split(
    /\s+/,
  );
const texts = fc.oneof(
  fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }).map((words) => words.join(' ')),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
);

test('whatever the text, motions are whole words of it that end well, at most twenty-five', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const motions = motionsOf(text);
      for (const { phrase } of motions) expect(endsWell(phrase)).toBe(true);
      const phrases = motions.map(({ phrase }) => phrase);
      expect(new Set(phrases).size).toBe(phrases.length);
      expect(phrases.join(' ').split(' ').length).toBeLessThanOrEqual(25);
      const said = new Set(
        text
          .toLowerCase()
          .replaceAll('’', "'")
          .split(/[^\p{L}\p{N}\p{M}'-]+/u),
      );
      for (const word of phrases
        .join(' ')
        .toLowerCase()
        .split(/[^\p{L}\p{N}\p{M}'-]+/u))
        expect(word === 'and' || word === 'with' || said.has(word) || [...said].some((one) => one.includes(word))).toBe(
          true,
        );
    }),
    { numRuns: 500 },
  );
});

describe('a megabyte takes no longer than it is long', () => {
  const MEGABYTE = 1_000_000;
  test.each(['a', '"', '- ', 'slowly ', 'running and ', 'a ; ', 'the man who ', '.', 'gun, '])(
    'of %j',
    (part) => {
      const text = part.repeat(Math.ceil(MEGABYTE / part.length));
      motionOf(text);
      endsWell(text);
    },
    20_000,
  );
});
