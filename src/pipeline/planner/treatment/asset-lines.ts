import { isOpenAddress } from '../asset-address';
import type { Warn } from '../warnings';
import { hasSecret } from './secrets';
import type { Treatment } from './treatment';

type GivenAsset = Treatment['assets'][number];

const ASSET_LINE =
  /^\s*(?:[-*+•]\s+)?[*_]{0,3}(asset|logo)(?:[ _-]?url)?s?[*_]{0,3}\s{0,3}[:：=-]?\s{0,3}[*_]{0,3}\s{0,3}["'<(]?([a-z][a-z0-9+.-]{1,20}:\S*|www\.\S*|\/\/\S+)\s*$/i;

/** `asset https://…` and `logo: https://…`, each on a line of its own, which is left empty. */
export function readAssetLines(
  text: string,
  warn: Warn,
): { readonly text: string; readonly assets: readonly GivenAsset[] } {
  const assets: GivenAsset[] = [];
  const lines = text.split('\n').map((line, index) => {
    const [, word, written] = ASSET_LINE.exec(line) ?? [];
    if (word === undefined || written === undefined) return line;
    const kind = word.toLowerCase() === 'logo' ? 'LOGO' : 'ASSET';
    const url = written.replace(/["'>)\],.;]+$/, '');
    if (isKeepable(url)) assets.push({ kind, url });
    else warn(refused(kind, index + 1));
    return '';
  });
  return { text: lines.join('\n'), assets };
}

/** Whoever has a signed link may do what it was signed for. */
const SIGNED =
  /^(?:x-(?:amz|goog|oss|ms)-.*|.*(?:sig(?:nature)?|token|secret|passw(?:or)?d|pwd|api-?_?key|credential|auth).*|key|key-pair-id|policy|expires|se|sp|sv|sr|code)$/i;

function isKeepable(url: string): boolean {
  if (!isOpenAddress(url) || hasSecret(url)) return false;
  const { searchParams, hash } = new URL(url);
  const names = [...searchParams.keys(), ...new URLSearchParams(hash.slice(1)).keys()];
  return !names.some((name) => SIGNED.test(name));
}

function refused(kind: GivenAsset['kind'], line: number) {
  const message = `The address of ${kind === 'LOGO' ? 'a logo' : 'an asset'} is not kept: it must be https, of a public host, and without passwords and signatures.`;
  return { code: 'ASSET_ADDRESS_REFUSED', message, path: `line ${line}` };
}
