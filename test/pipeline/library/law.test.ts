import type { DataSource } from 'typeorm';
import { AuditEntry } from '../../../src/entities/audit-entry.entity';
import { createProject, verifyAudit } from '../../../src/pipeline';
import { brokenLink, type ChainEnd } from '../../../src/pipeline/library/audit';
import { Random } from '../../reads/random';
import { type Hall, type Held, Sequence, type Written } from './law';
import { ADA, openStudio, studioOn, type TestStudio } from './studio';

/** `npm run law` makes 10,000. A failure names its seed: WORKPRINT_FIRST_SEED begins there. */
const SEQUENCES = Number(process.env.WORKPRINT_SEQUENCES ?? 100);
const FIRST_SEED = Number(process.env.WORKPRINT_FIRST_SEED ?? 1);
const OPERATIONS = 10;
const HALLS = 4;
const FORGERIES = 3;

let studio: TestStudio;
beforeAll(async () => {
  studio = await openStudio(HALLS + 2);
});
afterAll(() => studio.close());

async function openHall(key: string): Promise<Hall> {
  const projectId = await createProject(studio, ADA, { key, name: key, mode: 'OFFLINE', idempotencyKey: key });
  const [{ last_seq }] = await studio.store.query('SELECT last_seq FROM project_log_head WHERE project_id = $1', [
    projectId,
  ]);
  return { studio: studioOn(studio.store), projectId, logSeq: last_seq, outcomes: new Map() };
}

const entriesAfter = (store: DataSource, projectId: string, seq: number): Promise<AuditEntry[]> =>
  store.manager
    .createQueryBuilder(AuditEntry, 'e')
    .where('e.projectId = :projectId AND e.seq > :seq', { projectId, seq })
    .orderBy('e.seq')
    .getMany();

const saidBy = ({ assetId, actor, fromStatus, toStatus, reason, contentHash, wishHash }: AuditEntry): Written => {
  return { assetId, actor, fromStatus, toStatus, reason, contentHash, wishHash };
};

async function heldBy(store: DataSource, ids: readonly string[]): Promise<object[]> {
  return store.query(
    `SELECT id, slot_id AS "slotId", take, sha256, wish_hash AS "wishHash", status, lock_version AS "lockVersion",
       approved_by AS "approvedBy", rejected_reason AS "rejectedReason" FROM asset WHERE id = ANY($1) ORDER BY id`,
    [ids],
  );
}

const asKept = ({ loggedAt: _, ...kept }: Held): object => kept;

const COLUMNS = [
  ...(['id', 'projectId', 'seq', 'at', 'actor', 'assetId', 'fromStatus', 'toStatus'] as const),
  ...(['reason', 'contentHash', 'wishHash', 'previousHash', 'hash'] as const),
];

/** The same value with one bit of one byte turned round. */
function flipped(value: string | number | Date | null, random: Random): unknown {
  const bit = 1 << random.below(5);
  if (typeof value === 'number') return value ^ bit;
  if (value instanceof Date) return new Date(value.getTime() ^ bit);
  if (!value) return 'x';
  const at = random.below(value.length);
  return value.slice(0, at) + String.fromCharCode(value.charCodeAt(at) ^ bit) + value.slice(at + 1);
}

/** Every column of one entry, in a copy: the chain must break there, whatever is turned round. */
function assertFlipsFound(entries: readonly AuditEntry[], before: ChainEnd, random: Random): void {
  const at = random.below(entries.length);
  const entry = entries[at] as AuditEntry;
  const end = entries[at - 1] ?? before;
  for (const column of COLUMNS) {
    const forged = { ...entry, [column]: flipped(entry[column], random) };
    expect([column, brokenLink([forged, ...entries.slice(at + 1)], end)]).toEqual([column, entry.seq]);
  }
}

async function play(hall: Hall, seed: number, before: ChainEnd): Promise<ChainEnd> {
  const random = new Random(seed);
  const sequence = new Sequence(hall, random);
  try {
    await sequence.run(OPERATIONS);
    const entries = await entriesAfter(studio.store, hall.projectId, before.seq);
    expect(brokenLink(entries, before)).toBeNull();
    expect(entries.map(saidBy)).toEqual(sequence.written);
    const ids = sequence.assets.map(({ id }) => id);
    expect(await heldBy(studio.store, ids)).toEqual(sequence.assets.map(asKept));
    assertFlipsFound(entries, before, random);
    return entries.at(-1) ?? before;
  } catch (error) {
    throw new Error(`The sequence of seed ${seed} breaks the law.`, { cause: error });
  }
}

/** Every fourth sequence, one after the other; answers the end of the chain. */
async function playAll(hall: Hall, first: number): Promise<number> {
  let end: ChainEnd = { seq: 0, hash: null };
  for (let seed = first; seed < FIRST_SEED + SEQUENCES; seed += HALLS) end = await play(hall, seed, end);
  return end.seq;
}

async function forged<T>(sql: string, values: unknown[], look: () => Promise<T>): Promise<T> {
  const past = async (statement: string, given: unknown[]) =>
    studio.store.transaction(async (manager) => {
      await manager.query('SET LOCAL session_replication_role = replica');
      return manager.query(statement, given);
    });
  await past(`${sql} actor || '~' WHERE project_id = $1 AND seq = $2`, values);
  const seen = await look();
  await past(`${sql} left(actor, -1) WHERE project_id = $1 AND seq = $2`, values);
  return seen;
}

test('whatever is done in whatever order, no illegal state, no lost entry and no replaced byte comes of it', async () => {
  const halls = await Promise.all(Array.from({ length: HALLS }, (_, index) => openHall(`hall-${index}`)));
  const lengths = await Promise.all(halls.map((hall, index) => playAll(hall, FIRST_SEED + index)));
  for (const [index, { projectId }] of halls.entries()) {
    const whole = { entries: lengths[index], brokenSeq: null };
    expect(await verifyAudit(studio, ADA, { projectId })).toMatchObject(whole);
    const random = new Random(FIRST_SEED + index);
    for (let forgery = FORGERIES; forgery > 0; forgery -= 1) {
      const seq = 1 + random.below(lengths[index] ?? 1);
      const look = () => verifyAudit(studio, ADA, { projectId });
      expect(await forged('UPDATE audit_entry SET actor =', [projectId, seq], look)).toMatchObject({ brokenSeq: seq });
    }
    expect(await verifyAudit(studio, ADA, { projectId })).toMatchObject(whole);
  }
  const counts = new Map<string, number>();
  for (const { outcomes } of halls)
    for (const [outcome, count] of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + count);
  const entries = lengths.reduce((sum, length) => sum + length, 0);
  console.log(
    `${SEQUENCES} sequences, ${entries} entries; ${[...counts].map(([name, n]) => `${name} ${n}`).join(', ')}`,
  );
  const kinds = [
    'registered',
    'registered again',
    'decided',
    'ILLEGAL_TRANSITION',
    'STALE_VERSION',
    'CONFLICT',
    'NOT_FOUND',
  ];
  if (SEQUENCES >= 100) expect([...counts.keys()].sort()).toEqual(kinds.sort());
}, 7_200_000);
