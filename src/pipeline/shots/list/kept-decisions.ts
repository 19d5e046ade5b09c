import { frameNearSeconds, secondsOfFrames } from '../../values/frames';
import type { PlannedShotList } from '../shot-list';
import { type Decisions, placeOf } from './decided';
import type { ListIds } from './list-ids';
import type { ShotListRows, ShotRow } from './list-rows';
import type { ShotChanges } from './shot-edits';

/** Whatever was decided about shots that are still there once the list is broken down anew. People go by their keys of now, frames by its rate. */
export function keptDecisions(before: ShotListRows, plan: PlannedShotList, ids: ListIds): Decisions {
  const keys = new Map(ids.cast.map((id, index) => [id, plan.cast[index]?.key ?? '']));
  const decided = new Map(before.shots.filter(({ edited }) => edited.length > 0).map((row) => [row.id, row]));
  const entries = ids.shots.flatMap((shotIds, scene) =>
    shotIds.flatMap((id, nth) => {
      const row = decided.get(id);
      const speaker = plan.scenes[scene]?.shots[nth]?.dialogueSpeaker ?? null;
      return row ? [[placeOf(scene, nth), retimed(changesIn(row, keys, speaker), before, plan)] as const] : [];
    }),
  );
  return new Map(entries);
}

/** Two seconds stay two seconds at another rate. */
function retimed(changes: ShotChanges, { list }: ShotListRows, { rate }: PlannedShotList): ShotChanges {
  const before = { numerator: list.rateNumerator, denominator: list.rateDenominator };
  const framesNow = (frames: number, least: number): number =>
    Math.max(least, frameNearSeconds(secondsOfFrames(frames, before), rate));
  const { durationFrames, crossfadeFrames } = changes;
  return {
    ...changes,
    ...(typeof durationFrames === 'number' ? { durationFrames: framesNow(durationFrames, 1) } : {}),
    ...(typeof crossfadeFrames === 'number' ? { crossfadeFrames: framesNow(crossfadeFrames, 0) } : {}),
  };
}

/** Who speaks now is in frame, whatever was decided when somebody else did; words for a shot that speaks no more are given up. */
function changesIn(row: ShotRow, keys: ReadonlyMap<string, string>, speaker: string | null): ShotChanges {
  const listed = row.characterIds.flatMap((id) => keys.get(id) ?? []);
  const characters = speaker === null || listed.includes(speaker) ? listed : [speaker, ...listed];
  const known: ShotChanges = { ...row, characters };
  const members = row.edited.filter((name) => name !== 'dialogueText' || speaker !== null);
  return Object.fromEntries(members.map((name) => [name, known[name as keyof ShotChanges]])) as ShotChanges;
}
