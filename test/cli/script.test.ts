import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scriptCommand } from '../../src/cli/script';
import { WrongUsage } from '../../src/cli/words/usage';
import { DomainError } from '../../src/pipeline/errors';

const START = join(__dirname, '../../start.js');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workprint-script-'));
});
afterAll(() => rm(folder, { recursive: true }));

interface Ended {
  status: number;
  out: string;
  said: string;
}
/** The program as people start it: a second or more each time. */
const start = (args: readonly string[], input = ''): Promise<Ended> =>
  new Promise((done) => {
    const child = execFile(process.execPath, [START, 'script', ...args], (error, out, said) =>
      done({ status: error ? Number(error.code) : 0, out, said }),
    );
    child.stdin?.end(input);
  });
/** The command in this process. A refusal is what the program ends with 1 for. */
const run = async (args: readonly string[]): Promise<Ended> => {
  const ended = { status: 1, out: '', said: '' };
  const listen = (stream: NodeJS.WriteStream, hear: (text: string) => void) =>
    jest.spyOn(stream, 'write').mockImplementation(((text: string, written: () => void) => {
      hear(text);
      written();
      return true;
    }) as never);
  listen(process.stdout, (text) => {
    ended.out += text;
  });
  listen(process.stderr, (text) => {
    ended.said += text;
  });
  try {
    ended.status = await scriptCommand(args, {} as never);
  } catch (error) {
    if (error instanceof WrongUsage) Object.assign(ended, { status: 2, said: error.message });
    else if (error instanceof DomainError) ended.said += `${error.message} ${error.got}`;
    else throw error;
  } finally {
    jest.restoreAllMocks();
  }
  return ended;
};
const file = async (name: string, text: string | Uint8Array): Promise<string> => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};

const TEXT = 'Cities are warm.\n\nFigures 6 and 7 show how, and Table 2 how much.\r\n \r\nPlant trees, says Figure 6.';

test('flat text is printed as a structured script, with an entry for each figure that it names', async () => {
  const { status, out, said } = await run(['parse', await file('trial_000_script.txt', TEXT), '--json']);
  expect([status, said]).toEqual([0, '']);
  const script = JSON.parse(out);
  expect(script).toMatchObject({ script_id: 'trial_000_v1', trial_id: 'trial_000', version: 1, total_segments: 3 });
  expect(
    script.segments.map((it: { idx: number; intent: string; figure_refs: number[] }) => [
      it.idx,
      it.intent,
      it.figure_refs,
    ]),
  ).toEqual([
    [0, 'intro', []],
    [1, 'figure_walkthrough', [6, 7]],
    [2, 'outro', [6]],
  ]);
  expect(script.figure_inventory).toEqual({
    6: { figure_number: 6, kb_path: '', caption: '', description: '', discussed_in_segments: [1, 2] },
    7: { figure_number: 7, kb_path: '', caption: '', description: '', discussed_in_segments: [1] },
  });
  expect(script.total_estimated_duration_sec).toBeCloseTo((19 / 150) * 60, 6);
});

test('figures come from a file; what is missing among them is kept and told', async () => {
  const figures = await file(
    'figures.json',
    JSON.stringify({ 6: 'six.png', 9: { kb_path: 'nine.png', caption: 'Nine' } }),
  );
  const { status, out, said } = await run([
    'parse',
    await file('b.txt', TEXT),
    '--figures',
    figures,
    '--trial',
    't9',
    '--json',
  ]);
  expect([status, said]).toEqual([0, 'Figure 7 is not there: segment 2 names it.\n']);
  const script = JSON.parse(out);
  expect([script.trial_id, script.script_id]).toEqual(['t9', 't9_v1']);
  expect(script.figure_inventory).toMatchObject({
    6: { kb_path: 'six.png', discussed_in_segments: [1, 2] },
    7: { kb_path: '', discussed_in_segments: [1] },
    9: { kb_path: 'nine.png', caption: 'Nine', discussed_in_segments: [] },
  });
});

test('what it prints it reads back, and Markdown is read too', async () => {
  const first = (await run(['parse', await file('a_script.txt', TEXT), '--json'])).out;
  expect((await run(['parse', await file('a.json', first), '--json'])).out).toBe(first);
  const markdown = await run(['parse', await file('c.md', '# Title\n\n**Host:** One.\n\n- two\n- three'), '--json']);
  expect(JSON.parse(markdown.out).segments.map(({ text }: { text: string }) => text)).toEqual(['One.', 'two. three.']);
});

test('the program reads the standard input and ends with the status', async () => {
  const piped = await start(['parse', '-', '--json'], TEXT);
  expect(piped).toMatchObject({ status: 0, said: '' });
  expect(JSON.parse(piped.out)).toMatchObject({ trial_id: 'script', total_segments: 3 });
  expect(await start(['parse', '-'], ' \n')).toMatchObject({ status: 1, out: '' });
  expect(await start(['parse'])).toMatchObject({ status: 2, out: '' });
});

test('without --json it is a table for people', async () => {
  const { status, out } = await run(['parse', await file('d.txt', TEXT)]);
  expect(status).toBe(0);
  expect(out).toMatch(
    /^No +Intent +Seconds +Figures +Text\n +1 +intro +1\.2 +Cities are warm\.\n +2 +figure_walkthrough +\S+ +6, 7, table 2/,
  );
  expect(out).toContain('3 segments, 7.6 seconds, 3 figures named\n');
});

test.each([
  ['a file that is not there', async () => ['parse', join(folder, 'none.txt')], 1, 'cannot be read'],
  ['a file without a paragraph', async () => ['parse', await file('e.txt', ' \n')], 1, 'no paragraph'],
  ['bytes that are no text', async () => ['parse', await file('f.txt', Uint8Array.of(0xff, 0xfe))], 1, 'not UTF-8'],
  ['JSON of something else', async () => ['parse', await file('g.json', '{"segments":[{}]}')], 1, 'segments[0].idx'],
  [
    'figures that are none',
    async () => ['parse', await file('h.txt', TEXT), '--figures', await file('h.json', '{"x":1}')],
    1,
    'no figures',
  ],
  ['another verb', async () => ['sing'], 2, 'it got "sing"'],
  ['no file', async () => ['parse'], 2, 'FILE is missing'],
  ['an option that nobody knows', async () => ['parse', 'a', '--loud'], 2, '--loud'],
] as const)('%s is told, with the status of it', async (_what, args, status, said) => {
  const ended = await run(await args());
  expect([ended.status, ended.out]).toEqual([status, '']);
  expect(ended.said).toContain(said);
});
