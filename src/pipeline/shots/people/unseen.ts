import { DETERMINERS, isVerbForm } from './grammar';
import type { Token } from './tokens';
import { wordList } from './word-list';
import { isOnlySaid } from './written';

const DEPICTIONS = wordList(`
photo photos photograph photographs picture pictures portrait portraits painting paintings poster posters drawing drawings sketch sketches
image images mugshot mugshots snapshot snapshots polaroid polaroids statue statues billboard mural selfie headshot headshots video videos
footage recording recordings clip hologram caricature effigy figurine bust stencil collage photoshoot silhouette-cutout
`);
const TOKENS_OF = wordList(`
sign signs trace traces word mention thought thoughts memory memories absence name names voice sound rumor rumors rumour news story stories death loss
message text call letter note voicemail email postcard package
`);
const MEDIA = wordList(
  'screen screens monitor monitors tv television poster posters billboard photo photograph picture painting portrait sign video laptop tablet feed display newspaper flyer jumbotron magazine cover',
);
/** What is somebody's and shows them not. */
const NOT_SEEN_OF = new Set([
  ...DEPICTIONS,
  ...wordList(`
name names voice grave headstone tombstone urn ashes obituary handwriting signature absence death funeral pov voicemail message text
email letter note nameplate ringtone memory empty old-place
`),
]);
const PLACES = wordList(`
bar pub grill diner cafe restaurant house home apartment flat condo room bedroom bathroom kitchen office garage shop store club nightclub hotel motel
street road building place trailer cabin farm ranch church school hospital gym warehouse studio basement attic porch yard driveway
backyard garden loft penthouse mansion hallway corridor cell ward clinic bakery salon deli market boutique hideout lair den
`);
const PLACE_BEFORE = new Set([
  'dive',
  'steak',
  'coffee',
  'living',
  'dining',
  'hotel',
  'motel',
  'hospital',
  'front',
  'back',
  'apartment',
  'pizza',
  'noodle',
  'skip',
  'taco',
  'auto',
  'body',
  'pawn',
  'gun',
  'barber',
]);
const SIGNS = wordList(
  'sign signs plaque label banner poster note screen headline caption text card letter envelope tag nameplate display title billboard marquee neon badge stencil graffiti logo tattoo patch inscription headstone tombstone awning sticker ticket name',
);
const READING = wordList(
  'reads reading read says saying spells spelling labeled labelled marked titled addressed engraved etched embroidered bearing stenciled scrawled flashes announces',
);
const SEEKING =
  /^(?:look|search|hunt|scan|wait|scour|comb|ask|call|shout|yell|scream|cry|cries|crie|long|pray|yearn|listen|grope)(?:s|es|ed|d|ing|ning)?$/;
const CALLING =
  /^(?:phone|dial|text|email|message|remember|miss|imagine|mourn|recall|impersonate|mention|await)(?:s|es|ed|d|ing|ling)?$/;
const TALKING =
  /^(?:think|talk|speak|dream|hear|know|tell|ask|worr(?:y|ie)|sing|wonder|read|gossip|lie|brag|joke|learn)(?:s|es|ed|ing)?$/;
const GONE = wordList('gone missing absent nowhere vanished disappeared elsewhere left away');
const STILL = wordList('already long now still also just simply suddenly finally clearly obviously been not');
const BE = wordList('is was s has had are were isnt wasnt hasnt hadnt arent werent be');
const NEVER = /^(?:show|come|arrive|appear|answer|return)(?:s|d|ed)?$|^came$/;
const WAS = wordList(
  'was were stood sat used had should once lay slept fell died lived hid left vanished disappeared worked',
);
const LOOKED_BACK = 8;

/** One or more words that mean people. */
export interface Span {
  readonly from: number;
  readonly endExclusive: number;
  readonly isPossessive: boolean;
}

/** Whether people are talked of, depicted or missed where they are named: then no camera sees them. */
export function isUnseen(tokens: readonly Token[], span: Span): boolean {
  if (isQuoted(tokens, span)) return true;
  if (span.isPossessive && ownsUnseen(tokens, span.endExclusive)) return true;
  if (isOnlySaid(tokens, span.from, span.endExclusive)) return true;
  if (isAwaited(tokens, span)) return false;
  return (
    isBehind(tokens, span.from) || isGone(tokens, span) || isOnMedium(tokens, span) || isWritten(tokens, span.from)
  );
}

/** `waits for Manny to look up`: he is there. */
function isAwaited(tokens: readonly Token[], { from, endExclusive }: Span): boolean {
  const isWaitedFor = wordAt(tokens, from - 1) === 'for' && /^wait(?:s|ed|ing)?$/.test(wordAt(tokens, from - 2));
  return isWaitedFor && beside(tokens, endExclusive)?.norm === 'to';
}

