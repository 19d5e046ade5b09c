import type { ScreenplayElement } from '../screenplay';
import type { FountainLine } from './fountain-lines';
import { hiddenElement } from './hidden-element';
import { isForcedHeading, isHeading } from './line-kind';

/** `#12A#`, `#1-A#`, `#I.1#` at the end of a heading. */
const LABEL = /^[\p{L}\p{N}.-]+$/u;

export interface Heading {
  readonly slugline: string;
  readonly label: string | null;
  readonly within: readonly ScreenplayElement[];
}

export function headingOf({ text, shown, hidden }: FountainLine): Heading {
  const said = isForcedHeading(shown) ? shown.slice(1) : shown;
  const within = hidden.map((range) => hiddenElement(text, range));
  return { ...labelledSlugline(hidden.length > 0 ? said.replace(/\s+/g, ' ') : said), within };
}

/** A slugline apart from its number. What would be a number alone is a slugline. */
export function labelledSlugline(heading: string): Pick<Heading, 'slugline' | 'label'> {
  const open = heading.endsWith('#') ? heading.lastIndexOf('#', heading.length - 2) : -1;
  const label = heading.slice(open + 1, -1);
  const slugline = heading.slice(0, Math.max(open, 0)).trimEnd();
  return slugline !== '' && LABEL.test(label) ? { slugline, label } : { slugline: heading, label: null };
}

/** A label of the characters that a number may have; null where nothing is left of it. */
export function safeLabel(label: string | null): string | null {
  return label?.replace(/[^\p{L}\p{N}.-]/gu, '') || null;
}

/** Forced with a period where it would be no heading. */
export function writtenHeading(slugline: string, label: string | null): string {
  const heading = label === null ? slugline : `${slugline} #${label}#`;
  return isHeading(heading) ? heading : `.${heading}`;
}
