import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plainWish, settledWish, wishHash } from '../../../src/pipeline/library/wish';
import { clipping } from '../../../src/pipeline/production/clip.stage';
import { pictureInput } from '../../../src/pipeline/render/ffmpeg-arguments';
import type { Continuing, Delivery, QueueingVendor } from '../../../src/pipeline/runner/vendor';
import { exactly, perSecond } from '../../../src/providers/tariff';
import { defineVideoProvider, type VideoProvider, type VideoRequest } from '../../../src/providers/video/video';
import { npmFfmpeg } from '../../support/ffmpeg';
import { openHall, type TestHall } from '../../support/hall';
import { drawn } from '../../support/pictures';
import { NO_MEANS } from '../../support/providers';
import { Runs } from '../../support/runs';
import { never } from '../../support/suppliers';
import { AT_ONCE } from '../../support/vendors';

jest.setTimeout(120_000);

let hall: TestHall;
let dir: string;
let stillSha256: string;
beforeAll(async () => {
  hall = await openHall();
  await hall.goLive();
  dir = await mkdtemp(join(tmpdir(), 'workprint-clip-'));
  stillSha256 = (await hall.storage.put(drawn('image/png', 320, 180))).sha256;
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
  await hall.close();
});

const TARIFF = perSecond('0.10');

/** Takes orders, and films the still that it is given without moving it. Longer than 2 s it cannot. */
function filming(
  ordered: VideoRequest[],
  sent: (request: VideoRequest) => Promise<Uint8Array> = filmed,
): VideoProvider {
  const jobs = new Map<string, Promise<Uint8Array>>();
  return defineVideoProvider({
    vendor: 'acme',
    settings: [],
    models: [
      {
        name: 'motion-1',
        price: TARIFF.text,
        limits: { durationsSeconds: [1, 2], aspectRatios: ['16:9'], promptCharacters: 500 },
      },
    ],
    resend: 'NEVER',
    atOnce: 2,
    timeoutSeconds: 60,
    price: ({ durationSeconds }) => exactly(TARIFF.cost(durationSeconds)),
    answers: 'later',
    pollSeconds: 0.01,
    submit: async (request) => {
      ordered.push(request);
      const job = `job-${ordered.length}`;
      jobs.set(job, sent(request));
      return job;
    },
    poll: async (job, { durationSeconds }) => {
      const media = await jobs.get(job);
      return media ? { media, mimeType: 'video/mp4', costMicros: TARIFF.cost(durationSeconds) } : null;
    },
    cancel: async () => true,
  });
}

async function filmed({ still, durationSeconds }: VideoRequest): Promise<Uint8Array> {
  const ffmpeg = await npmFfmpeg();
  const to = await mkdtemp(join(dir, 'film-'));
  const [png, mp4] = [join(to, 'still.png'), join(to, 'film.mp4')];
  await writeFile(png, still);
  const input = pictureInput({ path: png, format: 'png_pipe', options: ['-loop', '1', '-framerate', '24'] });
  const frames = ['-frames:v', String(Math.round(durationSeconds * 24)), '-vf', 'scale=320:180', '-pix_fmt', 'yuv420p'];
  await ffmpeg.run([...input, ...frames, '-c:v', 'libx264', '-preset', 'ultrafast', mp4], { signal: never });
  return readFile(mp4);
}

function tradeOf(provider: VideoProvider) {
  return npmFfmpeg().then((ffmpeg) =>
    clipping([provider], { ffmpeg, storage: hall.storage, scratchDir: dir, meansOf: () => NO_MEANS }),
  );
}

const wished = (durationSeconds: number, variation = 0) => ({
  ...plainWish('VIDEO', 'The camera is still'),
  parameters: { durationSeconds, width: 320, height: 180 },
  inputs: [{ name: 'still', sha256: stillSha256 }],
  variation,
});

async function slotFor(wish: ReturnType<typeof wished>): Promise<{ id: string; wishHash: string }> {
  const { id } = await hall.slot(`clip ${wish.parameters.durationSeconds} ${wish.variation}`);
  const hash = wishHash(wish);
  await hall.store.query(
    "UPDATE slot SET type = 'VIDEO', capability = 'VIDEO', prompt = $2, parameters = $3, inputs = $4, variation = $5, wish_hash = $6 WHERE id = $1",
    [id, wish.prompt, wish.parameters, JSON.stringify(wish.inputs), wish.variation, hash],
  );
  return { id, wishHash: hash };
}

