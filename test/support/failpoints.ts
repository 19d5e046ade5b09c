import { Client } from 'pg';

/** Where a blow may fall. `written`: within the transaction, before its commit. `durable`: when the commit was answered. */
const STATEMENTS = {
  claim: { sql: /^SELECT .* FROM "job" .* FOR UPDATE/s, when: 'written' },
  'intent written': { sql: /^UPDATE make_intent (i )?SET provider/, when: 'written' },
  'intent committed': { sql: /^UPDATE make_intent (i )?SET provider/, when: 'durable' },
  'sending committed': { sql: /^UPDATE charge SET sent_at = clock/, when: 'durable' },
  'external id kept': { sql: /^UPDATE charge SET external_id = \$2/, when: 'durable' },
  'try recorded': { sql: /INSERT INTO "dbos"\.operation_outputs/, value: 'carry out', when: 'durable' },
  'verdict committed': { sql: /^UPDATE make_intent SET verdict/, when: 'durable' },
  'asset row written': { sql: /^INSERT INTO "asset"/, when: 'written' },
  'event written': { sql: /INSERT INTO run_event/, value: 'ASSET_MADE', when: 'written' },
  'asset row committed, event published': { sql: /^INSERT INTO "asset"/, when: 'durable' },
  'step done': { sql: /INSERT INTO "dbos"\.operation_outputs/, value: 'settle', when: 'durable' },
} as const satisfies Record<string, { sql: RegExp; value?: string; when: 'written' | 'durable' }>;

export const CODE_POINTS = ['call sent', 'bytes received', 'bytes kept'] as const;
export const STATEMENT_POINTS = Object.keys(STATEMENTS) as (keyof typeof STATEMENTS)[];
export type Point = (typeof CODE_POINTS)[number] | keyof typeof STATEMENTS;

export interface Blow {
  readonly at: Point;
  /** Which time it is passed, from 1. */
  readonly nth: number;
  /** `die`: kill -9 of this process. `cut`: the connection goes while the commit is on its way. `freeze`: it stops, as if asleep. */
  readonly how: 'die' | 'cut' | 'freeze';
}

/** Harness programs alone arm this, in a process of their own. */
export class Failpoints {
  #passed = 0;
  constructor(private readonly blow: Blow | null) {}

  /** To be called where the program is at a point of its code. */
  readonly pass = (point: Point): void => {
    if (this.blow?.at !== point) return;
    this.#passed += 1;
    if (this.#passed !== this.blow.nth) return;
    process.kill(process.pid, this.blow.how === 'freeze' ? 'SIGSTOP' : 'SIGKILL');
  };

  /** Watches every statement of every connection of this process. */
  arm(): void {
    const { blow } = this;
    const statement = blow && blow.at in STATEMENTS ? STATEMENTS[blow.at as keyof typeof STATEMENTS] : null;
    if (!blow || !statement) return;
    const marked = new WeakSet<Client>();
    const begun = new WeakSet<Client>();
    const { query } = Client.prototype;
    const failpoints = this;
    const word = 'value' in statement ? String(statement.value) : null;
    Client.prototype.query = function (this: Client, ...args: unknown[]) {
      const { text, values } = statementOf(args);
      const isMeant = statement.sql.test(text) && (word === null || values.some((value) => says(value, word)));
      if (/^(BEGIN|START TRANSACTION)/i.test(text)) begun.add(this);
      const isCommit = /^COMMIT/i.test(text) && marked.delete(this);
      if (/^(COMMIT|ROLLBACK)/i.test(text)) begun.delete(this);
      const strikesNow = isCommit || (isMeant && (statement.when === 'written' || !begun.has(this)));
      if (isMeant && !strikesNow) marked.add(this);
      const answer = Reflect.apply(query, this, strikesNow ? failpoints.#watched(args) : args);
      if (strikesNow && blow.how === 'cut') failpoints.#cut(this);
      if (strikesNow && answer instanceof Promise) void answer.then(() => failpoints.#struck()).catch(() => undefined);
      return answer;
    } as typeof query;
  }

  /** Callers with a callback hear of nothing before the blow. */
  #watched(args: unknown[]): unknown[] {
    return args.map((arg) => {
      if (typeof arg !== 'function') return arg;
      return (...answer: unknown[]) => {
        if (!answer[0]) this.#struck();
        return arg(...answer);
      };
    });
  }

  #struck(): void {
    if (this.blow && this.blow.how !== 'cut') this.pass(this.blow.at);
  }

  #cut(client: Client): void {
    this.#passed += 1;
    if (this.#passed !== this.blow?.nth) return;
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  }
}

/** As a parameter, or as a word of one that is JSON. */
function says(parameter: unknown, word: string): boolean {
  return parameter === word || String(parameter).includes(`"${word}"`);
}

function statementOf(args: unknown[]): { text: string; values: readonly unknown[] } {
  const [first, second] = args;
  if (typeof first === 'string') return { text: first.trimStart(), values: Array.isArray(second) ? second : [] };
  const { text = '', values = [] } = Object(first) as { text?: string; values?: unknown[] };
  return { text: text.trimStart(), values: values ?? [] };
}
