import { readFileSync, statSync } from 'node:fs';
import { InvalidInput } from '../pipeline/errors';
import { VENDOR_SETTINGS } from '../providers/catalogue';
import type { Setting } from '../providers/provider';
import { Secrets } from '../providers/secrets';

type Environment = Readonly<Record<string, string | undefined>>;

interface Sources {
  readonly environment: Environment;
  /** `NAME=value` lines. May be missing. */
  readonly file: string;
}

export interface VendorSettings {
  /** Keys, and where vendors are asked, by the names of settings. */
  readonly given: ReadonlyMap<string, string>;
  /** Those of them that nobody may see, and how they are kept out of whatever is written down. */
  readonly secrets: Secrets;
}

/** Of each setting that a vendor declares: the variable of its name, else the file that `NAME_FILE` names, else its line in the secret file. */
export function vendorSettings(
  { environment, file }: Sources,
  declared: readonly Setting[] = VENDOR_SETTINGS,
): VendorSettings {
  const kept = secretFile(file);
  const given = new Map<string, string>();
  for (const setting of declared) {
    const value = environment[setting.name] || fromFile(setting, environment) || kept.get(setting.name);
    if (value) given.set(setting.name, checked(setting, value));
  }
  const secret = declared.filter(({ is }) => is === 'SECRET').map(({ name }) => name);
  const keys = [...given].filter(([name]) => secret.includes(name));
  return { given, secrets: new Secrets(new Map(keys)) };
}

function fromFile({ name }: Setting, environment: Environment): string | null {
  const path = environment[`${name}_FILE`];
  return path ? readText(path, `${name}_FILE`).trim() : null;
}

function readText(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = Object(error) as { code?: unknown };
    throw new InvalidInput(`${name} names a file that cannot be read (${code}).`, {
      field: [name],
      expected: 'the path of a file that this server may read',
      got: path,
      remedy: `Correct ${name}, or the rights of the file.`,
    });
  }
}

const LINE = /^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*$/;

function secretFile(path: string): ReadonlyMap<string, string> {
  const mode = modeOf(path);
  if (mode === null) return new Map();
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) throw openToOthers(path, mode);
  const lines = readText(path, 'WORKPRINT_SECRETS')
    .split('\n')
    .filter((line) => !/^\s*(?:#|$)/.test(line));
  return new Map(
    lines.map((line, index) => {
      const [, name, value] = LINE.exec(line) ?? [];
      if (name === undefined || value === undefined) throw unreadable(path, index);
      return [name, value.replace(/^(["'])(.*)\1$/, '$2')];
    }),
  );
}

/** Null where there is no such file; what is wrong with its folder is told by whoever needs the folder. */
function modeOf(path: string): number | null {
  try {
    return statSync(path).mode;
  } catch (error) {
    const { code } = Object(error) as { code?: unknown };
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

function openToOthers(path: string, mode: number): InvalidInput {
  const got = (mode & 0o777).toString(8).padStart(4, '0');
  return new InvalidInput(`${path} holds keys and may be read by others: its mode is ${got}.`, {
    field: ['WORKPRINT_SECRETS'],
    expected: 'the mode 0600',
    got,
    remedy: `chmod 600 ${path}`,
  });
}

/** The line is not shown: it may be a key. */
function unreadable(path: string, index: number): InvalidInput {
  return new InvalidInput(`${path} is not written as it should be.`, {
    field: ['WORKPRINT_SECRETS'],
    expected: 'lines such as OPENAI_API_KEY=…',
    got: `another text in entry ${index + 1} (not shown)`,
    remedy: 'Correct it, or put a # before it.',
  });
}

function checked({ name, is }: Setting, value: string): string {
  const isSound = is === 'URL' ? isPlainUrl(value) : !/[\s\0]/.test(value);
  if (isSound) return is === 'URL' ? value.replace(/\/+$/, '') : value;
  throw new InvalidInput(`${name} is not written as it should be.`, {
    field: [name],
    expected: is === 'URL' ? 'an http:// or https:// URL without a password' : 'a value without spaces',
    got: is === 'SECRET' ? 'a value of another form (not shown)' : JSON.stringify(value.slice(0, 80)),
    remedy: `Correct ${name}, or remove it.`,
  });
}

function isPlainUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return /^https?:$/.test(protocol) && username === '' && password === '';
}
