import { type Limits, limitedVendor } from './limits';
import type { Trade, Trades } from './trade.tool';

/** The same trades, with each supplier as busy as it may be. */
export function limitedTrades(trades: Trades, limits: Limits): Trades {
  const limited = Object.entries(trades).map(([type, trade]) => [type, limitedTrade(trade, limits)] as const);
  return Object.fromEntries(limited);
}

function limitedTrade(trade: Trade, limits: Limits): Trade {
  if (trade.does !== 'make') return trade;
  const { capability, vendors } = trade;
  return { ...trade, vendors: vendors.map((vendor) => limitedVendor(vendor, capability, limits)) };
}
