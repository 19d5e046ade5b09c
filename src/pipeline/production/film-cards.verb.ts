import type { EntityManager } from 'typeorm';
import { Slot } from '../../entities/slot.entity';
import { rewish, type TurnedTake } from '../library/rewish.verb';
import { type WishTerms, wishHash } from '../library/wish';
import type { JsonObject } from '../values/canonical-json';
import type { Studio } from '../workspace/studio';
import { endWish, type NamedSource, titleWish } from './card-wishes';

interface Film {
  readonly projectId: string;
  readonly scriptId: string;
  readonly timelineId: string;
}

interface Script {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly sources: readonly {
    readonly title: string;
    readonly attribution: string | null;
    readonly authors: readonly string[];
    readonly date: string | null;
  }[];
}

const STYLE = 'editorial';
const SOURCES_HEADING = 'Sources';
const MOST_AUTHORS = 6;

/**
 * A film whose script has sources opens with its title and closes with what it was made from; what these cards say follows the documents.
 * Answers the takes that went stale by it.
 */
export async function ensureCards(
  manager: EntityManager,
  studio: Pick<Studio<unknown>, 'now' | 'newId'>,
  film: Film,
): Promise<readonly TurnedTake[]> {
  const cards = await wantedCards(manager, film.scriptId);
  const wentStale: TurnedTake[] = [];
  for (const card of cards) wentStale.push(...(await ensureCard(manager, studio, { film, card })));
  return wentStale;
}

/** A card that a film is to show. */
export interface WantedCard {
  readonly part: 'title' | 'end';
  readonly wish: WishTerms;
}

/** What a film would open and close with now; nothing where its script has no sources. */
export async function wantedCards(manager: EntityManager, scriptId: string): Promise<WantedCard[]> {
  const script = await scriptOf(manager, scriptId);
  if (!script || script.sources.length === 0) return [];
  const { name: title, width, height } = script;
  const [page, sources] = [{ width, height, style: STYLE }, script.sources.map(named)];
  return [
    { part: 'title', wish: titleWish({ title, subtitle: null, sources }, page) },
    { part: 'end', wish: endWish({ heading: SOURCES_HEADING, sources, madeWith: null }, page) },
  ];
}

async function scriptOf(manager: EntityManager, scriptId: string): Promise<Script | null> {
  const [script] = await manager.query<[Script?]>(
    `SELECT c.name, p.width, p.height, (
       SELECT coalesce(json_agg(json_build_object('title', d.title, 'attribution', d.attribution, 'authors', d.authors, 'date', d.date)
         ORDER BY s.position), '[]')
       FROM script_document s JOIN document d ON d.id = s.document_id WHERE s.script_id = c.id) AS sources
     FROM structured_script c JOIN project p ON p.id = c.project_id WHERE c.id = $1`,
    [scriptId],
  );
  return script ?? null;
}

/** As it is cited, where somebody said how; else by its authors and its date. */
function named({ title, attribution, authors, date }: Script['sources'][number]): NamedSource {
  const some = authors.slice(0, MOST_AUTHORS).join(', ');
  const all = authors.length > MOST_AUTHORS ? `${some} and others` : some;
  return { title, authors: attribution ?? (all || null), detail: attribution ? null : date };
}

/** What people decided about a card stays: its overrides and its variation. */
async function ensureCard(
  manager: EntityManager,
  { now, newId }: Pick<Studio<unknown>, 'now' | 'newId'>,
  { film, card: { part, wish } }: { readonly film: Film; readonly card: WantedCard },
): Promise<readonly TurnedTake[]> {
  const { projectId, timelineId: ownerId } = film;
  const known = await manager.findOneBy(Slot, { ownerId, part });
  if (known) {
    const { variation } = known;
    const wanted = { ...wish, overrides: known.overrides as JsonObject, variation };
    if (wishHash(wanted) === known.wishHash) return [];
    return (await rewish(manager, [{ slotId: known.id, wish: wanted }], now())).wentStale;
  }
  const place = { projectId, ownerType: 'TIMELINE', ownerId, part, type: 'IMAGE' } as const;
  const slot = { ...place, ...wish, inputs: [...wish.inputs], id: newId(), wishHash: wishHash(wish), wishedAt: now() };
  await manager.insert(Slot, slot as object);
  return [];
}
