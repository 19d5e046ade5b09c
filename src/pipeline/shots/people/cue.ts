/** ON: whoever speaks is in the place that is seen. */
export type CueVoice = 'ON' | 'VOICE_OVER' | 'OFF_SCREEN';

export interface Cue {
  /** Whole, without what stands in brackets: `RAE AND MANNY`. */
  readonly name: string;
  /** `RAE`, `MANNY`. */
  readonly names: readonly string[];
  readonly voice: CueVoice;
  readonly isContinued: boolean;
}

const CONTINUED = /\bcont(?:['’]?d|inued|inuing)?\b/i;
const OFF = /\bo\.? ?[sc]\b\.?|\boff(?:[- ](?:screen|camera|stage))?\b/i;
/** Heard through something. Into a phone speaks who is seen. */
const OVER =
  /\bv\.? ?o\b\.?|\bvoice(?:[- ]?over|mail)?\b|\bnarrat|\bpre-? ?lap|\bfilter|\b(?:on|over|through|from|via) (?:the )?(?:tele)?(?:phone|speaker|radio|intercom|tv|television|headset|comms?|p\.?a\.?|answering|screen|video|walkie|recorder)|\brecord(?:ed|ing)\b/i;
/** Extensions without brackets. */
const BARE = /[ ,-]+(v\.? ?o\.?|o\.? ?s\.?|o\.? ?c\.?|cont['’]?d\.?)$/i;
const VOICE_OF = /['’]s voice$/i;
const MOST_CHARACTERS = 1_000;

/** Whatever stands above speech: `RAE CALDER (V.O.) (CONT'D)`. */
export function readCue(text: string): Cue {
  const said = text.slice(0, MOST_CHARACTERS).replace(/\s+/g, ' ').trim();
  const { bare, extensions } = partedCue(said);
  const isVoice = VOICE_OF.test(bare);
  const name = bare.replace(VOICE_OF, '').replace(/^[@\s]+|[\s^:]+$/g, '');
  return {
    name,
    names: namesOf(name),
    voice: isVoice ? 'VOICE_OVER' : voiceOf(extensions),
    isContinued: CONTINUED.test(extensions),
  };
}

/** The name, and all its extensions as one text. */
function partedCue(said: string): { bare: string; extensions: string } {
  const brackets: string[] = [...(said.match(/\([^()]*\)?/g) ?? [])];
  let bare = said
    .replace(/\([^()]*\)?/g, ' ')
    .replace(/[()]/g, ' ')
    .replace(/ +/g, ' ')
    .trim();
  for (let found = BARE.exec(bare); found !== null; found = BARE.exec(bare)) {
    brackets.push(found[1] ?? '');
    bare = bare.slice(0, found.index);
  }
  return { bare, extensions: brackets.join(' ') };
}

function voiceOf(extensions: string): CueVoice {
  if (OVER.test(extensions)) return 'VOICE_OVER';
  return OFF.test(extensions) ? 'OFF_SCREEN' : 'ON';
}

function namesOf(name: string): string[] {
  const names = name.split(/ and | ?[&/+,] ?/i).map((part) => part.trim());
  return names.filter((part) => part !== '');
}
