import { COMMAND_LINES, firstWords, verbsOf } from './grammar';
import type { CommandLine, Flag } from './grammar/command-line';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** What a shell has to read to know every word of the grammar. */
export function completionFor(shell: Shell): string {
  return { bash, zsh, fish }[shell]();
}

const flagNames = ({ flags }: CommandLine): string => flags.map(({ name }) => `--${name}`).join(' ');

/** Flags whose values are offered, each once; where commands differ, all that any of them offers. */
function offered(): [string, string[]][] {
  const byName = new Map<string, Set<string>>();
  for (const { name, offers } of COMMAND_LINES.flatMap(({ flags }) => flags)) {
    if (offers) byName.set(name, new Set([...(byName.get(name) ?? []), ...offers]));
  }
  return [...byName].map(([name, offers]) => [name, [...offers]]);
}

function pathFlags(): string[] {
  return [...new Set(COMMAND_LINES.flatMap(({ flags }) => flags.filter(({ path }) => path).map(({ name }) => name)))];
}

/** `(command words, what may follow them)`: groups first, then whole commands. */
function followers(): [string, string][] {
  const groups = firstWords().filter((word) => verbsOf(word).length > 0);
  const verbs = (group: string) => verbsOf(group).map(({ name }) => name.slice(group.length + 1));
  return groups.map((group) => [group, verbs(group).join(' ')]);
}

function bash(): string {
  const values = offered().map(
    ([name, words]) => `    --${name}) COMPREPLY=($(compgen -W "${words.join(' ')}" -- "$word")); return ;;`,
  );
  const paths = pathFlags()
    .map((name) => `--${name}`)
    .join('|');
  const groups = followers().map(
    ([group, verbs]) => `      ${group}) COMPREPLY=($(compgen -W "${verbs}" -- "$word")); return ;;`,
  );
  const lines = COMMAND_LINES.map((line) => `    "${line.name} "*) words="${flagNames(line)}" ;;`);
  return `# workprint completion bash > /etc/bash_completion.d/workprint
_workprint() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD - 1]}" words=""
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W "${firstWords().join(' ')}" -- "$word")); return; fi
  if [ "$COMP_CWORD" -eq 2 ]; then
    case "\${COMP_WORDS[1]}" in
${groups.join('\n')}
      completion) COMPREPLY=($(compgen -W "${SHELLS.join(' ')}" -- "$word")); return ;;
    esac
  fi
  case "$before" in
${values.join('\n')}
    ${paths}) COMPREPLY=($(compgen -f -- "$word")); return ;;
  esac
  case "\${COMP_WORDS[*]:1} " in
${lines.join('\n')}
  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}
complete -o filenames -F _workprint workprint
`;
}

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
/** \`_describe\` ends a word at its colon. */
const described = (word: string, about: string): string => quoted(`${word.replaceAll(':', '\\:')}:${about}`);

function zsh(): string {
  const groups = followers().map(([group]) => {
    const verbs = verbsOf(group).map(({ name, about }) => described(name.slice(group.length + 1), about));
    return `      ${group}) known=(${verbs.join(' ')}); _describe verb known; return ;;`;
  });
  const values = offered().map(([name, words]) => `    --${name}) compadd -- ${words.join(' ')}; return ;;`);
  const flags = COMMAND_LINES.map((line) => {
    const all = line.flags.map((flag) => described(`--${flag.name}`, flag.about));
    return `    ${quoted(`${line.name} `)}*) known=(${all.join(' ')}) ;;`;
  });
  const first = firstWords().map((word) => described(word, aboutOf(word)));
  return `#compdef workprint
# workprint completion zsh > "\${fpath[1]}/_workprint"
_workprint() {
  local -a known
  if (( CURRENT == 2 )); then known=(${first.join(' ')}); _describe command known; return; fi
  if (( CURRENT == 3 )); then
    case $words[2] in
${groups.join('\n')}
      completion) compadd -- ${SHELLS.join(' ')}; return ;;
    esac
  fi
  case $words[CURRENT-1] in
${values.join('\n')}
    ${pathFlags()
      .map((name) => `--${name}`)
      .join('|')}) _files; return ;;
  esac
  case "\${words[2,-1]} " in
${flags.join('\n')}
  esac
  if [[ $words[CURRENT] == -* ]]; then _describe flag known; else _files; fi
}
_workprint "$@"
`;
}

/** Of a group, its verbs. */
function aboutOf(word: string): string {
  const verbs = verbsOf(word).map(({ name }) => name.slice(word.length + 1));
  return verbs.length > 0 ? verbs.join(', ') : (COMMAND_LINES.find(({ name }) => name === word)?.about ?? '');
}

function fish(): string {
  const first = firstWords().map((word) =>
    complete('__fish_use_subcommand', `-f -a ${word} -d ${quoted(aboutOf(word))}`),
  );
  const verbs = firstWords().flatMap((group) =>
    verbsOf(group).map(({ name, about }) => {
      const among = verbsOf(group)
        .map((line) => line.name.slice(group.length + 1))
        .join(' ');
      const when = `__fish_seen_subcommand_from ${group}; and not __fish_seen_subcommand_from ${among}`;
      return complete(when, `-f -a ${name.slice(group.length + 1)} -d ${quoted(about)}`);
    }),
  );
  const flags = COMMAND_LINES.flatMap((line) =>
    line.flags.map((flag) =>
      complete(seen(line), `${valueWords(flag)} -l ${flag.name} -d ${quoted(flag.about)}`.trim()),
    ),
  );
  const shells = complete('__fish_seen_subcommand_from completion', `-f -a ${quoted(SHELLS.join(' '))}`);
  return `# workprint completion fish > ~/.config/fish/completions/workprint.fish\n${[...first, ...verbs, ...flags, shells].join('\n')}\n`;
}

function seen({ name }: CommandLine): string {
  return name
    .split(' ')
    .map((word) => `__fish_seen_subcommand_from ${word}`)
    .join('; and ');
}

function valueWords({ value, offers, path }: Flag): string {
  if (!value) return '-f';
  if (offers) return `-x -a ${quoted(offers.join(' '))}`;
  return path ? '-r -F' : '-x';
}

const complete = (when: string, what: string): string => `complete -c workprint -n ${quoted(when)} ${what}`;
