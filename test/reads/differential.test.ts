import { getOperationAST, getVariableValues } from 'graphql';
import { BadInput } from '../../src/reads/bad-input';
import { fragmentsOf } from '../../src/reads/documents';
import { assertAffordable } from '../../src/reads/limits';
import { firstDifference } from './difference';
import { COMPUTED_DOCUMENTS } from './documents/computed';
import { type RandomDocument, randomDocument } from './documents/documents';
import { samplesOf } from './documents/samples';
import { mentionsNoId } from './documents/values';
import type { VariableSet } from './documents/variables';
import { fillLibrary } from './library';
import { loadMemory } from './oracle/memory';
import { Oracle } from './oracle/oracle';
import { View } from './oracle/view';
import { Reading } from './reading';

/** `npm run differential` asks 10,000. A failure names its document's seed: WORKPRINT_FIRST_SEED asks again from there. */
const DOCUMENTS = Number(process.env.WORKPRINT_DOCUMENTS ?? 500);
const FIRST_SEED = Number(process.env.WORKPRINT_FIRST_SEED ?? 1);
const LIBRARY_SEED = 20_261_121;
/** Callers by turns; those who see nothing come seldom. */
const WHO_ASKS = [0, 1, 2, 0, 2, 1, 0, 3, 2, 1, 4];

let reading: Reading;
let oracle: Oracle;
let cursors: Map<string, string[]>;
let views: View[];
beforeAll(async () => {
  reading = await Reading.open();
  const callers = await fillLibrary(reading.store, LIBRARY_SEED);
  const memory = await loadMemory(reading.url);
  oracle = new Oracle(reading.schema);
  cursors = new Map<string, string[]>();
  views = callers.map((caller) => new View(memory, caller, reading.signing, cursors));
  samples = samplesOf(memory, oracle, cursors);
});
afterAll(() => reading.close());

let samples: ReturnType<typeof samplesOf>;

interface Answer {
  readonly data: unknown;
  readonly errors: readonly string[];
}

type Result = { data?: unknown; errors?: readonly { path?: unknown }[] };

const answerOf = ({ data, errors = [] }: Result): Answer => ({
  data: JSON.parse(JSON.stringify(data ?? null)),
  errors: errors.map(({ path }) => JSON.stringify(path)).sort(),
});

interface Case {
  readonly document: RandomDocument;
  readonly set: VariableSet;
  readonly view: View;
}

/** More rows than one request may read: neither path answers that over HTTP, and the oracle knows no limits. */
function isTooMuch({ document }: RandomDocument, set: VariableSet): boolean {
  const operation = getOperationAST(document);
  const { coerced } = getVariableValues(oracle.schema, operation?.variableDefinitions ?? [], set);
  if (!operation || !coerced) return false;
  try {
    assertAffordable({ schema: oracle.schema, fragments: fragmentsOf(document), variables: coerced }, operation);
    return false;
  } catch (error) {
    if (error instanceof BadInput) return true;
    throw error;
  }
}

/** What the front says must be what the oracle says; it may say nothing where there is an error or a computed field. */
function frontComplaint(bytes: string | null, told: Answer, { document, set }: Case): string | null {
  if (bytes !== null) return firstDifference(told, { data: JSON.parse(bytes), errors: [] }, 'front');
  const mayFall =
    told.errors.length > 0 || document.isComputed || mentionsNoId(document.document, set) || isTooMuch(document, set);
  return mayFall ? null : 'The front did not answer.';
}

function fail(complaint: string, { document, set, view }: Case, result: Result, statements: string[]): never {
  const facts = {
    seed: document.seed,
    document: document.text,
    variables: JSON.stringify(set),
    projects: JSON.stringify(view.caller.projects),
    errors: String(result.errors ?? 'none'),
  };
  const lines = Object.entries(facts).map(([name, value]) => `${name}: ${value}`);
  throw new Error([complaint, ...lines, ...statements.map((sql) => `sql: ${sql}`)].join('\n\n'));
}

/**
 * Where a mistake takes the whole answer with it, graphql-js may have met others before, or have stopped at another: the
 * specification leaves open which of them are told. The oracle, which does not wait for anything, stops at the one.
 */
function slowComplaint(told: Answer, slow: Answer): string | null {
  if (told.data !== null || slow.data !== null) return firstDifference(told, slow, 'slow path');
  if (slow.errors.some((path) => !told.errors.includes(path))) return null;
  const missing = told.errors.find((path) => !slow.errors.includes(path));
  return missing ? `The slow path tells nothing of ${missing}.` : null;
}

/** Asks one front and, where told to, the slow path; true where the front answered. */
async function compare(one: Case, reads = reading.reads, withSlow = true): Promise<boolean> {
  const { document, set, view } = one;
  const result = oracle.answer(document.document, set, view);
  const told = answerOf(result);
  const asked = { query: document.text, variables: set };
  const begun = reading.port.statements.length;
  const bytes = await reading.front(asked, view.caller, reads);
  const slow = withSlow ? answerOf(await reading.slow(asked, view.caller)) : told;
  const complaint = frontComplaint(bytes, told, one) ?? slowComplaint(told, slow);
  if (complaint) fail(complaint, one, result, reading.port.statements.slice(begun));
  return bytes !== null;
}

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

test.each(COMPUTED_DOCUMENTS)(
  'what is computed is what an oracle says, for every caller',
  async ({ document, sets }) => {
    for (const view of views) {
      for (const set of sets(cursors)) expect(await compare({ document, set, view })).toBe(false);
    }
  },
);

test('both read paths say what an oracle says, whoever asks and whatever differs between two requests', async () => {
  let answers = 0;
  let fallen = 0;
  for (let index = 0; index < DOCUMENTS; index += 1) {
    const document = randomDocument(oracle.schema, samples, FIRST_SEED + index);
    const [first, second, third] = document.sets;
    const view = at(views, at(WHO_ASKS, index));
    for (const set of [first, second, third]) {
      answers += 1;
      if (!(await compare({ document, set, view }))) fallen += 1;
    }
    // Plans made in another order, and for another caller, find what a plan's key forgets.
    const fresh = reading.freshReads();
    for (const set of [third, first]) await compare({ document, set, view }, fresh, false);
    await compare({ document, set: second, view: at(views, at(WHO_ASKS, index + 1)) }, fresh, false);
  }
  expect(fallen / answers).toBeLessThan(0.1);
  const unasked = oracle.fields().filter((field) => !oracle.asked.has(field));
  console.log(
    `${DOCUMENTS} documents, ${answers} answers, ${fallen} fallen through, 0 different; ${unasked.length} fields never asked: ${unasked.join(' ')}`,
  );
  expect(unasked.length / oracle.fields().length).toBeLessThan(
    DOCUMENTS >= 10_000 ? 0.01 : DOCUMENTS >= 2_000 ? 0.05 : 0.25,
  );
}, 1_800_000);
