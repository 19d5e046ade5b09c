import type { DataSource } from 'typeorm';
import type { Means } from '../../providers/provider';
import type { TextModel, TextProvider, TextRequest } from '../../providers/text/text';
import { plainWish } from '../library/wish';
import { preferencesOf } from '../runner/preferences-of.verb';
import { isCalled, type Rate, vendorsFor } from '../runner/vendor';
import type { PlannerLimits } from './planner-call';

/** Somebody who writes, and what is needed to ask. */
export interface Writer {
  readonly provider: TextProvider;
  readonly means: Means;
  /** Null: as often as anybody likes. */
  readonly rate: Rate | null;
}

/** What the planner needs to ask a model. */
export interface PlannerModel {
  readonly store: DataSource;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly log: Readonly<Record<'info' | 'warn', (facts: object, text: string) => void>>;
  /** Everybody who is configured, in the server's order of preference. */
  readonly writers: (signal: AbortSignal) => Promise<readonly Writer[]>;
  /** Whom the configuration names; null: the cheapest model of whoever the project asks first. */
  readonly named: { readonly provider: string; readonly model: string | null } | null;
  readonly limits: PlannerLimits;
  readonly isRepairOn: boolean;
}

/** For whom a model is asked. */
export interface ModelAsk {
  readonly projectId: string;
  /** By name. */
  readonly caller: string;
  readonly mode: 'OFFLINE' | 'LIVE';
  readonly signal: AbortSignal;
}

type AtOnce = Writer & { readonly provider: Extract<TextProvider, { answers: 'at once' }> };

/** Whom to ask, and for how much at the most. */
export interface ChosenWriter extends AtOnce {
  readonly model: TextModel;
  readonly ceilingMicros: bigint;
}

/** Why nobody is asked, though somebody was to be. */
export interface NoWriter {
  readonly reason: string;
}

interface Choosing {
  readonly ask: ModelAsk;
  readonly model: PlannerModel;
  readonly request: TextRequest;
}

/** By what the project says of whom it asks, as for any text. Null: nobody writes for it. */
export async function chosenWriter({ ask, model, request }: Choosing): Promise<ChosenWriter | NoWriter | null> {
  const { named } = model;
  const preferences = await preferencesOf(model.store.manager, ask.projectId);
  if (preferences.mode !== 'LIVE' || preferences.offlineFor.includes('TEXT')) return null;
  const writers = (await model.writers(ask.signal)).filter(isAtOnce);
  const open = named ? writers.filter((writer) => isCalled(namesOf(writer), named.provider)) : writers;
  if (open.length === 0)
    return named ? { reason: `WORKPRINT_PLANNER_MODEL names ${named.provider}, who is not configured` } : null;
  const able = open.flatMap((writer) => ableOf(writer, request, named?.model ?? null));
  const [first] = vendorsFor(able, preferences, { ...plainWish('TEXT', null), provider: named?.provider ?? null });
  return first?.chosen ?? { reason: 'No model that may be asked can read and write so much' };
}

const isAtOnce = (writer: Writer): writer is AtOnce =>
  writer.provider.reach === 'NETWORK' && writer.provider.answers === 'at once';

const namesOf = ({ provider: { name, vendor } }: Writer) => ({ name, house: vendor });

/** With the model that is named, or the cheapest that can do it: of those that cost the same the first. */
function ableOf(writer: AtOnce, request: TextRequest, name: string | null) {
  const { provider } = writer;
  const { reach, isOffByDefault = false } = provider;
  const priced = provider.models
    .filter((one) => (name === null || one.name === name) && (provider.serves?.(request, one) ?? true))
    .map((model) => ({ ...writer, model, ceilingMicros: provider.price(request, model).ceilingMicros }))
    .sort((a, b) => Number(a.ceilingMicros - b.ceilingMicros));
  return priced
    .slice(0, 1)
    .map((chosen) => ({ ...namesOf(writer), reach, isOffByDefault, modelOf: () => chosen.model.name, chosen }));
}
