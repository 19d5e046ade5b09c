import { CAPABILITIES, type Capability } from '../values/capability';

/** Houses or names of suppliers, first to last, by capability. */
export type ProviderOrder = Readonly<Partial<Record<Capability, readonly string[]>>>;

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** `speech=elevenlabs,openai; image=replicate`. Null: it is not written so. */
export function parseProviderOrder(text: string): ProviderOrder | null {
  const parts = text.split(';').filter((part) => part.trim() !== '');
  const lines = parts.map((part) => part.split('=').map((side) => side.trim()));
  const order = lines.map(([word = '', names = '', ...more]) => {
    const capability = CAPABILITIES.find((known) => known === word.toUpperCase());
    const listed = names.split(',').map((name) => name.trim().toLowerCase());
    return capability && more.length === 0 && listed.every(isSupplierName) ? ([capability, listed] as const) : null;
  });
  const known = order.filter((line) => line !== null);
  const isTwice = new Set(known.map(([capability]) => capability)).size < known.length;
  return known.length < order.length || isTwice ? null : Object.fromEntries(known);
}

export const isSupplierName = (text: string): boolean => NAME.test(text) && text.length <= 80;
