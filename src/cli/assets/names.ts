import { parseGlobalId } from '../../pipeline/values/global-id';
import { PROJECT_KEY } from '../../pipeline/workspace/project';

/** What a word given as RUN may be, by its form alone; which of them it is is looked up in this order. */
export type Named =
  | { readonly by: 'run'; readonly id: string }
  | { readonly by: 'script'; readonly id: string }
  | { readonly by: 'unknownId'; readonly type: string }
  | { readonly by: 'name'; readonly projectKeys: readonly string[]; readonly folders: readonly string[] };

const FOLDERS = ['.', 'artifacts/video_production', 'artifacts/runs'];

export function namedBy(word: string): Named {
  const id = parseGlobalId(word);
  if (id?.type === 'Run') return { by: 'run', id: word };
  if (id?.type === 'StructuredScript') return { by: 'script', id: word };
  if (id) return { by: 'unknownId', type: id.type };
  const isPath = /[\\/]/.test(word) || word.startsWith('.');
  const keys = [word, keyOf(word)].filter((key) => PROJECT_KEY.test(key));
  return {
    by: 'name',
    projectKeys: isPath ? [keyOf(word)] : [...new Set(keys)],
    folders: isPath ? [word] : FOLDERS.map((folder) => `${folder}/${word}`),
  };
}

const MOST_KEY_CHARACTERS = 63;

/** The project of an old run: `20260207_101747` becomes `20260207-101747`. */
export function keyOf(path: string): string {
  const name = path.split(/[\\/]/).filter(Boolean).at(-1) ?? '';
  const plain = name.normalize('NFKD').toLowerCase();
  const slug = plain.replace(/\p{M}/gu, '').replace(/[^a-z0-9]+/g, '-');
  return slug.replace(/^-+/, '').slice(0, MOST_KEY_CHARACTERS).replace(/-+$/, '') || 'run';
}
