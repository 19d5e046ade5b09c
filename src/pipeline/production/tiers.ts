/** What a tier pays for. The enum, the quotas and what the API says of them are made of this table. */
interface Terms {
  /** Of a hundred segments, how many may get a picture drawn for them; figures and approved pictures are not counted. */
  readonly imagePercent: number;
  /** Of a hundred segments, how many of those pictures may move as clips. */
  readonly clipPercent: number;
  readonly says: string;
}

const TABLE = {
  MICRO: { imagePercent: 0, clipPercent: 0, says: 'figures alone, all else is text' },
  LOW: { imagePercent: 10, clipPercent: 0, says: 'a picture for one segment in ten' },
  MEDIUM: { imagePercent: 27, clipPercent: 0, says: 'a picture for about one segment in four' },
  HIGH: { imagePercent: 55, clipPercent: 3, says: 'a picture for about every second segment, a few of them clips' },
  FULL: { imagePercent: 100, clipPercent: 100, says: 'a picture and a clip for every segment' },
} as const satisfies Record<string, Terms>;

export type Tier = keyof typeof TABLE;
export const TIERS = Object.keys(TABLE) as Tier[];
export const TIERS_IN_WORDS = TIERS.map((tier) => `${tier}: ${TABLE[tier].says}`).join('; ');

/** Never none where the tier pays for any. In whole numbers: 100 × 0.29 is 28.999999999999996. */
function quota(segments: number, percent: number): number {
  return percent === 0 ? 0 : Math.max(1, Math.floor((segments * percent) / 100));
}

export const imageQuota = (tier: Tier, segments: number): number => quota(segments, TABLE[tier].imagePercent);
export const clipQuota = (tier: Tier, segments: number): number => quota(segments, TABLE[tier].clipPercent);
