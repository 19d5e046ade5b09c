import { CURRENCY } from '../../pipeline/values/money';
import type { Tables } from '../table';
import { embed, maybeMoney, money, sql } from '../table';

/** 40,000 micros are `0.0400`, 40,001 are `0.040001`: the spelling of `formatMicros`, which a property test compares. */
function amount(micros: string): string {
  const size = `abs(${micros})`;
  const four = `lpad((${size} / 100 % 10000)::text, 4, '0')`;
  const six = `lpad((${size} % 1000000)::text, 6, '0')`;
  const decimals = `CASE WHEN ${micros} % 100 = 0 THEN ${four} ELSE ${six} END`;
  return `concat(CASE WHEN ${micros} < 0 THEN '-' END, ${size} / 1000000, '.', ${decimals})`;
}

export const valueTables: Tables = {
  Money: { fields: { amount: sql((row) => amount(row('micros'))), currency: sql(() => `'${CURRENCY}'::text`) } },
  Rate: {},
  Size: {},
  Budget: {
    from: 'budget',
    fields: {
      cap: maybeMoney('cap_micros'),
      reserved: money('reserved_micros'),
      spent: money('spent_micros'),
      overrun: money('overrun_micros'),
      left: embed(
        { micros: (row) => `(${row('cap_micros')} - ${row('reserved_micros')} - ${row('spent_micros')})` },
        (row) => `${row('cap_micros')} IS NOT NULL`,
      ),
    },
  },
};
