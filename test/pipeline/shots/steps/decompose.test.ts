import { action, element, film, says, scene, shotsOf } from './stories';

const triggerOf = (text: string, beat: string | null = null) => shotsOf([action(text)], { beat })[0]?.trigger;

test.each([
  ['She pulls on one glove.', 'ACTION_BEAT'],
  ['A huge crate.', 'ACTION_BEAT'],
  ['He is sober.', 'ACTION_BEAT'],
  ['He stands on the ledge.', 'ACTION_BEAT'],
  ['He sits on the edge of the bed.', 'ACTION_BEAT'],
  ['RAE CALDER (30s, lean) steps in.', 'NEW_CHARACTER_ENTERS'],
  ['RAE CALDER, 34, steps in.', 'NEW_CHARACTER_ENTERS'],
  ['MANNY O’NEIL (late forties) waves.', 'NEW_CHARACTER_ENTERS'],
  ['A VAN (rusted) waits.', 'TENSION_BUILDING'],
  ['A VAN (rusted) idles.', 'ACTION_BEAT'],
  ['She tears the page out of the book.', 'ACTION_BEAT'],
  ['Tears run down his cheeks.', 'EMOTIONAL_MOMENT'],
  ['She loved him.', 'EMOTIONAL_MOMENT'],
  ['He sobs. She hugs him.', 'EMOTIONAL_MOMENT'],
  ['He is sobbing into a glove.', 'EMOTIONAL_MOMENT'],
  ['A shadow creeps along the wall.', 'TENSION_BUILDING'],
  ['She edges closer to the door.', 'TENSION_BUILDING'],
  ['Manny discovers the trap door.', 'REVELATION'],
  ['Rae finds a letter under the seat.', 'REVELATION'],
  ['Rae finds a seat at the bar.', 'ACTION_BEAT'],
  ['A letter lies among the bills.', 'ACTION_BEAT'],
  ['The screen shows a face.', 'REVELATION'],
  ['The movie screen is white.', 'ACTION_BEAT'],
])('%s is %s', (text, trigger) => {
  expect(triggerOf(text)).toBe(trigger);
});

test.each([
  ['The fire hydrant gleams.', 'ACTION_BEAT'],
  ['The campfire burns.', 'ACTION_BEAT'],
  ['She opens fire.', 'CLIMAX_MOMENT'],
  ['He fires at the door.', 'CLIMAX_MOMENT'],
  ['The van explodes.', 'CLIMAX_MOMENT'],
])('%s is %s in the finale', (text, trigger) => {
  expect(triggerOf(text, 'Finale')).toBe(trigger);
});

test('violence is the climax in the beats of the climax alone', () => {
  expect(triggerOf('The van explodes.', 'Catalyst')).toBe('ACTION_BEAT');
  expect(triggerOf('The van explodes.', 'All Is Lost')).toBe('CLIMAX_MOMENT');
});

test('a blow is a disaster where its beat is one', () => {
  const disasters = (beat: string) => shotsOf([action('The van explodes.')], { beat })[0]?.isDisasterMoment;
  expect([disasters('All Is Lost'), disasters('Finale')]).toEqual([true, false]);
});

test('a face after speech is a reaction, and a deed is none', () => {
  const after = (text: string) => shotsOf([...says('RAE', 'It was you.'), action(text)])[1]?.trigger;
  expect(after('Manny blinks. His jaw tightens.')).toBe('REACTION');
  expect(after('Manny smiles.')).toBe('REACTION');
  expect(after('Manny nods and walks out.')).toBe('ACTION_BEAT');
  expect(triggerOf('Manny smiles.')).toBe('EMOTIONAL_MOMENT');
});

