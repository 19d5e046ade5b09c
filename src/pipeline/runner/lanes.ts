/** What is done few at a time though no supplier limits it: competing pilots, and scenes within one. */
export const LANES = ['PILOTS', 'SCENES'] as const;
export type Lane = (typeof LANES)[number];

/** Over all machines. */
export const LANE_LIMITS: Readonly<Record<Lane, number>> = { PILOTS: 3, SCENES: 5 };

/** Orders at one supplier at once, unless it or the configuration says otherwise: of making, and of judging what was made. */
export const GENERATIONS_AT_ONCE = 10;
export const JUDGEMENTS_AT_ONCE = 10;
