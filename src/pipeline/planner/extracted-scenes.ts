import { z } from 'zod';
import type { JsonObject, JsonValue } from '../values/canonical-json';
import { chartData } from './treatment/chart-data';
import { musicIn } from './treatment/music-words';
import { type Quotation, Quotations } from './treatment/quotations';
import { wholeTime } from './treatment/time-phrase';
import { type ChartDatum, type TreatmentScene, type TreatmentVisual, VISUAL_KINDS } from './treatment/treatment';
import { said } from './treatment/values';

const MOST_SCENES = 60;
const PURPOSES = ['', 'hook', 'body', 'data', 'product', 'transition', 'content', 'cta', 'outro'] as const;
const sceneNumber = z.int().min(1).max(MOST_SCENES).describe('Its scene, from 1.');

/** Flat: five levels are as many as vendors hold a model to. */
const replySchema = z.strictObject({
  scenes: z.array(
    z.strictObject({
      purpose: z.enum(PURPOSES),
      duration: z.string(),
      narration: z.string(),
      effects: z.array(z.string()),
      music: z.string(),
      sounds: z.array(z.string()),
    }),
  ),
  shown: z.array(z.strictObject({ scene: sceneNumber, kind: z.enum(VISUAL_KINDS), text: z.string() })),
  figures: z.array(z.strictObject({ scene: sceneNumber, label: z.string(), amount: z.string() })),
});
type Reply = z.infer<typeof replySchema>;

/** Of the reply, as vendors' strict modes want it. */
export function extractionSchema(): JsonObject {
  const { $schema: _, ...shape } = z.toJSONSchema(replySchema) as JsonObject;
  return shape;
}

export interface Extracted {
  readonly scenes: readonly TreatmentScene[];
  /** How many texts of the reply the treatment does not have. */
  readonly dropped: number;
}

/** Of what can be read of a treatment: a reply that leaves more out has followed something else. */
const FEWEST_SHARE = 0.2;

/** As much of a reply as the treatment says itself; null: it is none, or not what the treatment says. */
export function extractedScenes(value: JsonValue, clean: string): Extracted | null {
  const reply = replySchema.safeParse(value).data;
  if (!reply || reply.scenes.length > MOST_SCENES) return null;
  const held = new Held(new Quotations(clean));
  const scenes = reply.scenes.map((scene, index) => held.scene(scene, partsOf(reply, index + 1)));
  const filled = scenes.filter(({ narration, visuals }) => narration !== null || visuals.length > 0);
  return filled.length === 0 || held.share < FEWEST_SHARE ? null : { scenes: filled, dropped: held.dropped };
}

type SceneReply = Reply['scenes'][number];
interface PartsReply {
  readonly shown: Reply['shown'];
  readonly figures: Reply['figures'];
}

function partsOf({ shown, figures }: Reply, number: number): PartsReply {
  return {
    shown: shown.filter(({ scene }) => scene === number),
    figures: figures.filter(({ scene }) => scene === number),
  };
}

/** How far from its label an amount may stand. */
const NEAR_CHARACTERS = 200;

/** Holds each text of a reply to the treatment. */
class Held {
  dropped = 0;
  readonly #quoted: Quotation[] = [];
  readonly #spoken: Quotation[] = [];

  constructor(private readonly quotations: Quotations) {}

  get share(): number {
    return this.quotations.shareOf(this.#quoted);
  }

  scene(reply: SceneReply, { shown, figures }: PartsReply): TreatmentScene {
    const narration = this.#narration(reply.narration);
    const data = figures.flatMap((figure) => this.#datum(figure));
    const seen = shown.flatMap(({ kind, text: words }) => this.#seen(kind, words));
    const chart = seen.findIndex(({ visual }) => isChart(visual) && visual.data.length === 0);
    const music = this.#quote(reply.music);
    return {
      line: (narration ?? seen[0]?.quotation)?.line ?? 1,
      heading: null,
      purpose: reply.purpose || null,
      durationMs: this.#durationMs(reply.duration),
      narration: narration && said(narration.text),
      voice: null,
      visuals: seen.map(({ visual }, index) => (index === chart ? { ...visual, data } : visual)),
      effects: reply.effects.flatMap((effect) => this.#quote(effect)?.text ?? []),
      music: music && musicIn(music.text),
      sfx: reply.sounds.flatMap((sound) => this.#quote(sound)?.text ?? []),
    };
  }

  /** Nothing is spoken more often than it is written. */
  #narration(claimed: string): Quotation | null {
    const isFree = ({ from, toExclusive }: Quotation) =>
      this.#spoken.every((taken) => taken.toExclusive <= from || toExclusive <= taken.from);
    const found = this.#quote(claimed, isFree);
    if (found) this.#spoken.push(found);
    return found;
  }

  #seen(kind: TreatmentVisual['kind'], claimed: string) {
    const quotation = this.#quote(claimed);
    const words = quotation && said(quotation.text);
    return words ? [{ quotation, visual: { kind, text: words, data: chartData(kind, words) } }] : [];
  }

  #durationMs(claimed: string): number | null {
    const words = this.#quote(claimed)?.text;
    if (words === undefined) return null;
    const time = wholeTime(words);
    if (time?.isTime && time.durationMs !== null) return time.durationMs;
    this.dropped += 1;
    return null;
  }

  /** Read as the parser reads `Label: amount`, so that no number comes from the model. */
  #datum({ label: named, amount: counted }: Reply['figures'][number]): readonly ChartDatum[] {
    const labels = this.quotations.of(named);
    const amounts = this.quotations.of(counted);
    const label = labels.find(({ from }) => amounts.some((amount) => Math.abs(amount.from - from) <= NEAR_CHARACTERS));
    const amount = label && amounts.find(({ from }) => Math.abs(label.from - from) <= NEAR_CHARACTERS);
    const data = amount ? chartData('KPI_CARD', `${label.text}: ${amount.text}`) : [];
    if (data.length === 0) this.dropped += 1;
    return data;
  }

  #quote(claimed: string, isWanted: (quotation: Quotation) => boolean = () => true): Quotation | null {
    if (said(claimed) === null) return null;
    const found = this.quotations.of(claimed).find(isWanted) ?? null;
    if (found) this.#quoted.push(found);
    else this.dropped += 1;
    return found;
  }
}

const isChart = ({ kind }: TreatmentVisual): boolean => kind === 'CHART_OVERLAY' || kind === 'KPI_CARD';
