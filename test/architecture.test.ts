import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** What a file may be; the folder and the suffix say which. */
type Layer =
  | 'pure core'
  | 'pipeline shell'
  | 'entities'
  | 'schema'
  | 'reads'
  | 'resolvers'
  | 'port'
  | 'vendor'
  | 'outside';

const MAY_IMPORT: Record<Layer, readonly Layer[]> = {
  'pure core': ['pure core'],
  entities: ['entities', 'pure core'],
  schema: ['schema', 'pure core'],
  port: ['port', 'pure core'],
  vendor: ['vendor', 'port', 'pure core'],
  'pipeline shell': ['pipeline shell', 'entities', 'port', 'pure core'],
  reads: ['reads', 'schema', 'pure core'],
  resolvers: ['resolvers', 'schema', 'reads', 'pure core'], // of the pipeline the façade alone; of entities the types alone
  outside: ['outside', 'resolvers', 'reads', 'schema', 'entities', 'pipeline shell', 'vendor', 'port', 'pure core'],
};

/** Packages by layer; a layer that is not listed may use any. The core may use a validator or a parser, and hash. */
const PACKAGES: Partial<Record<Layer, readonly string[]>> = {
  'pure core': ['zod', 'ajv', 'parse5', 'node:crypto'],
  entities: ['typeorm', 'node:crypto'],
  schema: ['type-graphql', 'graphql'],
  reads: ['graphql', 'node:crypto', '@escape.tech/'],
  resolvers: ['type-graphql', 'graphql', 'reflect-metadata', 'typeorm'],
};

const FACADE = 'src/pipeline/index.ts';
const SHELL = /\.(verb|stage|agent|tool)\.ts$/;
const PORTS = [
  'src/storage/storage.ts',
  ...['provider', 'documented', 'tariff', 'failures'].map((name) => `src/providers/${name}.ts`),
  ...['text', 'speech', 'image', 'video', 'sound', 'vision', 'lipsync'].map(
    (name) => `src/providers/${name}/${name}.ts`,
  ),
];

function layerOf(file: string): Layer {
  if (file === FACADE || SHELL.test(file)) return 'pipeline shell';
  if (PORTS.includes(file)) return 'port';
  const [, folder] = file.split('/');
  if (folder === 'pipeline') return 'pure core';
  if (folder === 'providers' || folder === 'storage') return 'vendor';
  if (folder === 'entities' || folder === 'schema' || folder === 'reads' || folder === 'resolvers') return folder;
  return 'outside';
}

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

const root = join(__dirname, '..');
const files = readdirSync(join(root, 'src'), { recursive: true })
  .map((name) => join('src', String(name)))
  .filter((name) => name.endsWith('.ts'));
const texts = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));

const IMPORT =
  /^(?:import|export)\s+(type\s)?(?:[^;'"]*?\sfrom\s+)?['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)/gm;

function importsOf(file: string): Import[] {
  return [...(texts.get(file) ?? '').matchAll(IMPORT)].map(([statement, type, from = '', dynamic = '']) => ({
    from: file,
    to: resolved(file, from || dynamic),
    typeOnly: Boolean(type) || onlyTypes(statement),
  }));
}

/** `import { type A, type B } from …` leaves nothing behind either. */
function onlyTypes(statement: string): boolean {
  const names =
    /\{([^}]*)\}/
      .exec(statement)?.[1]
      ?.split(',')
      .map((name) => name.trim())
      .filter(Boolean) ?? [];
  return names.length > 0 && names.every((name) => name.startsWith('type '));
}

function resolved(file: string, to: string): string {
  if (!to.startsWith('.')) return to;
  const path = relative(root, join(root, dirname(file), to));
  return [`${path}.ts`, `${path}/index.ts`].find((candidate) => texts.has(candidate)) ?? path;
}

const imports = files.flatMap(importsOf);
const inside = imports.filter(({ to }) => texts.has(to));

function fault({ from, to, typeOnly }: Import): string | null {
  const [layer, target] = [layerOf(from), layerOf(to)];
  if (layer === 'resolvers' && (to === FACADE || (target === 'entities' && typeOnly))) return null;
  if (MAY_IMPORT[layer].includes(target)) return null;
  return `${from} is ${layer} and may not import ${to}, which is ${target}`;
}

test('every import goes with the arrows of the house', () => {
  expect(inside.map(fault).filter(Boolean)).toEqual([]);
});

test('each layer uses the packages that are its business', () => {
  const strangers = imports
    .filter(({ to }) => !to.startsWith('src/') && !to.startsWith('migrations'))
    .filter(({ from, to }) => PACKAGES[layerOf(from)]?.every((name) => to !== name && !to.startsWith(name)))
    .filter(({ from, to }) => !(layerOf(from) === 'schema' && to === 'reflect-metadata'))
    .map(({ from, to }) => `${from} is ${layerOf(from)} and may not use ${to}`);
  expect(strangers).toEqual([]);
});

test('no file imports itself in a circle', () => {
  const graph = new Map<string, string[]>();
  for (const { from, to, typeOnly } of inside) {
    if (!typeOnly) graph.set(from, [...(graph.get(from) ?? []), to]);
  }
  expect(circles(graph)).toEqual([]);
});

function circles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (file: string, path: readonly string[]): void => {
    const begun = path.indexOf(file);
    if (begun >= 0) return void found.push([...path.slice(begun), file].join(' → '));
    if (done.has(file)) return;
    for (const next of graph.get(file) ?? []) walk(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) walk(file, []);
  return found;
}

/** Things that have one place: what to look for, and the files that may hold it. */
const ONE_PLACE: readonly [string, RegExp, RegExp][] = [
  ['the environment', /\bprocess\.env\b/, /^src\/server\/config\.ts$/],
  ['synchronize', /synchronize: true/, /^$/],
  ['any', /[:<(,]\s*any\b(?!\w)|\bas any\b/, /^$/],
];

test.each(ONE_PLACE)('%s is only where it belongs', (_name, pattern, allowed) => {
  const withoutComments = (text: string) =>
    text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replace(/'(?:[^'\\\n]|\\.)*'|`[^`]*`/g, "''");
  const found = files.filter((file) => !allowed.test(file) && pattern.test(withoutComments(texts.get(file) ?? '')));
  expect(found).toEqual([]);
});

test('the pure core reads no clock, rolls no dice and touches nothing outside', () => {
  const impure =
    /\bDate\.now\(|new Date\(\)|Math\.random|randomBytes|randomUUID|\bprocess\.|performance\.now|setTimeout|fetch\(|createHmac/;
  const found = files.filter((file) => layerOf(file) === 'pure core' && impure.test(texts.get(file) ?? ''));
  expect(found).toEqual([]);
});