function isQuoted(tokens: readonly Token[], { from, endExclusive }: Span): boolean {
  for (let at = from; at < endExclusive; at += 1) if (tokens[at]?.isQuoted === false) return false;
  return true;
}

/** `Manny's old photo`, `RAE'S POV`, `Manny's Bar`. */
function ownsUnseen(tokens: readonly Token[], at: number): boolean {
  const [first, second] = [beside(tokens, at), beside(tokens, at + 1)];
  if (first === undefined) return false;
  if (NOT_SEEN_OF.has(first.norm) || PLACES.has(first.norm)) return true;
  if (first.norm === 'gone' || first.norm === 'missing') return true;
  if (second === undefined || isVerbForm(first.norm) || first.isPossessive) return false;
  if (DEPICTIONS.has(second.norm) || second.norm === 'name' || second.norm === 'voice') return !isVerbForm(first.norm);
  return (
    PLACES.has(second.norm) &&
    (PLACE_BEFORE.has(first.norm) ||
      (first.casing !== 'LOWER' && second.casing !== 'LOWER') ||
      /(?:y|ed|old|ing|small|big|empty|dark|new|own|former|parents)$/.test(first.norm))
  );
}

function beside(tokens: readonly Token[], at: number): Token | undefined {
  const token = tokens[at];
  return token === undefined || token.isStart || token.gap !== ' ' ? undefined : token;
}

/** What stands before: `a photo of`, `no sign of`, `without`, `looks for`, `thinks about`. */
function isBehind(tokens: readonly Token[], from: number): boolean {
  if (tokens[from]?.isStart) return false;
  const at = beforeDescription(tokens, from);
  const [word, second] = [wordAt(tokens, at), wordAt(tokens, at - 1)];
  if (word === 'without' || word === 'minus' || word === 'sans' || word === 'except') return true;
  if (word === 'no' && at === from - 1) return true;
  if (word === 'of') return DEPICTIONS.has(second) || TOKENS_OF.has(second) || second === 'instead' || talkedOf(second);
  if (word === 'from' || word === 'to')
    return (
      word === 'from' && /^(?:message|text|call|letter|note|voicemail|email|postcard|package|word|missed)$/.test(second)
    );
  if (word === 'about')
    return (
      TALKING.test(second) ||
      TALKING.test(wordAt(tokens, at - 2)) ||
      /^(?:story|stories|joke|song|report|article|news|rumor)$/.test(second)
    );
  if (word === 'for') return second === 'except' || seeks(tokens, at);
  if (/^(?:showing|depicting|featuring)$/.test(word)) return DEPICTIONS.has(second) || MEDIA.has(second);
  if (word === 'but') return /^(?:everyone|everybody|all|anyone|nobody|anything|nothing)$/.test(second);
  if (word === 'where') return WAS.has(wordAt(tokens, from + 1)) || WAS.has(wordAt(tokens, from + 2));
  return CALLING.test(word) && !/ /.test(tokens[from]?.gap.trim() ?? '');
}

function talkedOf(word: string): boolean {
  return TALKING.test(word) && !/^(?:tell|ask|read|lie|sing)/.test(word);
}

/** Before articles, adjectives of a portrait, and others named along: `a photo of a young Rae and Manny`. */
function beforeDescription(tokens: readonly Token[], from: number): number {
  let at = from - 1;
  for (let steps = 0; steps < LOOKED_BACK; steps += 1) {
    const [token, after] = [tokens[at], tokens[at + 1]];
    if (token === undefined || after === undefined || after.isStart || /[,;:–—]|--/.test(after.gap)) break;
    const isSkipped =
      (DETERMINERS.has(token.norm) && token.norm !== 'no') ||
      /^(?:young|younger|old|older|smiling|dead|late|poor|little|happy|grinning|laughing|teenage|missing)$/.test(
        token.norm,
      );
    const isAlong = (token.norm === 'and' || token.norm === 'with') && depictsBefore(tokens, at);
    if (isAlong) return depictedFrom(tokens, at);
    if (!isSkipped) break;
    at -= 1;
  }
  return at;
}

function depictsBefore(tokens: readonly Token[], at: number): boolean {
  const of = depictedFrom(tokens, at);
  return of >= 0 && !(isVerbForm(wordAt(tokens, at + 2)) && hasVerbBefore(tokens, of));
}

/** `Rae holds a photo of Manny and Ana cries`: another clause begins, for the first had its verb. */
function hasVerbBefore(tokens: readonly Token[], at: number): boolean {
  for (let index = at - 1; index >= 0 && index > at - LOOKED_BACK; index -= 1) {
    if (isVerbForm(wordAt(tokens, index))) return true;
    if (tokens[index]?.isStart) return false;
  }
  return false;
}

