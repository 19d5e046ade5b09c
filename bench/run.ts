import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { bootBenchmark } from './boot';
import { demo } from './demo';
import { engine } from './engine';
import { explain } from './explain';
import { fanout } from './fanout';
import { type Benchmark, type Output, roundsOf } from './harness/benchmark';
import { asJson, asText } from './harness/report';
import { kenburns } from './kenburns';
import { offline } from './offline';
import { planner } from './planner';
import { reads } from './reads';
import { render } from './render';
import { responsive } from './responsive';
import { shots } from './shots';

const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  boot: bootBenchmark,
  demo,
  engine,
  explain,
  fanout,
  kenburns,
  offline,
  planner,
  reads,
  render,
  responsive,
  shots,
};

const HELP = `npm run bench -- [NAME...] [--json] [--rounds N] [--seconds S]

Runs the named benchmarks, or all of them:
${Object.entries(BENCHMARKS)
  .map(([name, { about }]) => `  ${name.padEnd(12)}${about.replaceAll('\n', '\n              ')}\n`)
  .join('')}
Contenders take turns, --rounds times: 5 at least and unless told otherwise, ${exceptions()}.
A turn under load lasts --seconds (2).
A figure is the median over the rounds; a ratio is the median of the rounds' ratios to the peer.
--json prints all figures of all rounds on standard output. The exit status is 0 whether or not a target is met, but for those that say otherwise.
`;

function exceptions(): string {
  const own = Object.entries(BENCHMARKS).flatMap(([name, { rounds }]) => (rounds ? [{ name, ...rounds }] : []));
  return own
    .map(({ name, usual, fewest }) => `${name} ${usual}${fewest < usual ? ` (${fewest} at least)` : ''}`)
    .join(', ');
}

function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new Error(`--${name} must be a whole number of at least ${least}; it is "${text}".`);
}

function readCommand(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      json: { type: 'boolean' },
      rounds: { type: 'string' },
      seconds: { type: 'string', default: '2' },
    },
  });
  const asked = values.rounds === undefined ? null : wholeNumber('rounds', values.rounds, 1);
  const seconds = wholeNumber('seconds', values.seconds, 1);
  const names = positionals.length > 0 ? positionals : Object.keys(BENCHMARKS);
  const unknown = names.find((name) => !(name in BENCHMARKS));
  if (unknown) throw new Error(`There is no benchmark "${unknown}"; there are ${Object.keys(BENCHMARKS).join(', ')}.`);
  const chosen = names.flatMap((name) => {
    const benchmark = BENCHMARKS[name];
    return benchmark ? [{ name, benchmark, effort: { rounds: roundsOf(benchmark, asked), seconds } }] : [];
  });
  return { help: values.help, json: values.json, chosen };
}

async function main(args: string[]): Promise<void> {
  const { help, json, chosen } = readCommand(args);
  if (help) return void process.stdout.write(HELP);
  const comparisons: object[] = [];
  const output: Output = {
    say: (line) => process.stderr.write(`… ${line}\n`),
    show: (comparison) =>
      json ? comparisons.push(asJson(comparison)) : process.stdout.write(`${asText(comparison)}\n`),
  };
  for (const { name, benchmark, effort } of chosen) {
    if (!json) process.stdout.write(`${name}: ${benchmark.about}\n\n`);
    await benchmark.run(effort, output);
  }
  if (json) process.stdout.write(`${JSON.stringify(comparisons, null, 2)}\n`);
}

main(process.argv.slice(2)).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
