/** The voices that every account has, by the names under which people know them. The first speaks where nobody is named. */
const PREMADE: Readonly<Record<string, string>> = {
  Rachel: '21m00Tcm4TlvDq8ikWAM',
  Adam: 'pNInz6obpgDQGcFmaJgB',
  Alice: 'Xb7hH8MSUJpSbSDYk0k2',
  Antoni: 'ErXwobaYiN019PkySvjV',
  Aria: '9BWtsMINqrJLrRacOk9x',
  Arnold: 'VR6AewLTigWG4xSOukaG',
  Bill: 'pqHfZKP75CvOlQylNhV4',
  Brian: 'nPczCjzI2devNBz1zQrb',
  Callum: 'N2lVS1w4EtoT3dr4eOWO',
  Charlie: 'IKne3meq5aSn9XLyUdCD',
  Charlotte: 'XB0fDUnXU5powFXDhCwa',
  Chris: 'iP95p4xoKVk53GoZ742B',
  Clyde: '2EiwWnXFnvU5JabPnv8n',
  Daniel: 'onwK4e9ZLuTAKqWW03F9',
  Dave: 'CYw3kZ02Hs0563khs1Fj',
  Domi: 'AZnzlk1XvdvUeBnXmlld',
  Dorothy: 'ThT5KcBeYPX3keUQqHPh',
  Elli: 'MF3mGyEYCl7XYWbV9V6O',
  Emily: 'LcfcDJNUP1GQjkzn1xUU',
  Eric: 'cjVigY5qzO86Huf0OWal',
  Freya: 'jsCqWAovK2LkecY7zXl4',
  George: 'JBFqnCBsd6RMkjVDRZzb',
  Grace: 'oWAxZDx7w5VEj9dCyTzz',
  Harry: 'SOYHLrjzK2X1ezoPC6cr',
  James: 'ZQe5CZNOzWyzPSCn5a3c',
  Jessica: 'cgSgspJ2msm6clMCkdW9',
  Josh: 'TxGEqnHWrfWFTfGW9XjX',
  Laura: 'FGY2WhTYpPnrIDTdsKH5',
  Liam: 'TX3LPaxmHKxFdv7VOQHJ',
  Lily: 'pFZP5JQG7iQjIQuC4Bku',
  Matilda: 'XrExE9yKIg1WjnnlVkGX',
  Nicole: 'piTKgcLEGmPE4e6mEKli',
  River: 'SAz9YHcvj6GT2YYXdXww',
  Roger: 'CwhRBWXzGAHq8TQ4Fs17',
  Sam: 'yoZ06aMxZJJ28mfd3POQ',
  Sarah: 'EXAVITQu4vr4xnSDxMaL',
  Serena: 'pMsXgVXv3BLzUgSXRplE',
  Thomas: 'GBv7mTt0atIp3Br8iCZE',
  Will: 'bIHbv24MWmeRgasZH58o',
};

const ID = /^[A-Za-z0-9]{20}$/;

export interface ElevenLabsVoice {
  readonly id: string;
  /** As a take names it: the name where it has one, else the id. */
  readonly name: string;
}

const VOICES: readonly ElevenLabsVoice[] = Object.entries(PREMADE).map(([name, id]) => ({ id, name }));

export const ELEVENLABS_VOICES: readonly string[] = VOICES.map(({ name }) => name);

/** A name of theirs in any letters, an id of anybody's; whatever else is said, the first of all speaks, and the take says so. */
export function elevenLabsVoice(said: string | null): ElevenLabsVoice {
  const word = said?.trim() ?? '';
  const known = VOICES.find(({ id, name }) => id === word || name.toLowerCase() === word.toLowerCase());
  if (known) return known;
  if (ID.test(word)) return { id: word, name: word };
  const [first] = VOICES;
  if (!first) throw new Error('There is no voice to speak where nobody is named.');
  return first;
}
