/** What is done few at a time though no supplier limits it: competing pilots, and scenes within one. */
export const LANES = ['PILOTS', 'SCENES'] as const;
export type Lane = (typeof LANES)[number];
