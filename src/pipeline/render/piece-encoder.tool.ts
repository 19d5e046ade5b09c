import { EncodingProcess } from './encoding-process.tool';
import type { Piece } from './piece';
import type { PieceFacts } from './piece-order';

export interface PieceEncoderSettings {
  readonly ffmpeg: { readonly path: string };
  /** Path of `assets/resample.wasm`. */
  readonly wasm: string;
  /** Processes, each with an FFmpeg of one thread: as many as there are cores to give. */
  readonly workers: number;
  /** Node's own options for the processes: a hook that compiles TypeScript where it is not compiled yet. */
  readonly execArgv?: readonly string[];
}

export interface PieceOrder {
  readonly piece: Piece;
  /** Path of a PNG or JPEG (a logo too), or of a clip, with these bytes on this machine. */
  stillFile(sha256: string): Promise<string>;
  /** Its folder exists. Beside it comes `<to>.json`, and while it is made a name that ends in `.part`. */
  readonly to: string;
  readonly signal: AbortSignal;
  readonly onFrame?: (doneFrames: number) => void;
}

/**
 * Pieces to normalised, frame-exact, video-only MP4: the same piece, stills and FFmpeg give the same bytes, whichever
 * process it comes to and whatever was there before. A file under its final name is whole, checked and has its facts.
 */
export class PieceEncoder {
  readonly #settings: PieceEncoderSettings;
  readonly #closing = new AbortController();
  readonly #running = new Set<Promise<unknown>>();
  readonly #idle: EncodingProcess[] = [];
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(settings: PieceEncoderSettings) {
    this.#settings = settings;
    this.#free = settings.workers;
  }

  encode(order: PieceOrder): Promise<PieceFacts> {
    const running = this.#encode({ ...order, signal: AbortSignal.any([order.signal, this.#closing.signal]) });
    this.#running.add(running);
    const forget = () => this.#running.delete(running);
    running.then(forget, forget);
    return running;
  }

  /** What is under way is aborted; resolves when no process is left. */
  async close(): Promise<void> {
    this.#closing.abort(new Error('The piece encoder was closed.'));
    await Promise.allSettled(this.#running);
    await Promise.all(this.#idle.splice(0).map((encoder) => encoder.close()));
  }

  async #encode({ piece, stillFile, to, signal, onFrame }: PieceOrder): Promise<PieceFacts> {
    signal.throwIfAborted();
    const stillPaths = await Promise.all(piece.sources.map(({ sha256 }) => stillFile(sha256)));
    const logos = [...new Set(piece.overlays?.flatMap(({ sha256 }) => sha256 ?? []))];
    const logoPaths = Object.fromEntries(await Promise.all(logos.map(async (one) => [one, await stillFile(one)])));
    await this.#turn(signal);
    const encoder = this.#encoder();
    try {
      return await encoder.encode({ piece, stillPaths, logoPaths, to, signal, onFrame });
    } finally {
      if (encoder.isAlive) this.#idle.push(encoder);
      this.#pass();
    }
  }

  #encoder(): EncodingProcess {
    const { ffmpeg, wasm, execArgv = [] } = this.#settings;
    const alive = this.#idle.splice(0).filter((encoder) => encoder.isAlive);
    this.#idle.push(...alive);
    return this.#idle.pop() ?? new EncodingProcess({ ffmpeg: ffmpeg.path, wasm }, execArgv);
  }

  /** First come, first served. */
  async #turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const proceed = () => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(proceed), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(proceed);
    });
  }

  #pass(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
