import { InvalidInput } from '../../errors';

/** What a document is made of: its members, and one by one those of the member that is too large to be held. */
export type JsonPart =
  | { readonly of: 'root'; readonly value: unknown }
  | { readonly of: 'member'; readonly key: string; readonly value: unknown }
  | { readonly of: 'element'; readonly key: string | number; readonly value: unknown }
  /** It has more characters than are held at once, and was passed over. */
  | { readonly of: 'member' | 'element'; readonly key: string | number; readonly tooLong: number };

export interface JsonPartsOptions {
  /** The member of the root whose elements or members come one by one. */
  readonly within: string;
  readonly mostCharacters?: number;
}

const MOST_CHARACTERS = 1 << 20;
const MOST_LEVELS = 256;

type Expected = 'value' | 'value or ]' | 'key or }' | 'key' | ':' | ', or end' | 'nothing';
type NumberState = '-' | '0' | '1' | '.' | '.1' | 'e' | 'e+' | 'e1';
type Token =
  | { readonly is: 'string'; readonly key: boolean; escape: boolean; hex: number }
  | { readonly is: 'number'; state: NumberState }
  | { readonly is: 'word'; readonly word: string; read: number };

interface Level {
  readonly isArray: boolean;
  /** How many elements have begun. */
  count: number;
  key: string;
}

/**
 * Reads one JSON document as its text arrives, and holds no more of it than one part. It takes what `JSON.parse` takes, but
 * no more than 256 levels, and says at which character it does not.
 */
export class JsonParts {
  readonly #levels: Level[] = [];
  readonly #within: string;
  readonly #most: number;
  #expected: Expected = 'value';
  #token: Token | null = null;
  /** How many characters came before this text. */
  #before = 0;
  #ready: JsonPart[] = [];
  #key = '';
  /** What is kept of the part at hand; `from` is where it goes on in this text. */
  #kept: { part: PartName; pieces: string[]; characters: number; from: number; level: number } | null = null;
  #keyText: { pieces: string[]; characters: number; from: number } | null = null;

  constructor({ within, mostCharacters = MOST_CHARACTERS }: JsonPartsOptions) {
    this.#within = within;
    this.#most = mostCharacters;
  }

  *take(text: string): Generator<JsonPart> {
    for (let at = 0; at < text.length; ) {
      at = this.#token ? this.#goOn(this.#token, text, at) : this.#begin(text, at);
      if (this.#ready.length > 0) yield* this.#handOver();
    }
    this.#keep(text, text.length);
    this.#keepKey(text);
    this.#before += text.length;
  }

  *end(): Generator<JsonPart> {
    // A number at the root ends where the text does.
    if (this.#token?.is === 'number' && mayEnd(this.#token.state)) this.#endValue('', 0);
    if (this.#expected !== 'nothing' || this.#token) throw this.#malformed('the end of the text', 0);
    yield* this.#handOver();
  }

  *#handOver(): Generator<JsonPart> {
    const ready = this.#ready;
    this.#ready = [];
    yield* ready;
  }

  #begin(text: string, at: number): number {
    const character = text.charAt(at);
    if (character === ' ' || character === '\n' || character === '\r' || character === '\t') return at + 1;
    switch (this.#expected) {
      case 'value or ]':
        if (character === ']') return this.#close(text, at);
        return this.#beginValue(text, at);
      case 'value':
        return this.#beginValue(text, at);
      case 'key or }':
        if (character === '}') return this.#close(text, at);
        return this.#beginKey(text, at);
      case 'key':
        return this.#beginKey(text, at);
      case ':':
        if (character !== ':') throw this.#malformed(JSON.stringify(character), at);
        this.#expected = 'value';
        return at + 1;
      case ', or end':
        return this.#afterValue(text, at);
      case 'nothing':
        throw this.#malformed(JSON.stringify(character), at);
    }
  }

  #afterValue(text: string, at: number): number {
    const level = this.#levels.at(-1);
    const character = text.charAt(at);
    if (character === ',') {
      this.#expected = level?.isArray ? 'value' : 'key';
      return at + 1;
    }
    if (character === (level?.isArray ? ']' : '}')) return this.#close(text, at);
    throw this.#malformed(JSON.stringify(character), at);
  }

