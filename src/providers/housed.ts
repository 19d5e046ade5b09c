import { FREE_PRICE } from './tariff';

/** What goes for everybody who works on this machine, for nothing. Waited for as long as it takes: what hangs is killed by its own tool long before. */
export const HOUSED = {
  vendor: 'offline',
  reach: 'OFFLINE',
  settings: [],
  resend: 'FREE',
  timeoutSeconds: 12 * 3_600,
  price: () => FREE_PRICE,
} as const;
