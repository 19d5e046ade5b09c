import { FREE, type PriceList } from '../../src/pipeline/library/price';
import type { SettledWish } from '../../src/pipeline/library/wish';
import type { MakingTrade, Trades } from '../../src/pipeline/runner/trade.tool';
import type { Capability } from '../../src/pipeline/values/capability';
import { crewOf } from './crew';
import { deliveryOf } from './hall';

/** Of every kind another price, so that a sum tells what it is of. */
const MICROS: Partial<Record<Capability, bigint>> = { SPEECH: 100n, IMAGE: 10_000n, SOUND: 1_000_000n };
export const PRICES = {
  ...FREE,
  ceilingMicros: ({ capability }: Pick<SettledWish, 'capability'>) => MICROS[capability] ?? 0n,
} satisfies PriceList;

/** The crew, for money: each bills what the list says. A film is its cut's hash. */
export function pricedCrew(onMade: Parameters<typeof crewOf>[0] = () => undefined): Trades {
  const crew = crewOf(onMade);
  const paid = (name: 'TTS' | 'GENERATE_MUSIC' | 'GENERATE_IMAGE'): MakingTrade => {
    const trade = crew[name] as MakingTrade;
    const [vendor] = trade.vendors;
    if (vendor?.answers !== 'at once') throw new Error('The crew answers at once.');
    const { call } = vendor;
    const costMicros = Number(MICROS[trade.capability]);
    const billing = async (...order: Parameters<typeof call>) => ({ ...(await call(...order)), costMicros });
    return { ...trade, vendors: [{ ...vendor, ceilingMicros: PRICES.ceilingMicros, call: billing }] };
  };
  const [picture] = (crew.GENERATE_IMAGE as MakingTrade).vendors;
  if (picture?.answers !== 'at once') throw new Error('The crew answers at once.');
  const film: MakingTrade = {
    does: 'make',
    capability: 'VIDEO',
    vendors: [{ ...picture, name: 'film', call: async ({ wishHash }) => deliveryOf(`film ${wishHash}`) }],
  };
  return {
    ...crew,
    TTS: paid('TTS'),
    GENERATE_MUSIC: paid('GENERATE_MUSIC'),
    GENERATE_IMAGE: paid('GENERATE_IMAGE'),
    RENDER_FILM: film,
  };
}