  #beginKey(text: string, at: number): number {
    if (text.charAt(at) !== '"') throw this.#malformed(JSON.stringify(text.charAt(at)), at);
    this.#token = { is: 'string', key: true, escape: false, hex: 0 };
    if (this.#levels.length <= 2) this.#keyText = { pieces: [], characters: 0, from: at };
    return at + 1;
  }

  #beginValue(text: string, at: number): number {
    const character = text.charAt(at);
    const level = this.#levels.at(-1);
    if (level?.isArray) level.count += 1;
    this.#startKeeping(character, at);
    if (character === '{' || character === '[') return this.#open(character, at);
    if (character === '"') this.#token = { is: 'string', key: false, escape: false, hex: 0 };
    else if (character === '-') this.#token = { is: 'number', state: '-' };
    else if (character >= '0' && character <= '9') this.#token = { is: 'number', state: character === '0' ? '0' : '1' };
    else {
      const word = ['true', 'false', 'null'].find((known) => known.charAt(0) === character);
      if (word === undefined) throw this.#malformed(JSON.stringify(character), at);
      this.#token = { is: 'word', word, read: 1 };
    }
    return at + 1;
  }

  #open(character: string, at: number): number {
    if (this.#levels.length === MOST_LEVELS) throw this.#malformed(`more than ${MOST_LEVELS} levels`, at);
    const isArray = character === '[';
    this.#levels.push({ isArray, count: 0, key: this.#key });
    this.#expected = isArray ? 'value or ]' : 'key or }';
    return at + 1;
  }

  #close(text: string, at: number): number {
    this.#levels.pop();
    return this.#endValue(text, at + 1);
  }

  #goOn(token: Token, text: string, at: number): number {
    if (token.is === 'string') return this.#goOnString(token, text, at);
    if (token.is === 'word') {
      if (text.charAt(at) !== token.word.charAt(token.read)) throw this.#malformed(JSON.stringify(text.charAt(at)), at);
      token.read += 1;
      return token.read === token.word.length ? this.#endValue(text, at + 1) : at + 1;
    }
    const next = nextState(token.state, text.charAt(at));
    if (next) {
      token.state = next;
      return at + 1;
    }
    if (!mayEnd(token.state)) throw this.#malformed(JSON.stringify(text.charAt(at)), at);
    return this.#endValue(text, at);
  }

  #goOnString(token: Extract<Token, { is: 'string' }>, text: string, start: number): number {
    let at = start;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (token.hex > 0) {
        if (!isHex(code)) throw this.#malformed(JSON.stringify(text.charAt(at)), at);
        token.hex -= 1;
      } else if (token.escape) {
        const character = text.charAt(at);
        if (!'"\\/bfnrtu'.includes(character)) throw this.#malformed(JSON.stringify(character), at);
        token.escape = false;
        token.hex = character === 'u' ? 4 : 0;
      } else if (code === 0x5c) token.escape = true;
      else if (code < 0x20) throw this.#malformed('a control character in a string', at);
      else if (code === 0x22) return token.key ? this.#endKey(text, at + 1) : this.#endValue(text, at + 1);
    }
    return at;
  }

  #endKey(text: string, at: number): number {
    this.#token = null;
    this.#expected = ':';
    if (this.#keyText) {
      this.#key = JSON.parse(this.#keyText.pieces.join('') + text.slice(this.#keyText.from, at)) as string;
      this.#keyText = null;
    }
    return at;
  }

  #endValue(text: string, at: number): number {
    this.#token = null;
    this.#expected = this.#levels.length === 0 ? 'nothing' : ', or end';
    if (this.#kept?.level === this.#levels.length) this.#finishPart(text, at);
    return at;
  }

  /** Members of the root are parts; so are those of the member that comes one by one, unless it is neither list nor object. */
  #startKeeping(character: string, at: number): void {
    const part = this.#partAt(character);
    if (part) this.#kept = { part, pieces: [], characters: 0, from: at, level: this.#levels.length };
  }

  #partAt(character: string): PartName | null {
    const [root, level] = this.#levels;
    if (!root) return character === '{' ? null : { of: 'root' };
    if (root.isArray) return null;
    if (this.#levels.length === 1) {
      const isContainer = character === '{' || character === '[';
      return isContainer && this.#key === this.#within ? null : { of: 'member', key: this.#key };
    }
    if (this.#levels.length !== 2 || level?.key !== this.#within) return null;
    return { of: 'element', key: level.isArray ? level.count - 1 : this.#key };
  }

  #keepKey(text: string): void {
    const kept = this.#keyText;
    if (!kept) return;
    kept.characters += text.length - kept.from;
    if (kept.characters > this.#most) throw this.#malformed(`a key of ${kept.characters} characters`, text.length);
    kept.pieces.push(text.slice(kept.from));
    kept.from = 0;
  }

  #keep(text: string, end: number): void {
    const kept = this.#kept;
    if (!kept) return;
    kept.characters += end - kept.from;
    if (kept.characters <= this.#most) kept.pieces.push(text.slice(kept.from, end));
    else kept.pieces = [];
    kept.from = 0;
  }

  #finishPart(text: string, end: number): void {
    this.#keep(text, end);
    const { part, pieces, characters } = this.#kept ?? { part: { of: 'root' } as const, pieces: [], characters: 0 };
    this.#kept = null;
    if (characters <= this.#most) this.#ready.push({ ...part, value: JSON.parse(pieces.join('')) } as JsonPart);
    else if (part.of !== 'root') this.#ready.push({ ...part, tooLong: characters });
    else throw this.#malformed(`${characters} characters that are no object`, 0);
  }

  #malformed(got: string, at: number): InvalidInput {
    const offset = this.#before + at;
    return new InvalidInput(`This is no JSON from character ${offset} on.`, {
      expected: this.#token ? `the rest of a ${this.#token.is}` : this.#expected,
      got,
      remedy: 'Look whether the file was cut off or edited by hand, and write it again.',
    });
  }
}

