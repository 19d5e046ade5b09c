/** A screenplay as long as is asked, out of a few people, places and sentences; the same for the same scenes. */
const PEOPLE = [
  ...[
    'RAE CALDER',
    'MANNY REYES',
    'JUNE OKAFOR',
    'PIET VAN DAM',
    'LENA HORVAT',
    'TOMAS BRANDT',
    'IRIS COLE',
    'SAM ORTEGA',
  ],
  ...['DR. AMARA BELL', 'GUS LINDQVIST', 'NADIA FARAH', 'OTTO KRANZ', 'WREN MALLORY', 'HAL DEMPSEY', 'ZOË MARCH'],
  ...['INES DUARTE', 'COLM BYRNE', 'YURI PETROV', 'TESS HOLLAND', 'BASHIR AMINI'],
];
const PLACES = [
  ...['EXT. TRAIN YARD - NIGHT', 'INT. SKIP ROOM - NIGHT', 'EXT. NIGHT MARKET - DAY', 'INT. CAFÉ ROUGE – DUSK'],
  ...[
    'INT. POLICE STATION - HOLDING CELL - DAY',
    'EXT. HARBOUR - DAWN',
    'INT./EXT. VAN - DAY',
    'INT. WAREHOUSE - NIGHT',
  ],
  ...['EXT. ROOFTOP - SUNSET', 'INT. HOSPITAL - WARD - DAY', 'INT. HOUSE - KITCHEN - MORNING', 'EXT. FREEWAY - NIGHT'],
];
const ACTIONS = [
  '% slowly pulls the cable free and slides it under the door.',
  '% runs along the wall, climbs the ladder and drops into the yard.',
  'A huge crate blocks the gate. % leans against it.',
  '% stares at the letter. She reads it twice, folds it, and puts it into her coat.',
  'Sirens. % ducks behind the counter while the lights go out one by one.',
  '% and @ circle each other. He lunges; she steps aside and shoves him into the dumpster.',
  "%'s hand trembles on the latch.",
  'The explosion throws % against the railing. Glass rains down.',
  '% finds a photograph under the floorboard and holds it to the light.',
  'Rain drums on the tin roof. Nobody moves.',
];
const SPEECHES = [
  'You said that last time, and the time before that.',
  'We have until the train comes. After that nobody will ask.',
  'I counted eleven doors. You told me ten.',
  'Then we go without her.',
  'Nobody gets in. Nobody gets out.',
];

const first = (name: string): string => {
  const [word = ''] = name.replace(/^DR\. /, '').split(' ');
  return `${word[0] ?? ''}${word.slice(1).toLowerCase()}`;
};
const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

function sceneText(scene: number, beats: number): string {
  const [one, other] = [at(PEOPLE, scene * 3), at(PEOPLE, scene * 3 + 1 + (scene % 5))];
  const parts = Array.from({ length: beats }, (_, beat) => {
    const index = scene * 7 + beat * 3;
    if (beat % 3 === 2)
      return `${beat % 2 ? one : other}\n${at(SPEECHES, index)}\n\n${beat % 2 ? other : one}\n(low)\n${at(SPEECHES, index + 2)}`;
    return at(ACTIONS, index).replace('%', first(one)).replace('@', first(other));
  });
  return [`${at(PLACES, scene * 5)}`, '[[target: 173 s]]', ...parts].join('\n\n');
}

export function storyText(scenes: number, beats: number): string {
  const title = 'Title: The Skip Room\nAuthor: Nobody';
  return `${[title, ...Array.from({ length: scenes }, (_, scene) => sceneText(scene, beats))].join('\n\n')}\n`;
}
