import { approveAssets, editSegment, mergeSegments, moveSegment } from '../../../src/pipeline';
import { DomainError } from '../../../src/pipeline/errors';
import { appendAudit } from '../../../src/pipeline/library/audit-log.verb';
import { registerTake } from '../../../src/pipeline/library/register-take.verb';
import { appendToProjectLog } from '../../../src/pipeline/workspace/project-log.verb';
import { createDataSource } from '../../../src/server/database';
import { Random } from '../../reads/random';
import { ADA, newTake, studioOn } from '../library/studio';
import { SENTENCES } from './staleness/deeds';
import { Recount } from './staleness/recount';
import { openStage, type Stage } from './staleness/stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage([SENTENCES.join('\n\n')]);
});
afterAll(() => stage.reading.close());

/** As a narration that comes in does: its place first, then the segment that owns it. */
function narrate(studio: Stage['studio'], slot: { id: string; hash: string }): Promise<void> {
  return studio.store.transaction(async (manager) => {
    const place = { projectId: stage.projectId, slotId: slot.id };
    const take = await registerTake(manager, studio, newTake(place, { type: 'AUDIO', wishHash: slot.hash }));
    await manager.query(
      'UPDATE segment SET actual_seconds = 2 FROM slot s WHERE s.id = $1 AND segment.id = s.owner_id',
      [slot.id],
    );
    if (take.existed) return;
    await appendToProjectLog(manager, take.projectLine);
    await appendAudit(manager, studio, [take.auditLine]);
  });
}

test('edits, narrations, decisions and figures that come at once wait for each other and never in a circle', async () => {
  const store = await createDataSource(stage.reading.url, 12).initialize();
  const studio = { ...stage.studio, ...studioOn(store) };
  const recount = new Recount(store);
  const random = new Random(3);
  const [scriptId = ''] = stage.scriptIds;
  for (let round = 0; round < 6; round += 1) {
    const now = await recount.count();
    const audios = [...now.slots.values()].filter(
      ({ part, owner_type }) => part === 'audio' && owner_type === 'SEGMENT',
    );
    const seen = now.segments.map(({ id, lock_version }) => ({ segmentId: id, expectedVersion: lock_version }));
    const drafts = [...now.assets.values()].filter(({ status }) => status === 'DRAFT').map(({ id }) => id);
    const [first, second] = now.segments;
    const deeds: Promise<unknown>[] = [
      ...audios.map((slot) => narrate(studio, slot as never)),
      ...seen.map((one) => editSegment(studio, ADA, { ...one, text: random.pick(SENTENCES) })),
      ...seen.slice(2).map((one) => moveSegment(studio, ADA, { ...one, toNumber: 1 })),
      ...(drafts.length > 0 ? [approveAssets(studio, ADA, { selection: { ids: drafts } })] : []),
      stage.figure(scriptId, 'FIGURE', round + 1),
      ...(round === 4 && first && second
        ? [
            mergeSegments(studio, ADA, {
              segmentIds: [first.id, second.id],
              expectedVersions: [first, second].map(({ id, lock_version: version }) => ({ id, version })),
            }),
          ]
        : []),
    ];
    const ends = await Promise.allSettled(deeds);
    const faults = ends.flatMap((end) =>
      end.status === 'rejected' && !(end.reason instanceof DomainError) ? [String(end.reason)] : [],
    );
    expect(faults).toEqual([]);
    expect(await store.query('SELECT 1 FROM figure')).toHaveLength(round + 1);
    await recount.count();
  }
  await store.destroy();
}, 120_000);
