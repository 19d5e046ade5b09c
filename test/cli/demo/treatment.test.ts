import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTreatment } from '../../../src/cli/demo/treatment';
import { InvalidInput, NotFound } from '../../../src/pipeline/errors';

const NAMES = { projectKey: 'own', projectName: 'Own', scriptName: 'Own' };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workprint-treatment-'));
  await writeFile(join(folder, 'script.txt'), 'One.\n\nTwo.\n');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const describeAs = (treatment: object) => writeFile(join(folder, 'demo.json'), JSON.stringify(treatment));

test('names are enough: figures, size, rate and the picture to send back may be missing', async () => {
  await describeAs(NAMES);
  expect(await readTreatment(folder)).toEqual({ ...NAMES, figures: [], text: 'One.\n\nTwo.\n', folder });
});

test('a description that is none is refused by the name of what is wrong', async () => {
  await describeAs({ ...NAMES, size: { width: 'wide', height: 180 } });
  const refused = readTreatment(folder);
  await expect(refused).rejects.toThrow(InvalidInput);
  await expect(refused).rejects.toMatchObject({ got: expect.stringContaining('size.width') });
  await writeFile(join(folder, 'demo.json'), '{');
  await expect(readTreatment(folder)).rejects.toThrow(InvalidInput);
});

test('a folder without a script is refused by its path', async () => {
  await expect(readTreatment(join(folder, 'none'))).rejects.toThrow(NotFound);
  await expect(readTreatment(join(folder, 'none'))).rejects.toThrow(join(folder, 'none', 'script.txt'));
});
