import { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { Upload } from '../../../../src/entities/upload.entity';
import { createProject, importFigure, importScript, type Studio } from '../../../../src/pipeline';
import { FREE, type PriceList } from '../../../../src/pipeline/library/price';
import type { SettledWish } from '../../../../src/pipeline/library/wish';
import type { FigureKind } from '../../../../src/pipeline/script/segment';
import { Reading } from '../../../reads/reading';
import { plainPng } from '../../../support/pictures';
import { ADA, studioOn } from '../../library/studio';

/** By capability and by the length of what is asked for, so that no two sums agree by chance. */
export const PRICES = {
  ...FREE,
  ceilingMicros: ({ capability, prompt }: SettledWish) =>
    BigInt({ SPEECH: 1_000, IMAGE: 40_000 }[capability as string] ?? 900_000) + BigInt(prompt?.length ?? 0),
} satisfies PriceList;

const PNG = plainPng(2, 2);
const SOUNDLESS = { durationSeconds: null, videoCodec: null, audioCodec: null, loudnessLufs: null, truePeakDbtp: null };
const PICTURE = { ...SOUNDLESS, mimeType: 'image/png' as const, width: 2, height: 2 };

export interface Stage {
  readonly reading: Reading;
  readonly studio: Studio<DataSource>;
  readonly projectId: string;
  readonly scriptIds: readonly string[];
  figure(scriptId: string, kind: FigureKind, number: number): Promise<void>;
}

/** A project with scripts, over the read path itself. */
export async function openStage(texts: readonly string[]): Promise<Stage> {
  const reading = await Reading.open();
  const { store } = reading;
  await store.query(
    "INSERT INTO access_token (id, name, role, token_hash, created_by, created_at) VALUES ($1, 'Ada', 'ADMIN', $2, 'test', now())",
    [ADA.tokenId, 'a'.repeat(64)],
  );
  const studio = { ...studioOn(store), prices: PRICES };
  const project = { key: 'heat', name: 'Heat', mode: 'OFFLINE', idempotencyKey: 'p' } as const;
  const projectId = await createProject(studio, ADA, project);
  const scriptIds: string[] = [];
  for (const [index, text] of texts.entries()) {
    const script = { projectId, name: `Script ${index}`, text, format: 'FLAT', idempotencyKey: `s${index}` } as const;
    scriptIds.push(await importScript(studio, ADA, script));
  }
  return { reading, studio, projectId, scriptIds, figure: (...asked) => bring(studio, projectId, asked) };
}

async function bring(
  studio: Studio<DataSource>,
  projectId: string,
  [scriptId, kind, number]: [string, FigureKind, number],
): Promise<void> {
  const now = studio.now();
  const id = studio.newId();
  const key = `${scriptId} ${kind} ${number}`;
  await studio.store.manager.insert(Upload, {
    id,
    projectId,
    fileName: 'figure.png',
    mimeType: 'image/png',
    bytes: String(PNG.length),
    expectedSha256: null,
    sha256: Buffer.from(key).toString('hex').slice(-64).padStart(64, '0'),
    facts: PICTURE,
    createdBy: 'Ada',
    createdAt: now,
    expiresAt: new Date(now.getTime() + 3_600_000),
    storedAt: now,
  });
  const storage = { open: async () => Readable.from([PNG]) };
  const figure = { scriptId, uploadId: id, kind, number, caption: `Caption of ${key}.`, idempotencyKey: key };
  await importFigure({ ...studio, storage }, ADA, figure);
}
