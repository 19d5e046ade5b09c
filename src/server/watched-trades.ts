import { failureOf } from '../pipeline/runner/failure';
import type { MakeOrder } from '../pipeline/runner/order';
import type { Trade, Trades } from '../pipeline/runner/trade.tool';
import type { MakingTools, Vendor } from '../pipeline/runner/vendor';
import { UNWATCHED, type Watch } from '../pipeline/runner/watch';

type Call<Answer> = (order: MakeOrder, tools: MakingTools) => Promise<Answer>;

/** The same call, of which is told how long it took and what came of it. What is given up is told as CANCELLED. */
export function watchedCall<Answer>(watch: Watch, provider: string, call: Call<Answer>): Call<Answer> {
  return (order, tools) => {
    const { runId: run, jobId: job, type, wish } = order;
    const begunMs = performance.now();
    const tell = (code: Parameters<Watch['called']>[0]['code']) =>
      watch.called({ provider, capability: wish.capability, seconds: (performance.now() - begunMs) / 1000, code });
    return watch.span(`call ${provider}`, { run, job, type, provider, capability: wish.capability }, async () => {
      try {
        const answer = await call(order, tools);
        tell(null);
        return answer;
      } catch (error) {
        tell(tools.signal.aborted ? 'CANCELLED' : failureOf(error, job, provider).code);
        throw error;
      }
    });
  };
}

/** All who make something, each with a watch on what they are asked for. */
export function watchedTrades(trades: Trades, watch: Watch): Trades {
  if (watch === UNWATCHED) return trades;
  const watched = Object.entries(trades).map(([type, trade]) => [type, watchedTrade(trade, watch)] as const);
  return Object.fromEntries(watched);
}

function watchedTrade(trade: Trade, watch: Watch): Trade {
  if (trade.does !== 'make') return trade;
  return { ...trade, vendors: trade.vendors.map((vendor) => watchedVendor(vendor, watch)) };
}

function watchedVendor(vendor: Vendor, watch: Watch): Vendor {
  if (vendor.answers === 'at once') {
    return { ...vendor, call: watchedCall(watch, vendor.name, (order, tools) => vendor.call(order, tools)) };
  }
  return { ...vendor, submit: watchedCall(watch, vendor.name, (order, tools) => vendor.submit(order, tools)) };
}
