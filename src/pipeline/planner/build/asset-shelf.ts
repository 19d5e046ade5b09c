import { type AssetWords, metaOf } from '../asset-words';
import type { Asset, Assets } from '../manifest/asset-schema';
import type { Treatment, TreatmentVisual } from '../treatment/treatment';
import type { Warn } from '../warnings';
import { AssetNames, namingWord } from './asset-names';
import { GivenAddresses } from './given-addresses';
import { VISUALS, type VisualRow } from './visual-kinds';

type Pictured = Extract<VisualRow, { source: Asset['source'] }>;

/** The assets of a manifest while it is built. What is described in the same words is the same asset. */
export class AssetShelf {
  readonly #names = new AssetNames();
  readonly #assets = new Map<string, Asset>();
  readonly #byWords = new Map<string, Asset>();
  readonly #addresses: GivenAddresses;
  readonly #warn: Warn;

  constructor(given: Treatment['assets'], warn: Warn) {
    this.#addresses = new GivenAddresses(given, warn);
    this.#warn = warn;
  }

  pictured({ kind, text, data }: TreatmentVisual, row: Pictured): Asset {
    return this.#once(JSON.stringify([kind, text, data]), () => {
      const before = row.is === 'PICTURE' ? row.before : '';
      const words = { kind, prompt: `${before}${text}`.trim(), data };
      const id = this.#names.next(row.prefix, namingWord(text) ?? 'visual');
      if (row.source === 'user') return this.#brought(id, words);
      return drawn(id, row.is === 'CHART' ? 'graphic' : 'primary', words);
    });
  }

  background(words: AssetWords): Asset {
    return this.#once(`BACKGROUND ${words.prompt}`, () =>
      drawn(this.#names.next('gen', 'background'), 'background', words),
    );
  }

  /** The first that is given; null: none is. */
  logo(): string | null {
    const originUrl = this.#addresses.next('LOGO');
    return originUrl === null ? null : this.#given('logo', 'graphic', originUrl).id;
  }

  /** With what is given and has no place in any scene: whoever makes the film may refer to it. */
  everything(): Assets {
    for (const kind of ['ASSET', 'LOGO'] as const) {
      const word = kind.toLowerCase();
      for (let url = this.#addresses.next(kind); url !== null; url = this.#addresses.next(kind)) {
        this.#given(word, 'reference', url);
      }
    }
    return Object.fromEntries(this.#assets);
  }

  /** Addresses stand in a treatment in the order of the places that want one. */
  #brought(id: string, words: AssetWords): Asset {
    const originUrl = this.#addresses.next('ASSET');
    const asset = { id, source: 'user' as const, role: 'primary' as const, meta: metaOf(words) };
    if (originUrl !== null) return { ...asset, originUrl, status: 'ready' };
    const message = `The asset ${id} is the user's own, and no address is given for it.`;
    this.#warn({ code: 'USER_ASSET_MISSING', message, path: `assets.${id}` });
    return { ...asset, status: 'pending' };
  }

  #given(word: string, role: Asset['role'], originUrl: string): Asset {
    return this.#keep({ id: this.#names.next('user', word), source: 'user', role, originUrl, status: 'ready' });
  }

  #once(words: string, make: () => Asset): Asset {
    const asset = this.#byWords.get(words) ?? this.#keep(make());
    this.#byWords.set(words, asset);
    return asset;
  }

  #keep(asset: Asset): Asset {
    this.#assets.set(asset.id, asset);
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
