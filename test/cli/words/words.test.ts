import { spawnSync } from 'node:child_process';
import { completionFor, SHELLS } from '../../../src/cli/words/completion';
import { COMMAND_LINES } from '../../../src/cli/words/grammar';
import { parseWords } from '../../../src/cli/words/parse';
import { usageOf, WrongUsage } from '../../../src/cli/words/usage';

test('every line of the asked-for workflow is understood', () => {
  const lines = [
    'list 20260207_101747',
    'list 20260207_101747 --status review',
    'list 20260207_101747 --type audio',
    'review 20260207_101747 --segment 5',
    'review 20260207_101747 --audio 1-10',
    'review 20260207_101747 --type image',
    'approve 20260207_101747 --audio all',
    'approve 20260207_101747 --image 1,3,5',
    'reject 20260207_101747 --image 3,7',
    'regen 20260207_101747 --audio 5-10 --voice rachel',
    'copy SOURCE TARGET --audio approved',
    'build 20260207_101747 --only approved',
    'build 20260207_101747 --skip rejected',
  ];
  for (const line of lines) expect(parseWords(['assets', ...line.split(' ')]).operands[0]).toBeTruthy();
  const words = parseWords(['assets', 'reject', 'r', '--image', '2', '--reason', 'wrong style']);
  expect([words.command, words.operands, words.text('reason')]).toEqual(['assets reject', ['r'], 'wrong style']);
});

test.each([
  [['frob'], /no command "frob"/, null],
  [['assets', 'frob'], /needs one of list, review.*"frob"/, 'assets'],
  [['assets', 'list'], /RUN is missing/, 'assets list'],
  [['assets', 'list', 'a', 'b'], /"b" is one word too many/, 'assets list'],
  [['assets', 'list', ''], /empty word/, 'assets list'],
  [['assets', 'list', 'a', '--frob'], /--frob/, 'assets list'],
  [['assets', 'list', 'a', '--type'], /--type/, 'assets list'],
  [['assets', 'list', 'a', '--json=1'], /--json/, 'assets list'],
  [['assets', 'approve', 'a', '--audio', '1', '--audio', '2'], /--audio is given twice/, 'assets approve'],
])('%j is refused with its command', (args, message, command) => {
  const refused = (() => {
    try {
      return parseWords(args);
    } catch (error) {
      return error as WrongUsage;
    }
  })();
  expect(refused).toBeInstanceOf(WrongUsage);
  expect(refused).toMatchObject({ message: expect.stringMatching(message), command });
});

test('the usage of a command tells all of its flags, that of all tells all commands', () => {
  for (const { name, flags } of COMMAND_LINES) {
    for (const flag of flags) expect(usageOf(name)).toContain(`--${flag.name}`);
    expect(usageOf(null)).toContain(`workprint ${name}`);
  }
  expect(usageOf('assets')).not.toContain('workprint serve');
});

test.each(SHELLS)('%s learns every command and every flag', (shell) => {
  const script = completionFor(shell);
  for (const { name, flags } of COMMAND_LINES) {
    for (const word of name.split(' ')) expect(script).toContain(word);
    for (const flag of flags) expect(script).toContain(shell === 'fish' ? `-l ${flag.name}` : `--${flag.name}`);
  }
});

/** What bash offers for the last word. */
function offered(...words: string[]): string[] {
  const line = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _workprint`;
  const script = `${completionFor('bash')}\n${line}; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean);
}

test('bash offers verbs, flags and the words after them', () => {
  expect(offered('workprint', 'as')).toEqual(['assets']);
  expect(offered('workprint', 'assets', 'ap')).toEqual(['approve']);
  expect(offered('workprint', 'assets', 'list', 'run', '--st')).toEqual(['--status', '--stale']);
  expect(offered('workprint', 'assets', 'list', 'run', '--status', 're')).toEqual(['review', 'rejected', 'revised']);
  expect(offered('workprint', 'completion', '')).toEqual(['bash', 'zsh', 'fish']);
});
