import type { ScreenplayFormat } from './screenplay';

const OF_EXTENSION: Readonly<Record<string, ScreenplayFormat>> = {
  fountain: 'FOUNTAIN',
  spmd: 'FOUNTAIN',
  txt: 'FOUNTAIN',
  fdx: 'FDX',
  json: 'JSON',
};
/** More than a byte order mark, blanks and the beginning of a declaration. */
const LOOKED_AT = 1_000;

/** By the name of the file where that says it, or else by how the text begins. What is neither XML nor JSON is Fountain. */
export function guessedFormat(fileName: string | null, text: string): ScreenplayFormat {
  const extension = fileName?.slice(fileName.lastIndexOf('.') + 1).toLowerCase() ?? '';
  const named = Object.hasOwn(OF_EXTENSION, extension) ? OF_EXTENSION[extension] : undefined;
  return (
    named ??
    formatOfText(
      text
        .slice(0, LOOKED_AT)
        .replace(/^\uFEFF/, '')
        .trimStart(),
    )
  );
}

function formatOfText(begin: string): ScreenplayFormat {
  if (/^<(?:\?xml|!|FinalDraft)/i.test(begin)) return 'FDX';
  return /^\{\s*(?:["}]|$)/.test(begin) ? 'JSON' : 'FOUNTAIN';
}
