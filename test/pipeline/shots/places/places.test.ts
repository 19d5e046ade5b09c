import fc from 'fast-check';
import type { LocationDesign } from '../../../../src/pipeline/shots/bible';
import { readBible } from '../../../../src/pipeline/shots/bible/read-bible';
import { settingsOf } from '../../../../src/pipeline/shots/places/settings';
import { readSlugline } from '../../../../src/pipeline/shots/places/slugline';
import { scene, screenplay } from '../people/screenplays';

const { bible } = readBible({ hero: null, cast: null, world: null, visual: null });
const design = (name: string): LocationDesign => ({
  name,
  description: null,
  basePrompt: `a picture of ${name}`,
  moodKeywords: [],
  palette: [],
  timeVariants: {},
});
const settings = (sluglines: string[], names: string[] = []) =>
  settingsOf(screenplay(sluglines.map((slugline) => scene([], slugline))), { ...bible, locations: names.map(design) });

test.each([
  ['EXT. EAST L.A. STRIP MALL PARKING LOT - NIGHT', 'EXT', 'NIGHT', 'east_la_strip_mall_parking_lot'],
  ["INT. RAE'S SKIP ROOM - NIGHT", 'INT', 'NIGHT', 'raes_skip_room'],
  ['INT. RAE’S SKIP ROOM – NIGHT', 'INT', 'NIGHT', 'raes_skip_room'],
  ['INT. HOUSE - KITCHEN - DAY', 'INT', 'DAY', 'house_kitchen'],
  ['EXT./INT. VAN - DAY', 'INT_EXT', 'DAY', 'van'],
  ['INT./EXT. VAN - DAY', 'INT_EXT', 'DAY', 'van'],
  ['I/E VAN - DAY', 'INT_EXT', 'DAY', 'van'],
  ['INT. CAFÉ ROUGE – NIGHT', 'INT', 'NIGHT', 'cafe_rouge'],
  ['INT. CAFÉ ROUGE—LATE NIGHT', 'INT', 'NIGHT', 'cafe_rouge'],
  ['INT. GALLERY - BACK OFFICE', 'INT', null, 'gallery_back_office'],
  ['INT HOUSE - DAY', 'INT', 'DAY', 'house'],
  ['INT. - NIGHT', 'INT', 'NIGHT', 'unknown_place'],
  ['INT. NIGHTCLUB - DAY', 'INT', 'DAY', 'nightclub'],
  ['EXT. NIGHT MARKET - DAY', 'EXT', 'DAY', 'night_market'],
  ['INT. MONDAY - DAY', 'INT', 'DAY', 'monday'],
  ['INT. BIRTHDAY PARTY', 'INT', null, 'birthday_party'],
  ['EXT. TRAIN YARD - SUNSET', 'EXT', 'DUSK', 'train_yard'],
  ['EXT. PIER - SUNRISE', 'EXT', 'DAWN', 'pier'],
  ['EXT. PIER - PRE-DAWN', 'EXT', 'DAWN', 'pier'],
  ['EXT. PIER - MAGIC HOUR', 'EXT', 'DUSK', 'pier'],
  ['EXT. PIER - NIGHT (RAIN)', 'EXT', 'NIGHT', 'pier'],
  ['EXT. PIER - DAY 2', 'EXT', 'DAY', 'pier'],
  ['EXT. PIER - NOON - FLASHBACK', 'EXT', 'DAY', 'pier'],
  ['EXT. PIER (1987) - MIDNIGHT', 'EXT', 'NIGHT', 'pier'],
  ['est. bed & breakfast - early morning', 'EXT', 'MORNING', 'bed_and_breakfast'],
  ['THE ROOF - AFTERNOON', null, 'AFTERNOON', 'the_roof'],
])('%s says where and when', (text, intExt, timeOfDay, key) => {
  expect(readSlugline(text)).toMatchObject({ intExt, timeOfDay });
  expect(settings([text]).keys).toEqual([key]);
});

test.each(['CONTINUOUS', 'MOMENTS LATER', 'SAME', 'SAME TIME', "CONT'D"])(
  '%s goes on, at no time of its own',
  (time) => {
    expect(readSlugline(`INT. VAN - ${time}`)).toEqual({
      intExt: 'INT',
      place: 'VAN',
      timeOfDay: null,
      isContinued: true,
    });
  },
);

test.each(['LATER', 'FLASHBACK', '(1987)', 'INTERCUT'])('%s is no time of day and goes on from nothing', (time) => {
  expect(readSlugline(`INT. VAN - ${time}`)).toEqual({
    intExt: 'INT',
    place: 'VAN',
    timeOfDay: null,
    isContinued: false,
  });
});

test('two rooms of one building are two designs, found by their whole names', () => {
  const found = settings(
    ['INT. ST. BRIGID HOSPITAL - WARD - DAY', 'EXT. ST. BRIGID HOSPITAL - ROOF - DAY'],
    ['St. Brigid Hospital - Ward', 'St. Brigid Hospital - Roof'],
  );
  expect(found.keys).toEqual(['st_brigid_hospital_ward', 'st_brigid_hospital_roof']);
  expect(found.settings.map(({ basePrompt }) => basePrompt)).toEqual([
    'a picture of St. Brigid Hospital - Ward',
    'a picture of St. Brigid Hospital - Roof',
  ]);
});

test('a design decides by the order of parts and by a missing parent, where it is the only one', () => {
  expect(settings(['INT. KITCHEN - DAY', 'INT. KITCHEN, HOUSE - DAY'], ['House - Kitchen']).keys).toEqual([
    'house_kitchen',
    'house_kitchen',
  ]);
  expect(settings(['INT. KITCHEN - DAY'], ['House - Kitchen', 'Motel - Kitchen']).keys).toEqual(['kitchen']);
  expect(settings(['INT. HOUSE - KITCHEN'], ['Kitchen']).settings[0]?.basePrompt).toBe('a picture of Kitchen');
});

test('no part of a word decides, nor an empty place', () => {
  const found = settings(['INT. VAN - DAY', 'INT. - NIGHT', 'INT. WAREHOUSE - DAY'], ['Caravan Park', 'House']);
  expect(found.keys).toEqual(['van', 'unknown_place', 'warehouse']);
  expect(found.settings.map(({ basePrompt }) => basePrompt)).toEqual([null, null, null]);
});

test('a leading THE, inside and outside make no second setting; most sluglines say which it is', () => {
  const found = settings(['EXT. THE PIER - DAY', 'INT. PIER - DAY', 'EXT. PIER - NIGHT']);
  expect(found.keys).toEqual(['the_pier', 'the_pier', 'the_pier']);
  expect(found.settings).toMatchObject([{ key: 'the_pier', isExterior: true }]);
});

test('any heading is read, and keys are unique', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^(INT|EXT)\. [A-C -]{0,12} - (DAY|LATER)$/)),
        { maxLength: 12 },
      ),
      (sluglines) => {
        const found = settings(sluglines, ['A', 'A - B', 'C']);
        expect(new Set(found.settings.map(({ key }) => key)).size).toBe(found.settings.length);
        expect(found.keys).toHaveLength(sluglines.length);
      },
    ),
  );
});

test.each(['- ', '-', '(', ' -', 'INT/', '. ', '–'])('five megabytes of %j are one heading at once', (part) => {
  const begun = performance.now();
  readSlugline(part.repeat(5_000_000 / part.length));
  expect(performance.now() - begun).toBeLessThan(1_000);
});
