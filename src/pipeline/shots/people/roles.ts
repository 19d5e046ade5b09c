import { wordList } from './word-list';

/** What unnamed people are called, whoever stands before it: `ticket clerk`. */
const ROLES = wordList(`
guard clerk vendor waiter waitress bartender barista nurse cop officer policeman policewoman man woman boy girl kid child baby teenager teen guy lady
gentleman stranger passerby pedestrian bystander onlooker neighbor neighbour landlord landlady janitor receptionist secretary dispatcher
paramedic medic doctor surgeon patient dentist lawyer attorney bailiff juror reporter journalist anchor cameraman photographer
 sentry sniper copilot conductor passenger commuter tourist customer shopper patron diner guest hostess bouncer dealer
thug goon henchman gangster mobster gunman robber thief burglar hacker hitman assassin assailant attacker kidnapper prisoner inmate
convict jailer detective investigator agent spy teacher pupil principal professor scientist technician engineer mechanic
electrician plumber builder foreman worker laborer labourer docker farmhand fisherman deckhand captain mate
 nun pastor preacher rabbi imam mourner widow bride groom bridesmaid musician drummer guitarist pianist violinist
busker actor actress director producer stagehand janitor cleaner maid housekeeper nanny babysitter cabbie chauffeur trucker
biker cyclist jogger runner swimmer lifeguard athlete fan hooligan protester protestor rioter marcher activist politician aide bodyguard
 accountant banker teller broker boss assistant intern employee employer manager supervisor owner shopkeeper storekeeper cashier
grocer florist librarian courier messenger postman mailman deliveryman handyman repairman watchman doorman bellhop concierge
valet caretaker groundskeeper undertaker coroner hobo beggar drunk addict junkie vagrant busboy dishwasher sous-chef sommelier
mother father mom mum dad daughter son sister brother husband wife grandmother grandfather grandma grandpa aunt uncle cousin twin triplet sibling
parent girlfriend boyfriend friend crowd mob gang crew team squad band choir audience people spectator villager townsfolk resident
tenant survivor victim witness hostage refugee settler rebel peasant servant slave warrior monster creature zombie
ghost robot android alien scavenger enforcer fixer smuggler pirate operator analyst interpreter translator narrator announcer host
regular gambler bookie stripper hooker prostitute pimp model surfer skater punk hippie hipster nerd jock cheerleader coach referee umpire
player goalkeeper toddler infant newborn elder youth lad lass bum
`);
/** Family names besides: a role only where nothing but other roles, descriptions or numbers stand before. */
const ROLES_OR_NAMES = wordList(`
baker porter cook hunter carter mason archer fisher driver parker turner walker cooper taylor smith knight king bishop pope judge page
butler steward chandler chef miner gardener singer barber potter shepherd weaver butcher marshal major farmer miller tailor spencer
chief general queen prince princess duke sergeant lieutenant colonel sheriff deputy
squire mercer piper harper ranger constable abbot monk deacon carpenter forester fowler dyer glover skinner slater sawyer tanner thatcher tucker tyler wainwright webster wright pilot priest
sailor soldier warden dancer student waterman boatman mayor ward reeve usher brewer draper painter trader
`);
const DESCRIPTIONS = wordList(`
the a an young old older younger elderly middle aged tall short big little fat thin skinny burly bald bearded blond blonde redheaded
homeless drunk drunken angry nervous sleepy tired masked hooded armed uniformed undercover plainclothes rookie senior junior head chief lead first second third
fourth fifth other another night day morning evening shift bar bus taxi cab truck train subway ferry boat ship airline street market store shop
gas station hotel motel office security prison police traffic bank casino club door gate front desk ticket hospital school church
court tv news radio sports rival female male lady bearded tattooed scruffy handsome beautiful pretty rich poor local foreign corner food fruit
newspaper flower hot dog coffee taco ice cream pizza deli park dock factory construction road crossing field border riot swat army navy
marine lab desk phone delivery tow uber limo getaway parking lot valet pawn record video vape liquor grocery dry wedding pastry line sous
head new dead dying wounded injured creepy friendly grumpy stern prim chubby lanky muscular stocky
`);
/** Too many are called so for the last word alone to be somebody. */
export const VAGUE = wordList(
  'man men woman women person people boy girl guy kid lady gentleman member type other fan friend player regular',
);
/** Roles that are verbs as well: `Rae guards the door`, `on guard`. */
export const ROLE_VERBS = wordList(
  'guard cook nurse cop host pilot guide coach soldier model fan witness baby father mother mate aide judge doctor boss shepherd page butcher tailor broker anchor captain people crew mob gang team',
);
/** Beside a role these are things: `guard booth`. */
export const THINGS_OF_ROLES = wordList(`
tower booth station post dog rail house shack uniform badge car truck van desk cart stall stand hat jacket vest coat room office door gate
academy school union hut bike boat ship cabin costume bag chair table gun window towel list book bed
`);

/** Whether a name is what somebody is rather than what they are called. Words are folded. */
export function isRole(words: readonly string[]): boolean {
  const kept = words.filter((word) => !/^\d+$/.test(word) && !NUMBERS.has(word));
  const head = kept.at(-1);
  if (head === undefined) return true;
  const single = singular(head);
  if (ROLES.has(single)) return true;
  if (words[0] === 'the' || kept.length < words.length) return ROLES_OR_NAMES.has(single) || kept.length < words.length;
  const before = kept.slice(0, -1);
  if (!ROLES_OR_NAMES.has(single) || before.length === 0) return false;
  return before.every((word) => DESCRIPTIONS.has(word) || ROLES.has(word));
}

export function isRoleWord(word: string): boolean {
  return ROLES.has(word) || ROLES_OR_NAMES.has(word);
}

export const NUMBERS: ReadonlyMap<string, string> = new Map(
  ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'].map((word, index) => [
    word,
    String(index + 1),
  ]),
);
export const ORDINALS: readonly string[] = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

const IRREGULAR: Readonly<Record<string, string>> = {
  men: 'man',
  women: 'woman',
  children: 'child',
  people: 'people',
  wives: 'wife',
  thieves: 'thief',
  passersby: 'passerby',
};

export function singular(word: string): string {
  const known = IRREGULAR[word];
  if (known !== undefined) return known;
  if (/(?:wo)?men$/.test(word) && word.length > 4) return word.replace(/men$/, 'man');
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

export function plural(word: string): string {
  const known = Object.keys(IRREGULAR).find((many) => IRREGULAR[many] === word);
  if (known !== undefined) return known;
  if (word.endsWith('man') && word !== 'human') return word.replace(/man$/, 'men');
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  return /(?:s|sh|ch|x|z)$/.test(word) ? `${word}es` : `${word}s`;
}
