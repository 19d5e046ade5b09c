import type { Tables } from '../table';

export const figureTables: Tables = {
  Figure: { from: 'figure' },
};
