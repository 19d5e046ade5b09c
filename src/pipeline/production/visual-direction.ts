import type { DisplayMode, FigureKind, SegmentIntent } from '../script/segment';

/** What is known of a segment when its picture is thought of. */
export interface DirectedSegment {
  readonly intent: SegmentIntent;
  readonly importance: number;
  readonly keyConcepts: readonly string[];
  readonly mode: DisplayMode;
  /** Those that it speaks of, the first one first. */
  readonly figures: readonly { readonly kind: FigureKind; readonly number: number; readonly caption: string }[];
}

/** What the picture of a segment is to do. No word of these names a thing: what is seen comes from the narration. */
const TEMPLATES: Readonly<Record<SegmentIntent, string>> = {
  INTRO: 'Wide opening view that invites into the subject',
  BACKGROUND: 'Calm view that sets the subject among what surrounds it',
  METHODOLOGY: 'Clear, orderly view of how it is done, one step beside the other',
  KEY_FINDING: 'One strong central image that carries what was found',
  FIGURE_WALKTHROUGH: 'What is named, undisturbed, part by part',
  DATA_DISCUSSION: 'Quantities as shapes and proportions, without any lettering',
  COMPARISON: 'Two sides set against each other in one balanced frame',
  TRANSITION: 'Quiet, open frame that leads over',
  RECAP: 'Gathering view that brings together what was seen',
  OUTRO: 'Wide closing view that lets the subject rest',
};

const MOST_CONCEPTS = 3;
const CAPTION_CHARACTERS = 100;
const [IMPORTANT, UNIMPORTANT, MOVING] = [0.8, 0.3, 0.6];

/** What is to be seen, in words. Null: nothing is drawn. `styleWords`: what the style means, where it does not travel beside it. */
export function visualDirection(segment: DirectedSegment, styleWords: string | null = null): string | null {
  const { mode, intent, importance, keyConcepts, figures } = segment;
  if (mode !== 'DALL_E' && mode !== 'FIGURE_SYNC') return null;
  const concepts = keyConcepts.slice(0, MOST_CONCEPTS);
  return [
    TEMPLATES[intent],
    ...(concepts.length > 0 ? [`Key visual elements: ${concepts.join(', ')}`] : []),
    ...figures.map(synced),
    ...(importance >= IMPORTANT ? ['Compelling composition with a clear focal point'] : []),
    ...(importance <= UNIMPORTANT ? ['Simple, restrained composition'] : []),
    ...(mode === 'DALL_E' && importance >= MOVING ? ['Depth, and room at the edges for a slow Ken Burns move'] : []),
    ...(styleWords === null ? [] : [`Style: ${styleWords}`]),
  ]
    .map((part) => `${part.replace(/[.\s]+$/, '')}.`)
    .join(' ');
}

function synced({ kind, number, caption }: DirectedSegment['figures'][number]): string {
  const name = `${kind === 'TABLE' ? 'Table' : 'Figure'} ${number}`;
  const said = [...caption.trim()].slice(0, CAPTION_CHARACTERS).join('');
  return said === '' ? `Sync with ${name}` : `Sync with ${name}: ${said}`;
}
