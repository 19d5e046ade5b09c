import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, type TestDatabase } from '../support/database';
import { Studio } from '../support/studio';
import { WatchedFfmpeg } from '../support/watched-ffmpeg';

let dir: string;
let database: TestDatabase;
let ffmpeg: WatchedFfmpeg;
let studio: Studio;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workprint-text-'));
  database = await createDatabase();
  ffmpeg = await WatchedFfmpeg.in(dir);
  studio = await Studio.start({
    DATABASE_URL: database.url,
    WORKPRINT_DATA: join(dir, 'data'),
    FFMPEG_PATH: ffmpeg.path,
  });
}, 60_000);
afterAll(async () => {
  await studio.stop();
  await database.drop();
  await rm(dir, { recursive: true, force: true });
});

/** What people and others write. Each is a paragraph of one film, so that all of it costs one render. */
const TEXTS = [
  'مدن العالم حارة جداً.',
  'הערים חמות מאוד.',
  '都市はとても暑いです。',
  'Cities \u202eare hot\u202c و Arabic עברית 123.',
  'Cafe\u0301 nai\u0308ve Z\u0351\u036b\u0343a\u0348lgo.',
  'Zero\u200bwidth\u200djoined\ufefftext.',
  'Bell\u0007 escape \u001b[31m backspace\u0008 done.',
  '<speak>Hot <break time="9s"/> &lt;city&gt; &amp; more</speak> --> <b>x</b>',
  "%{metadata:x} '; movie=/etc/passwd; [v] [out]drawtext=text='y'",
  '"Quoted" \\ back\\slashes\\ \'single\' `backtick` $(id).',
  'One line\nand the next\r\nand a third.',
  `A ${'verylongword'.repeat(25)} word.`,
  '-f lavfi -i /etc/passwd',
  '🔥🌳 Hot trees 👩‍👩‍👧‍👦🏳️‍🌈.',
];

interface Cue {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const seconds = (clock: string) => {
  const [hours = 0, minutes = 0, rest = 0] = clock.replace(',', '.').split(':').map(Number);
  return hours * 3600 + minutes * 60 + rest;
};

/** Strict readers: whatever they do not understand fails the test. */
function cuesOf(blocks: string[], mark: ',' | '.'): Cue[] {
  const clock = `\\d{2,}:[0-5]\\d:[0-5]\\d\\${mark}\\d{3}`;
  const line = new RegExp(`^(${clock}) --> (${clock})$`);
  return blocks.map((block) => {
    const [times = '', ...text] = block.split('\n');
    const [, start, end] = line.exec(times) ?? [];
    if (!start || !end || text.length === 0) throw new Error(`This is no cue: ${JSON.stringify(block)}`);
    return { start: seconds(start), end: seconds(end), text: text.join('\n') };
  });
}

const srtCues = (srt: string): Cue[] =>
  cuesOf(
    srt
      .trimEnd()
      .split('\n\n')
      .map((block, index) => {
        const [number, ...rest] = block.split('\n');
        expect(number).toBe(String(index + 1));
        return rest.join('\n');
      }),
    ',',
  );

const vttCues = (vtt: string): Cue[] => {
  const [head, ...blocks] = vtt.trimEnd().split('\n\n');
  expect(head).toBe('WEBVTT');
  return cuesOf(blocks, '.');
};

test('every kind of text becomes a film with valid captions, and FFmpeg never hears a word of it', async () => {
  const { scriptId, runId, status } = await studio.film('texts', TEXTS.join('\n\n'));
  expect((await studio.run(runId)).failed).toEqual([]);
  expect(status).toBe('SUCCEEDED');
  const film = await studio.filmOf(scriptId);
  expect(film?.report.durationFrames).toBe(film?.span.endFrameExclusive);
  const [srt, vtt] = [srtCues(film?.srt ?? ''), vttCues(film?.vtt ?? '')];
  expect(vtt.map(({ start, end }) => [start, end])).toEqual(srt.map(({ start, end }) => [start, end]));
  for (const [index, { start, end }] of srt.entries()) {
    expect(end).toBeGreaterThan(start);
    expect(start).toBeGreaterThanOrEqual(srt[index - 1]?.end ?? 0);
  }
  for (const { text } of vtt) expect(text).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
  expect(srt.map(({ text }) => text).join(' ')).toContain('/etc/passwd');

  const told = await ffmpeg.arguments();
  expect(told).toContain('libx264');
  const words = TEXTS.flatMap((text) => text.split(/[\s'";]+/)).filter(
    (word) => /\p{L}{4}/u.test(word) && word !== 'lavfi',
  );
  expect(words.filter((word) => told.includes(word))).toEqual([]);
}, 180_000);

test('emoji without a word are spoken, or refused with a remedy', async () => {
  const { runId, status } = await studio.film('emoji', '🔥🔥\n\n...\n\n🏳️‍🌈', { stopAfter: 'AUDIO' });
  const { failed } = await studio.run(runId);
  expect(status).toBe(failed.length > 0 ? 'PARTIAL' : 'SUCCEEDED');
  expect(failed.map(({ key }) => key)).toContain('segment 2 / audio');
  for (const { error } of failed) {
    expect(error).toEqual({
      code: 'REFUSED',
      message: 'There is nothing to be heard in this text.',
      retryable: false,
      remedy: 'Write words: marks, addresses of notes and pictures are not spoken.',
    });
  }
}, 60_000);

/** 24 minutes of speech: `WORKPRINT_LONG=true npx jest test/film/bad-input-text` where the time is no matter. */
const long = process.env.WORKPRINT_LONG === 'true' ? test : test.skip;

long(
  'a paragraph of 20,000 characters is narrated, in less than a gigabyte of memory',
  async () => {
    const sentence = 'Streets with trees are cooler than streets without them, and people notice it. ';
    const text = sentence.repeat(253).padEnd(19_999, 'a').concat('.');
    expect(text).toHaveLength(20_000);
    const { runId, status } = await studio.film('long', text, { stopAfter: 'AUDIO' });
    expect((await studio.run(runId)).failed).toEqual([]);
    expect(status).toBe('SUCCEEDED');
    const most = /VmHWM:\s+(\d+) kB/.exec(await readFile(`/proc/${studio.program.pid}/status`, 'utf8'))?.[1];
    expect(Number(most) / 1024).toBeLessThan(1024);
  },
  180_000,
);
