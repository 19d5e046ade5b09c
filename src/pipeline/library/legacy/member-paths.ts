/** The parts of a path of any system: backslashes part too, `.` says nothing. */
function partsOf(path: string): string[] {
  return path.split(/[/\\]+/).filter((part) => part !== '' && part !== '.');
}

/** A name as an archive may keep it, or why not: never absolute, never above the archive. */
export function memberName(raw: string): { readonly name: string } | { readonly reason: string } {
  if (/\p{Cc}/u.test(raw)) return { reason: 'its name has control characters' };
  if (/^(?:[/\\]|[A-Za-z]:)/.test(raw)) return { reason: 'its name is an absolute path' };
  const parts = partsOf(raw);
  if (parts.includes('..')) return { reason: 'its name leads out of the archive' };
  return parts.length > 0 ? { name: parts.join('/') } : { reason: 'it has no name' };
}

/** `20260207_101747/` where every name lies in that one folder; otherwise nothing. */
export function commonFolder(names: Iterable<string>): string {
  let folder: string | null = null;
  for (const name of names) {
    const own = name.slice(0, name.indexOf('/') + 1);
    if (own === '' || (folder !== null && own !== folder)) return '';
    folder = own;
  }
  return folder ?? '';
}

export function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1);
}

export function fileNameOf(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** What an archive has, by the paths that older files write. */
export class Members {
  readonly #names: ReadonlySet<string>;

  constructor(names: Iterable<string>) {
    this.#names = new Set(names);
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  [Symbol.iterator](): Iterator<string> {
    return this.#names[Symbol.iterator]();
  }

  /**
   * The member that a document in `folder` means. Older files wrote paths relative to wherever they were started, often
   * from Windows: so it is the longest end of the path that is there, beside the document before elsewhere.
   */
  resolve(path: string, folder = ''): string | null {
    const parts = partsOf(path);
    const least = parts.lastIndexOf('..') + 1; // what stands before `..` is of another folder
    for (let start = least; start < parts.length; start += 1) {
      const end = parts.slice(start).join('/');
      const found = [folder + end, end].find((name) => this.#names.has(name));
      if (found !== undefined) return found;
    }
    return null;
  }

  /** The first of these that is there, beside the document. */
  first(candidates: readonly string[], folder: string): string | null {
    return candidates.map((name) => folder + name).find((name) => this.#names.has(name)) ?? null;
  }
}
