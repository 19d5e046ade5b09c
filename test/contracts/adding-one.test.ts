import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createProgram, getPreEmitDiagnostics, parseJsonConfigFileContent, readConfigFile, sys } from 'typescript';

const ROOT = join(__dirname, '../..');
const EXAMPLE = join(ROOT, 'docs/example-vendor.ts.txt');

const example = (): Promise<string> => readFile(EXAMPLE, 'utf8');

let copy: string;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'workprint-adding-one-'));
  for (const name of ['src', 'test/support', 'test/contracts', 'swc.config.js', 'package.json', 'tsconfig.json']) {
    await cp(join(ROOT, name), join(copy, name), { recursive: true });
  }
  await symlink(await realpath(join(ROOT, 'node_modules')), join(copy, 'node_modules'));
});
afterAll(() => rm(copy, { recursive: true, force: true }));

/** One file, and one line. */
async function add(example: string): Promise<void> {
  const folder = join(copy, 'src/providers/speech');
  await writeFile(join(folder, 'acme.ts'), example);
  const vendors = await readFile(join(ROOT, 'src/providers/speech/vendors.ts'), 'utf8');
  await writeFile(join(folder, 'vendors.ts'), `${vendors}export { acmeSpeech } from './acme';\n`);
}

interface Assertion {
  readonly status: string;
  readonly ancestorTitles: readonly string[];
  readonly title: string;
}

/** The contract suite of speech in the copy, as far as it is about the example. */
async function resultsOfExample(): Promise<Assertion[]> {
  const config = {
    rootDir: copy,
    testEnvironment: 'node',
    testMatch: ['<rootDir>/test/contracts/speech.test.ts'],
    transform: require(join(ROOT, 'jest.config.js')).transform,
    testTimeout: 5_000,
  };
  const report = join(copy, 'report.json');
  const args = ['-i', '--config', JSON.stringify(config), '-t', 'acme-speech', '--json', `--outputFile=${report}`];
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
  const { JEST_WORKER_ID: _, ...env } = process.env;
  await promisify(execFile)(process.execPath, [jest, ...args], { cwd: copy, env }).catch(() => undefined);
  const { testResults } = JSON.parse(await readFile(report, 'utf8'));
  const results: Assertion[] = testResults.flatMap((file: { assertionResults: Assertion[] }) => file.assertionResults);
  return results.filter(({ ancestorTitles }) => ancestorTitles.includes('acme-speech'));
}

test('a vendor is one file and one line: the contract suite picks it up, and it passes', async () => {
  await add(await example());
  const results = await resultsOfExample();
  expect(results.filter(({ status }) => status !== 'passed')).toEqual([]);
  expect(results.length).toBeGreaterThan(20);
  expect(results.map(({ title }) => title)).toContain('makes what is ordered, and bills what was said before');
}, 60_000);

test('the compiler takes it as it is', async () => {
  await add(await example());
  const { options } = parseJsonConfigFileContent(
    readConfigFile(join(ROOT, 'tsconfig.json'), sys.readFile).config,
    sys,
    copy,
  );
  const program = createProgram([join(copy, 'src/providers/speech/index.ts')], { ...options, types: ['node'] });
  expect(getPreEmitDiagnostics(program).map(({ messageText }) => messageText)).toEqual([]);
}, 60_000);

test.each([
  ['bills more than it said', 'Number(reply.headers', '2 * Number(reply.headers', 'bills what was said before'],
  ['asks again', "ask({ ...call, fetch }, '/speech', body)", '$&.catch(() => $&)', 'told as what it is, once'],
])(
  'one that %s does not pass',
  async (_does, right, wrong, found) => {
    const text = await example();
    expect(text).toContain(right);
    await add(text.replace(right, wrong));
    const failed = (await resultsOfExample()).filter(({ status }) => status === 'failed').map(({ title }) => title);
    expect(failed).toContainEqual(expect.stringContaining(found));
  },
  60_000,
);

// What people copy from the page is what is tested here.
test('CONTRIBUTING shows the example as it is', async () => {
  const page = await readFile(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
  expect(page).toContain((await example()).trim());
});
