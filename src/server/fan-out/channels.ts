import type { EventReader } from '../../reads/reads';
import type { LogSignals } from '../log-signals';
import { Channel, type Reading } from './channel';

export interface Sought {
  readonly topic: string;
  /** What besides the log decides the bytes: the document's shape and the caller's sight. */
  readonly audience: string;
  /** Both are asked for once a channel. */
  reader(): EventReader;
  answering(): Reading['payloadOf'];
}

/** The channels that somebody sits in. */
export class Channels {
  readonly #channels = new Map<string, Channel>();

  constructor(private readonly signals: LogSignals) {}

  channel(sought: Sought): Channel {
    const key = `${sought.topic}\n${sought.audience}`;
    const known = this.#channels.get(key);
    if (known) return known;
    const { topic } = sought;
    const reading = { topic, signals: this.signals, read: sought.reader(), payloadOf: sought.answering() };
    const channel = new Channel(reading, () => this.#channels.delete(key));
    this.#channels.set(key, channel);
    return channel;
  }
}
