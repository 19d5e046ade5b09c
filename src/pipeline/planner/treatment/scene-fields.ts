import { FIELD_WORDS, type FieldName } from './field-words';
import { labelled, loneLabel } from './labelled';
import type { SourceLine } from './source-lines';
import { KIND_WORDS } from './visuals';

export interface SceneField {
  readonly name: FieldName;
  readonly line: number;
  /** The value, then each bullet below it; bullets below those belong to their item. */
  readonly items: readonly string[];
}

export interface SceneWords {
  readonly fields: readonly SceneField[];
  /** What stands behind no label. */
  readonly prose: readonly SourceLine[];
  /** `Camera: slow push`: a label that nobody knows. */
  readonly unknown: readonly SourceLine[];
}

const UNKNOWN_LABEL = /^[*_]{0,3}\p{Lu}[\p{L}\p{M}]*(?:[ /-][\p{L}\p{M}]+){0,2}[*_]{0,3}\s?[:：][*_]{0,3}\s/u;
const MAY_GO_ON: ReadonlySet<FieldName> = new Set(['NARRATION', 'VISUALS']);

/** Sorts the lines below a marker. A value goes on below its label in indented, quoted and listed lines. */
export function sceneWords(lines: readonly SourceLine[]): SceneWords {
  const reader = new Reader();
  for (const line of lines) reader.read(line);
  return reader;
}

class Reader implements SceneWords {
  readonly fields: SceneField[] = [];
  readonly prose: SourceLine[] = [];
  readonly unknown: SourceLine[] = [];
  #open: OpenField | null = null;

  read(line: SourceLine): void {
    if (line.isBlank) this.#open?.part();
    else if (line.isInsideQuote && this.#open) this.#open.goOn(line.text);
    else if (!this.#open?.takesVisual(line) && !this.#label(line)) this.#unlabelled(line);
  }

  #unlabelled(line: SourceLine): void {
    const isUnknown = UNKNOWN_LABEL.test(line.text);
    const mayTake = !isUnknown || this.#open?.holds(line);
    if (mayTake && this.#open?.takes(line)) return;
    this.#open = null;
    (isUnknown ? this.unknown : this.prose).push(line);
  }

  #label(line: SourceLine): boolean {
    const found = labelled(line.text, FIELD_WORDS);
    const isAlone = line.level > 0 || /^[*_]{2}/.test(line.text);
    const name = found?.name ?? (isAlone ? loneLabel(line.text, FIELD_WORDS) : undefined);
    if (name === undefined) return false;
    this.#open = new OpenField(name, line, found?.value ?? '');
    this.fields.push(this.#open);
    return true;
  }
}

class OpenField implements SceneField {
  readonly line: number;
  readonly items: string[];
  readonly #indent: number;
  readonly #isBullet: boolean;
  #listIndent: number | null = null;
  #isParted = false;

  constructor(
    readonly name: FieldName,
    line: SourceLine,
    value: string,
  ) {
    this.line = line.number;
    this.items = value === '' ? [] : [value];
    this.#indent = line.indent;
    this.#isBullet = line.isBullet;
  }

  /** A blank line ends a value, though not the wait for one, nor a list whose items stand apart. */
  part(): void {
    this.#isParted = this.items.length > 0;
  }

  goOn(text: string, between = ' '): void {
    const last = this.items.pop();
    this.items.push(last === undefined ? text : `${last}${between}${text}`);
  }

  /** Below `Visuals`, `Overlay text: Hi` is one of them. */
  takesVisual(line: SourceLine): boolean {
    const isOne =
      this.name === 'VISUALS' && line.isBullet && this.holds(line) && labelled(line.text, KIND_WORDS) !== null;
    return isOne && this.takes(line);
  }

  /** Whether the line stands further in than the label. */
  holds(line: SourceLine): boolean {
    return line.indent > this.#indent || (!this.#isBullet && line.isBullet && this.#isListing(line));
  }

  takes(line: SourceLine): boolean {
    if (line.level > 0) return false;
    return line.isBullet ? this.#takesBullet(line) : this.#takesText(line);
  }

  #isListing({ indent }: SourceLine): boolean {
    return this.items.length === 0 || this.#listIndent === indent;
  }

  #takesBullet(line: SourceLine): boolean {
    if (!this.holds(line)) return false;
    this.#isParted = false;
    this.#listIndent ??= line.indent;
    if (line.indent > this.#listIndent) this.goOn(line.text, '; ');
    else this.items.push(line.text);
    return true;
  }

  #takesText(line: SourceLine): boolean {
    const isShown = line.isBlockQuote || /^["“„«「『]/.test(line.text) || line.indent > this.#indent;
    const isWaiting = this.items.length === 0;
    if (this.#isParted || !(isShown || isWaiting || this.#mayGoOn())) return false;
    this.goOn(line.text);
    return true;
  }

  /** A wrapped line; behind a quotation that was closed nothing goes on. */
  #mayGoOn(): boolean {
    return MAY_GO_ON.has(this.name) && !/["”»」』\]][.*_]*$/.test(this.items.at(-1) ?? '');
  }
}
