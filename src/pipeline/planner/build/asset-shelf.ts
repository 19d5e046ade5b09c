import { type AssetWords, metaOf } from '../asset-words';
import type { Asset, Assets } from '../manifest/asset-schema';
import type { Treatment, TreatmentVisual } from '../treatment/treatment';
import type { Warn } from '../warnings';
import { AssetNames, namingWord } from './asset-names';
import { VISUALS, type VisualRow } from './visual-kinds';

type Pictured = Extract<VisualRow, { source: Asset['source'] }>;

/** The assets of a manifest while it is built. What is described in the same words is the same asset. */
export class AssetShelf {
  readonly #names = new AssetNames();
  readonly #assets = new Map<string, Asset>();
  readonly #idsByWords = new Map<string, string>();
  readonly #addresses: string[];
  readonly #warn: Warn;

  constructor(given: Treatment['assets'], warn: Warn) {
    this.#addresses = given.filter(({ kind }) => kind === 'ASSET').map(({ url }) => url);
    this.#warn = warn;
  }

  get assets(): Assets {
    return Object.fromEntries(this.#assets);
  }

  pictured({ kind, text, data }: TreatmentVisual, row: Pictured): Asset {
    return this.#once(`${kind} ${text}`, () => {
      const before = row.is === 'PICTURE' ? row.before : '';
      const words = { kind, prompt: `${before}${text}`.trim(), data };
      const id = this.#names.next(row.prefix, namingWord(text) ?? 'visual');
      return row.source === 'user'
        ? this.#brought(id, words)
        : drawn(id, row.is === 'CHART' ? 'graphic' : 'primary', words);
    });
  }

  background(words: AssetWords): Asset {
    return this.#once(`BACKGROUND ${words.prompt}`, () =>
      drawn(this.#names.next('gen', 'background'), 'background', words),
    );
  }

  logo(url: string): Asset {
    return this.#once(`LOGO ${url}`, () => ({
      id: this.#names.next('user', 'logo'),
      source: 'user',
      role: 'graphic',
      originUrl: url,
      status: 'ready',
    }));
  }

  /** Addresses stand in a treatment in the order of the places that want one. */
  #brought(id: string, words: AssetWords): Asset {
    const originUrl = this.#addresses.shift();
    const asset = { id, source: 'user' as const, role: 'primary' as const, meta: metaOf(words) };
    if (originUrl !== undefined) return { ...asset, originUrl, status: 'ready' };
    const message = `The asset ${id} is the user's own, and no address is given for it.`;
    this.#warn({ code: 'USER_ASSET_MISSING', message, path: `assets.${id}` });
    return { ...asset, status: 'pending' };
  }

  #once(words: string, make: () => Asset): Asset {
    const known = this.#assets.get(this.#idsByWords.get(words) ?? '');
    if (known) return known;
    const asset = make();
    this.#assets.set(asset.id, asset);
    this.#idsByWords.set(words, asset.id);
    return asset;
  }
}

function drawn(id: string, role: Asset['role'], words: AssetWords): Asset {
  return { id, source: 'generated', role, status: 'pending', meta: metaOf(words) };
}

export function pictureRow({ kind }: TreatmentVisual): Pictured | null {
  const row = VISUALS[kind];
  return row.is === 'OVERLAY' ? null : row;
}