test('time passes at LATER, at a title, and at each entry of a montage', () => {
  expect(shotsOf([action('SUPER: Berlin, 1961')])[0]?.trigger).toBe('TIME_SKIP');
  const later = shotsOf([action('Rae waves.'), element('SHOT', 'LATER'), action('The room is empty.')]);
  expect(later.map(({ trigger, content }) => [trigger, content])).toEqual([
    ['ACTION_BEAT', 'Rae waves.'],
    ['TIME_SKIP', 'LATER The room is empty.'],
  ]);
  const montage = shotsOf([action('MONTAGE - RAE TRAINS\n\n- Rae runs.\n\n- Rae lifts a tyre.\n\nEND MONTAGE')]);
  expect(montage.map(({ trigger }) => trigger)).toEqual(['TIME_SKIP', 'TIME_SKIP']);
  expect(montage.flatMap(({ covers }) => covers.map(({ paragraph }) => paragraph))).toEqual([0, 1, 2, 3]);
});

test('a scene that begins LATER begins with a leap in time', () => {
  const { scenes } = film([
    scene([action('Rae waits.')]),
    scene([action('The chair is empty.')], { slugline: 'INT. ROOM - LATER' }),
    scene(says('RAE', 'Well?'), { slugline: 'INT. ROOM - MOMENTS LATER' }),
  ]);
  expect(scenes[1]?.shots.map(({ trigger }) => trigger)).toEqual(['TIME_SKIP']);
  expect(scenes[2]?.shots.map(({ trigger }) => trigger)).toEqual(['TIME_SKIP', 'DIALOGUE_EXCHANGE']);
  expect(scenes.map(({ facts }) => facts.timeOfDay)).toEqual(['DAY', 'DAY', 'DAY']);
});

test('an aside between a name and its words is no speaker', () => {
  const [shot, ...others] = shotsOf(says('RAE', '(low)', 'Get *down*.'));
  expect(others).toEqual([]);
  expect(shot).toMatchObject({
    trigger: 'DIALOGUE_EXCHANGE',
    dialogueText: 'Get down.',
    dialogueSpeaker: 'rae_calder',
    characters: ['rae_calder'],
    content: 'Rae Calder says: (low) Get down.',
  });
});

test('an exchange keeps the order of its speech, a speaker a shot', () => {
  const talk = [...says('RAE', 'One.'), ...says('MANNY', 'Two.'), ...says('RAE', 'Three.'), ...says('RAE', 'Four.')];
  expect(
    shotsOf(talk).map(({ dialogueSpeaker, dialogueText, characters }) => [dialogueSpeaker, dialogueText, characters]),
  ).toEqual([
    ['rae_calder', 'One.', ['rae_calder', 'manny']],
    ['manny', 'Two.', ['manny', 'rae_calder']],
    ['rae_calder', 'Three. Four.', ['rae_calder', 'manny']],
  ]);
});

test('a third speaker begins another exchange, unless they speak beside the second', () => {
  const three = [...says('RAE', 'One.'), ...says('MANNY', 'Two.'), ...says('KAI', 'Three.')];
  expect(shotsOf(three).map(({ characters }) => characters)).toEqual([
    ['rae_calder', 'manny'],
    ['manny', 'rae_calder'],
    ['kai'],
  ]);
  const dual = three.map((one) => (one.text === 'KAI' ? { ...one, isDual: true } : one));
  expect(shotsOf(dual).map(({ characters }) => characters.length)).toEqual([3, 3, 3]);
});

test('a monologue that no shot holds is divided at its sentences', () => {
  const sentence = 'All of us knew that it would come to this one day. ';
  const shots = shotsOf(says('RAE', sentence.repeat(20).trim()));
  expect(shots.length).toBeGreaterThan(2);
  expect(shots.map(({ dialogueText }) => dialogueText).join(' ')).toBe(sentence.repeat(20).trim());
  expect(shots.every(({ dialogueText }) => dialogueText?.endsWith('.'))).toBe(true);
});