test('a clip that is longer than a model makes is made in takes, each from the last frame of the one before', async () => {
  const ordered: VideoRequest[] = [];
  const provider = filming(ordered);
  const engine = await hall.open({ GENERATE_VIDEO: await tradeOf(provider) }, { retry: AT_ONCE });
  const runs = new Runs(hall);
  const slot = await slotFor(wished(4.5));
  const job = {
    key: 'clip',
    stage: 'CLIPS',
    type: 'GENERATE_VIDEO',
    slotId: slot.id,
    wishHash: slot.wishHash,
    dependsOn: [],
  } as const;
  const runId = await runs.start([job]);
  expect(await hall.over(runId)).toBe('SUCCEEDED');
  await engine.close();
  expect(ordered.map(({ durationSeconds }) => durationSeconds)).toEqual([2, 2, 1]);
  const [first, second] = ordered.map(({ still }) => createHash('sha256').update(still).digest('hex'));
  expect(first).toBe(stillSha256);
  expect(second).not.toBe(stillSha256);
  const [asset] = await hall.store.query(
    'SELECT duration_seconds AS seconds, width, cost_micros::int AS micros FROM asset WHERE slot_id = $1',
    [slot.id],
  );
  expect(asset).toEqual({ seconds: 4.5, width: 320, micros: 500_000 });
  const [charge] = await hall.store.query(
    'SELECT status, ceiling_micros::int AS ceiling, actual_micros::int AS actual FROM charge',
  );
  expect(charge).toEqual({ status: 'SETTLED', ceiling: 500_000, actual: 500_000 });
});

function orderOf(wish: ReturnType<typeof wished>) {
  const settled = settledWish(wish);
  return { wish: settled, model: 'motion-1' } as unknown as Parameters<QueueingVendor['poll']>[1];
}

const making = { signal: never, progress: () => undefined, idempotencyKey: 'key' };

async function queueing(provider: VideoProvider): Promise<QueueingVendor> {
  const [vendor] = (await tradeOf(provider)).vendors;
  if (vendor?.answers !== 'later') throw new Error('It answers at once.');
  return vendor;
}

const isContinuing = (answer: Delivery | Continuing | null): answer is Continuing =>
  answer !== null && 'next' in answer;

test('what was about to be ordered when the server stopped is not ordered twice', async () => {
  const vendor = await queueing(filming([]));
  const order = orderOf(wished(3, 1));
  const answer = await vendor.poll(await vendor.submit(order, making), order, making);
  if (!isContinuing(answer)) throw new Error('One take is enough.');
  expect(answer.spentMicros).toBe(200_000n);
  await expect(vendor.poll(answer.soFar, order, making)).rejects.toMatchObject({ code: 'LOST', billed: 'UNKNOWN' });
});

test.each<[string, () => Promise<Uint8Array>, RegExp]>([
  [
    'half a film',
    async () => (await filmed({ ...request(), durationSeconds: 2 })).subarray(0, 4_000),
    /acme-video sent what is no good/,
  ],
  ['a page', async () => Buffer.from('<html>soon</html>'), /announced as video\/mp4/],
])('%s was paid for and is refused', async (_, sent, reason) => {
  const vendor = await queueing(filming([], sent));
  const order = orderOf(wished(2, 2));
  const job = await vendor.submit(order, making);
  const failed = await Promise.resolve(vendor.poll(job, order, making)).catch((error: unknown) => error);
  expect(failed).toMatchObject({
    code: 'BAD_REPLY',
    billed: { micros: 200_000n },
    message: expect.stringMatching(reason),
  });
});

function request(): VideoRequest {
  return {
    still: drawn('image/png', 320, 180),
    prompt: '',
    durationSeconds: 2,
    size: { width: 320, height: 180 },
    rate: { numerator: 24, denominator: 1 },
    variation: 0,
  };
}
