import type { DataSource } from 'typeorm';
import { AccessToken } from '../../src/entities/access-token.entity';
import { Asset } from '../../src/entities/asset.entity';
import { AuditEntry } from '../../src/entities/audit-entry.entity';
import { Project } from '../../src/entities/project.entity';
import { Segment } from '../../src/entities/segment.entity';
import { Slot } from '../../src/entities/slot.entity';
import { StructuredScript } from '../../src/entities/structured-script.entity';
import type { Caller } from '../../src/pipeline/workspace/caller';
import { Rows } from './library/rows';
import { Random } from './random';
import { Reading } from './reading';

const QUERY = `query ($key: String!) {
  project(key: $key) {
    scripts(first: 1) { nodes { segments(first: 200) { totalCount pageInfo { hasNextPage } nodes {
      text number
      slots(first: 3) { nodes { key current { status staleness { causes } audit(first: 5) { nodes { actor to } } } } }
    } } } }
  }
}`;

let reading: Reading;
beforeAll(async () => {
  reading = await Reading.open();
});
afterAll(() => reading.close());

/** A script with this many segments, each with one place, one take and one line of audit. */
async function addScript(store: DataSource, key: string, segments: number): Promise<Caller> {
  const rows = new Rows(store, new Random(segments));
  const { id: projectId } = rows.add(Project, { key });
  const { id: scriptId } = rows.add(StructuredScript, { projectId });
  for (let idx = 0; idx < segments; idx += 1) {
    const { id: ownerId } = rows.add(Segment, { projectId, scriptId, idx, importance: 0.5 });
    const slot = rows.add(Slot, { projectId, ownerId, ownerType: 'SEGMENT', part: 'audio', inputs: [] });
    const asset = rows.add(Asset, {
      projectId,
      slotId: slot.id,
      take: 1,
      status: 'APPROVED',
      recipeHash: null,
      capability: null,
      provider: null,
      inputs: [],
    });
    rows.add(AuditEntry, { projectId, assetId: asset.id, seq: idx + 1 });
  }
  const { id: tokenId, name, role } = rows.add(AccessToken, { projectIds: [projectId] });
  await rows.insert();
  return { tokenId, name, role, projects: [projectId] };
}

test.each([1, 20, 200])(
  '%i segments with their slots, takes and audit are one statement on either path',
  async (size) => {
    const caller = await addScript(reading.store, `of-${size}`, size);
    const asked = { query: QUERY, variables: { key: `of-${size}` } };
    const { statements } = reading.port;
    const begun = statements.length;
    const front = JSON.parse((await reading.front(asked, caller)) ?? 'null');
    expect(statements.length - begun).toBe(1);
    const slow = await reading.slow(asked, caller);
    expect(statements.length - begun).toBe(2);
    const { totalCount, nodes } = front.project.scripts.nodes[0].segments;
    expect([totalCount, nodes.length]).toEqual([size, size]);
    expect(nodes[size - 1].slots.nodes[0].current.audit.nodes).toHaveLength(1);
    expect(JSON.stringify(slow.data)).toBe(JSON.stringify(front));
  },
);