test('paragraphs of one element share a shot until it is full, another moment begins or somebody new is seen', () => {
  const contents = (text: string) => shotsOf([action(text)]).map(({ content }) => content);
  expect(contents('Rae sits.\n\nShe pours tea.')).toEqual(['Rae sits. She pours tea.']);
  expect(contents('Rae sits.\n\nManny pours tea.')).toEqual(['Rae sits.', 'Manny pours tea.']);
  expect(contents('Rae sits.\n\nShe sobs.')).toEqual(['Rae sits.', 'She sobs.']);
  const long = `${'word '.repeat(60).trim()}.`;
  expect(contents(`${long}\n\n${long}`)).toEqual([long, long]);
});

test('what no camera sees makes no shot', () => {
  const hidden = (['NOTE', 'BONEYARD', 'SECTION', 'SYNOPSIS', 'PAGE_BREAK'] as const).map((kind) =>
    element(kind, 'Rae.'),
  );
  expect(shotsOf([...hidden, action('Rae sits. [[She should stand.]]')]).map(({ content }) => content)).toEqual([
    'Rae sits.',
  ]);
});

test('a heading within a scene sets the camera anew, and is obeyed', () => {
  const shots = shotsOf([
    action('Rae sits.'),
    element('SHOT', 'CLOSE ON the key'),
    action('It glints.'),
    action('CLOSE ON Rae.'),
    element('SHOT', "RAE'S POV"),
    element('SHOT', 'ANGLE ON the door'),
    element('SHOT', 'TWO SHOT - RAE AND MANNY'),
  ]);
  expect(shots.map(({ content, askedType }) => [content, askedType])).toEqual([
    ['Rae sits.', undefined],
    ['CLOSE ON the key It glints.', 'INSERT'],
    ['CLOSE ON Rae.', 'CLOSE_UP'],
    ["RAE'S POV", 'POV'],
    ['ANGLE ON the door', undefined],
    ['TWO SHOT - RAE AND MANNY', 'TWO_SHOT'],
  ]);
  for (const { askedType, shotType } of shots) expect(shotType).toBe(askedType ?? shotType);
});

describe('a place', () => {
  const triggers = (...sluglines: string[]) =>
    film(sluglines.map((slugline) => scene([action('Rae sits.')], { slugline }))).scenes.map(
      ({ shots }) => shots[0]?.trigger === 'LOCATION_ESTABLISH',
    );

  test('is established once, and again in another light', () => {
    expect(triggers('INT. BAR - DAY', 'INT. BAR - DAY', 'INT. BAR - NIGHT')).toEqual([true, false, true]);
  });

  test('is not established where the story goes on or two places talk', () => {
    expect(
      triggers('INT. BAR - DAY', 'EXT. YARD - CONTINUOUS', 'INT. HALL - LATER', 'INTERCUT - PHONES - DAY'),
    ).toEqual([true, false, false, false]);
  });

  test('is established again after eight scenes elsewhere', () => {
    const elsewhere = Array.from({ length: 8 }, () => 'INT. BAR - DAY');
    expect(triggers('INT. HALL - DAY', ...elsewhere, 'INT. HALL - DAY').at(-1)).toBe(true);
    expect(triggers('INT. HALL - DAY', ...elsewhere.slice(1), 'INT. HALL - DAY').at(-1)).toBe(false);
  });

  test('is described in the words of its slugline, with nobody in it', () => {
    const { scenes } = film([scene([], { slugline: "EXT. RAE'S STRIP MALL - EAST L.A. LOT - NIGHT" })]);
    expect(scenes[0]?.shots).toMatchObject([
      { content: "Rae's Strip Mall, East L.A. Lot, night.", characters: [], covers: [], dialogueText: null },
    ]);
  });
});

test('a vertical film shows a sentence a shot', () => {
  const { scenes } = film([scene([action('Rae runs. Manny follows. He trips.')])], { format: 'TIKTOK' });
  expect(scenes[0]?.shots.slice(1).map(({ content, characters }) => [content, characters])).toEqual([
    ['Rae runs.', ['rae_calder']],
    ['Manny follows.', ['manny']],
    ['He trips.', ['manny']],
  ]);
});
