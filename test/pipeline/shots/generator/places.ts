import type { Dice } from './dice';

/** A place, and how its writer spells it. */
export interface Place {
  readonly key: string;
  /** As the bible says it. */
  readonly name: string;
  readonly prefixes: readonly string[];
  /** `-` stands for any dash between spaces. */
  readonly spellings: readonly string[];
}

const INSIDE = ['INT.', 'INT.', 'INT.', 'INT.', 'INT', 'int.', 'Int.'];
const OUTSIDE = ['EXT.', 'EXT.', 'EXT.', 'EXT.', 'EXT', 'ext.', 'Ext.'];
const BOTH = ['INT./EXT.', 'EXT./INT.', 'I/E.', 'INT/EXT.', 'EXT.', 'INT.', 'I/E', 'int./ext.'];

const PLACES: readonly Place[] = [
  {
    key: 'east_la_strip_mall_parking_lot',
    name: 'East L.A. Strip Mall Parking Lot',
    prefixes: OUTSIDE,
    spellings: [
      'EAST L.A. STRIP MALL PARKING LOT',
      'East L.A. Strip Mall Parking Lot',
      'EAST LA STRIP MALL PARKING LOT',
    ],
  },
  {
    key: 'house_kitchen',
    name: 'House - Kitchen',
    prefixes: INSIDE,
    spellings: ['HOUSE - KITCHEN', 'HOUSE, KITCHEN', 'House - Kitchen', 'HOUSE - KITCHEN'],
  },
  {
    key: 'cafe_rouge',
    name: 'Café Rouge',
    prefixes: INSIDE,
    spellings: ['CAFÉ ROUGE', 'CAFE ROUGE', 'Café Rouge', 'CAFÉ ROUGE'],
  },
  { key: 'night_market', name: 'Night Market', prefixes: OUTSIDE, spellings: ['NIGHT MARKET', 'Night Market'] },
  {
    key: 'gallery_back_office',
    name: 'Gallery - Back Office',
    prefixes: INSIDE,
    spellings: ['GALLERY - BACK OFFICE', 'Gallery - Back Office', 'GALLERY - BACK OFFICE'],
  },
  {
    key: 'mamas_garage',
    name: "Mama's Garage",
    prefixes: INSIDE,
    spellings: ["MAMA'S GARAGE", 'MAMA’S GARAGE', "Mama's Garage"],
  },
  { key: 'van', name: 'Van', prefixes: BOTH, spellings: ['VAN', 'Van', 'VAN'] },
  {
    key: 'st_brigid_hospital_ward',
    name: 'St. Brigid Hospital - Ward',
    prefixes: INSIDE,
    spellings: ['ST. BRIGID HOSPITAL - WARD', 'St. Brigid Hospital - Ward'],
  },
  {
    key: 'st_brigid_hospital_roof',
    name: 'St. Brigid Hospital - Roof',
    prefixes: OUTSIDE,
    spellings: ['ST. BRIGID HOSPITAL - ROOF', 'St. Brigid Hospital - Roof', 'ST BRIGID HOSPITAL - ROOF'],
  },
  { key: 'train_yard', name: 'Train Yard', prefixes: OUTSIDE, spellings: ['TRAIN YARD', 'Train Yard'] },
  {
    key: 'precinct_12_interview_room',
    name: 'Precinct 12 - Interview Room',
    prefixes: INSIDE,
    spellings: ['PRECINCT 12 - INTERVIEW ROOM', 'Precinct 12 - Interview Room'],
  },
  {
    key: 'day_spa_lobby',
    name: 'Day Spa - Lobby',
    prefixes: INSIDE,
    spellings: ['DAY SPA - LOBBY', 'Day Spa - Lobby'],
  },
  { key: 'grain_store', name: 'Grain Store', prefixes: INSIDE, spellings: ['GRAIN STORE', 'Grain Store'] },
  {
    key: 'monday_motel_room_9',
    name: 'Monday Motel - Room 9',
    prefixes: INSIDE,
    spellings: ['MONDAY MOTEL - ROOM 9', 'Monday Motel - Room #9'],
  },
  { key: 'nightclub', name: 'Nightclub', prefixes: INSIDE, spellings: ['NIGHTCLUB', 'Nightclub'] },
  {
    key: 'plaza_de_las_animas',
    name: 'Plaza de las Ánimas',
    prefixes: OUTSIDE,
    spellings: ['PLAZA DE LAS ÁNIMAS', 'Plaza de las Animas'],
  },
  {
    key: 'harbor_warehouse_loading_dock',
    name: 'Harbor Warehouse - Loading Dock',
    prefixes: BOTH,
    spellings: ['HARBOR WAREHOUSE - LOADING DOCK', 'Harbor Warehouse - Loading Dock'],
  },
  {
    key: 'dawn_street_bridge',
    name: 'Dawn Street Bridge',
    prefixes: OUTSIDE,
    spellings: ['DAWN STREET BRIDGE', 'Dawn Street Bridge'],
  },
];

const DASHES = ['-', '-', '-', '–', '—', '--'];
const COMMON_TIMES = ['DAY', 'NIGHT'];
/** Each is all of the last part of a slugline. */
export const TIMES = [
  ...COMMON_TIMES,
  'DAWN',
  'DUSK',
  'MORNING',
  'AFTERNOON',
  'EVENING',
  'SUNSET',
  'SUNRISE',
  'CONTINUOUS',
  'LATER',
  'MOMENTS LATER',
  'SAME TIME',
  'EARLY MORNING',
  'LATE AFTERNOON',
];

export function placesOf(dice: Dice, count: number): Place[] {
  if (count > PLACES.length) throw new RangeError(`There are ${PLACES.length} places, not ${count}.`);
  const always = PLACES.slice(0, Math.min(count, 9));
  return dice.shuffled([...always, ...dice.some(PLACES.slice(9), count - always.length)]);
}

export function sluglineOf(dice: Dice, place: Place): string {
  const dash = dice.pick(DASHES);
  const where = dice.pick(place.spellings).replaceAll(' - ', ` ${dash} `);
  const time = dice.chance(0.08) ? null : dice.pick(dice.chance(0.6) ? COMMON_TIMES : TIMES);
  const said = dice.chance(0.05) ? time?.toLowerCase() : time;
  return `${dice.pick(place.prefixes)} ${where}${said ? ` ${dash} ${said}` : ''}`;
}

const TIMED = new RegExp(`^(.*\\S) (-|–|—|--) (${TIMES.join('|')})$`, 'i');

/** The same place at another time. */
export function retimed(dice: Dice, slugline: string): string {
  const [, place = slugline, dash = '-', time] = TIMED.exec(slugline) ?? [];
  return `${place} ${dash} ${dice.pick(TIMES.filter((one) => one !== time?.toUpperCase()))}`;
}

const NEW_NAMES = ['BLUE LANTERN DINER', 'PIER 39', 'COLUMBIA HOTEL - LAUNDRY', 'BUS DEPOT'];

/** The same place under another name, in the sluglines too. */
export function renamedPlace(dice: Dice, place: Place): Place {
  const name = dice.pick(NEW_NAMES);
  const key = name.toLowerCase().replaceAll(' - ', '_').replaceAll(' ', '_');
  return { ...place, key, name, spellings: [name] };
}

/** A slugline with its prefix and its time, of another place. */
export function replaced(slugline: string, place: Place): string {
  const [, , dash = '-', time] = TIMED.exec(slugline) ?? [];
  return `${slugline.split(' ')[0]} ${place.name}${time ? ` ${dash} ${time}` : ''}`;
}
