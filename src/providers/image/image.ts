export interface ImageOrder {
  readonly prompt: string;
  /** In whatever words; null: the supplier's own choice. */
  readonly style: string | null;
  readonly size: { readonly width: number; readonly height: number };
  /** Another number, another picture of the same prompt. */
  readonly variation: number;
  /** Pictures that go into this one, such as a figure to be set on a page. */
  readonly inputs: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Shown below an input picture. */
  readonly caption: string | null;
  readonly signal: AbortSignal;
}

export interface Picture {
  readonly png: Uint8Array;
  readonly size: { readonly width: number; readonly height: number };
  /** The style that it was really drawn in. */
  readonly style: string;
}

/** A supplier of stills. Refuses with a `DomainError` what it cannot draw. */
export interface ImageSupplier {
  readonly name: string;
  readonly model: string;
  readonly offline: boolean;
  draw(order: ImageOrder): Promise<Picture>;
  close(): Promise<void>;
}