/** Where the `of` of `photo of Manny and` stands, or -1. */
function depictedFrom(tokens: readonly Token[], at: number): number {
  for (let index = at - 1; index > at - 5 && index > 0; index -= 1) {
    if (tokens[index + 1]?.isStart) return -1;
    if (wordAt(tokens, index) === 'of')
      return DEPICTIONS.has(wordAt(tokens, index - 1)) || wordAt(tokens, index - 1) === 'sign' ? index : -1;
    if (/^(?:without)$/.test(wordAt(tokens, index))) return index;
  }
  return -1;
}

/** `scans the crowd for`. */
function seeks(tokens: readonly Token[], at: number): boolean {
  for (let index = at - 1; index >= at - LOOKED_BACK && index >= 0; index -= 1) {
    if (tokens[index + 1]?.isStart) return false;
    if (SEEKING.test(wordAt(tokens, index))) return true;
    if (/[,;–—]/.test(tokens[index + 1]?.gap ?? '')) return false;
  }
  return false;
}

/** `Rae is gone`, `Rae isn't here`, `Manny never shows`, `RAE NOWHERE`. */
function isGone(tokens: readonly Token[], { endExclusive, isPossessive }: Span): boolean {
  let at = endExclusive;
  let [isSaid, isDenied] = [isPossessive, false];
  for (let steps = 0; steps < 4; steps += 1, at += 1) {
    const token = tokens[at];
    if (token === undefined || token.isStart || /[,;–—]/.test(token.gap)) return false;
    if (
      token.norm === 'nowhere' ||
      ((isSaid || steps === 0) && GONE.has(token.norm) && (isSaid || token.norm === 'gone' || token.norm === 'missing'))
    ) {
      return !(
        token.norm === 'left' &&
        tokens[at + 1]?.isStart === false &&
        /^(?:hand|arm|eye|leg|foot|shoulder|side)$/.test(wordAt(tokens, at + 1))
      );
    }
    if (isDenied && (/^(?:here|there|around|home)$/.test(token.norm) || NEVER.test(token.norm))) return true;
    if (/^(?:isnt|wasnt|not|never|doesnt|didnt|hasnt)$/.test(token.norm)) isDenied = true;
    else if (!BE.has(token.norm) && !STILL.has(token.norm)) return false;
    isSaid ||= BE.has(token.norm);
  }
  return false;
}

/** `Manny on the old TV`, `On the monitor, Rae…`. */
function isOnMedium(tokens: readonly Token[], { from, endExclusive }: Span): boolean {
  const at = /^(?:face|image|name)$/.test(wordAt(tokens, endExclusive)) ? endExclusive + 1 : endExclusive;
  if (isMediumPhrase(tokens, at)) return true;
  let start = from;
  for (let steps = 0; steps < LOOKED_BACK && start > 0 && !tokens[start]?.isStart; steps += 1) start -= 1;
  if (!tokens[start]?.isStart && start > 0) return false;
  const isAfterColon = /:/.test(tokens[start]?.gap ?? '');
  const begin = isAfterColon ? startBefore(tokens, start) : start;
  return begin < from && isMediumPhrase(tokens, begin, from);
}

function startBefore(tokens: readonly Token[], start: number): number {
  let at = start - 1;
  for (let steps = 0; steps < LOOKED_BACK && at > 0 && !tokens[at]?.isStart; steps += 1) at -= 1;
  return Math.max(at, 0);
}

function isMediumPhrase(tokens: readonly Token[], at: number, before = Number.POSITIVE_INFINITY): boolean {
  if (!/^(?:on|in)$/.test(wordAt(tokens, at))) return false;
  if (before === Number.POSITIVE_INFINITY && beside(tokens, at) === undefined) return false;
  for (let index = at + 1; index < Math.min(at + 6, before); index += 1) {
    if (tokens[index]?.isStart || isVerbForm(wordAt(tokens, index))) return false;
    if (!MEDIA.has(wordAt(tokens, index))) continue;
    if (before === Number.POSITIVE_INFINITY) return true;
    return /[,:–—-]/.test(tokens[index + 1]?.gap ?? '');
  }
  return false;
}

/** After `a sign reads`, `a label:`. */
function isWritten(tokens: readonly Token[], from: number): boolean {
  for (let at = from - 1; at >= 0 && at >= from - 6; at -= 1) {
    const isReading = READING.has(wordAt(tokens, at));
    const isLabel = at === from - 1 && SIGNS.has(wordAt(tokens, at)) && /:/.test(tokens[from]?.gap ?? '');
    if (isLabel) return true;
    if (isReading) return [1, 2, 3, 4, 5].some((back) => SIGNS.has(wordAt(tokens, at - back)));
    if (tokens[at]?.isStart && !/:/.test(tokens[at]?.gap ?? '')) return false;
  }
  return false;
}

function wordAt(tokens: readonly Token[], at: number): string {
  return tokens[at]?.norm ?? '';
}