type PartName =
  | { readonly of: 'root' }
  | { readonly of: 'member'; readonly key: string }
  | { readonly of: 'element'; readonly key: string | number };

function isHex(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x46) || (code >= 0x61 && code <= 0x66);
}

const NEXT: Readonly<Record<NumberState, (character: string) => NumberState | null>> = {
  '-': (c) => (c === '0' ? '0' : isDigit(c) ? '1' : null),
  '0': (c) => (c === '.' ? '.' : isE(c) ? 'e' : null),
  '1': (c) => (isDigit(c) ? '1' : c === '.' ? '.' : isE(c) ? 'e' : null),
  '.': (c) => (isDigit(c) ? '.1' : null),
  '.1': (c) => (isDigit(c) ? '.1' : isE(c) ? 'e' : null),
  e: (c) => (c === '+' || c === '-' ? 'e+' : isDigit(c) ? 'e1' : null),
  'e+': (c) => (isDigit(c) ? 'e1' : null),
  e1: (c) => (isDigit(c) ? 'e1' : null),
};

function nextState(state: NumberState, character: string): NumberState | null {
  return NEXT[state](character);
}

function mayEnd(state: NumberState): boolean {
  return state === '0' || state === '1' || state === '.1' || state === 'e1';
}

function isDigit(character: string): boolean {
  return character >= '0' && character <= '9';
}

function isE(character: string): boolean {
  return character === 'e' || character === 'E';
}
