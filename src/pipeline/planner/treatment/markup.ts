/** What no `>` closes would be a tag again where somebody puts one behind it. */
const UNCLOSED = /(?<!<)<+(?=[a-z/!?])/gi;

/** Longer than any tag that somebody writes into a treatment. */
const MOST_TAG_CHARACTERS = 1_000;

/**
 * Without HTML: tags, comments, and what stands in scripts and style sheets. Line ends stay, so that lines keep their numbers. A
 * tag within a tag goes with it, so none is left that was put together from the rest: `<scr<b>ipt>`.
 */
export function withoutMarkup(text: string): string {
  return text.includes('<') ? new Stripped(withoutComments(text)).text : text;
}

function withoutComments(text: string): string {
  const kept: string[] = [];
  let from = 0;
  for (;;) {
    const begin = text.indexOf('<!--', from);
    const end = begin < 0 ? -1 : text.indexOf('-->', begin + 4);
    if (end < 0) return [...kept, text.slice(from)].join('');
    kept.push(text.slice(from, begin), lineEndsOf(text.slice(begin, end)));
    from = end + 3;
  }
}

/** Each character is written once and taken back at most once. */
class Stripped {
  #out: string[] = [];
  /** Where tags were opened in what is written. */
  #open: number[] = [];
  #script: { readonly at: number; readonly name: string } | null = null;

  constructor(source: string) {
    for (let index = 0; index < source.length; index += 1) {
      const mark = source[index] ?? '';
      if (mark === '<' && /[a-z/!?]/i.test(source[index + 1] ?? '')) this.#open.push(this.#out.length);
      this.#out.push(mark);
      if (mark === '>') this.#close();
      if (mark === '\n' && source[index + 1] === '\n') this.#open = [];
    }
  }

  get text(): string {
    return this.#out.join('').replace(UNCLOSED, '');
  }

  #close(): void {
    const at = this.#open.pop();
    if (at === undefined || this.#out.length - at > MOST_TAG_CHARACTERS) return;
    const tag = this.#takeBack(at);
    const [, slash, name = ''] = /^<(\/?)([a-z]*)/i.exec(tag) ?? [];
    if (/^br$/i.test(name)) this.#out.push(' ');
    if (!/^(?:script|style)$/i.test(name)) return;
    if (slash === '' && this.#script === null) this.#script = { at: this.#out.length, name: name.toLowerCase() };
    else if (slash !== '' && this.#script?.name === name.toLowerCase()) {
      this.#takeBack(Math.min(this.#script.at, this.#out.length));
      this.#script = null;
    }
  }

  #takeBack(at: number): string {
    const taken = this.#out.splice(at).join('');
    this.#out.push(...lineEndsOf(taken));
    while ((this.#open.at(-1) ?? -1) >= at) this.#open.pop();
    return taken;
  }
}

function lineEndsOf(text: string): string {
  return text.replace(/[^\n]+/g, '');
}
