import type { AssetType } from '../library/asset';
import type { SlotOwnerType } from '../library/slot';
import type { WishTerms } from '../library/wish';
import type { VisualStyle } from '../shots/bible';
import type { ShotListRows, ShotRow } from '../shots/list/list-rows';
import { clipWish, dialogueWish, type FilmStyle, portraitWish, settingWish, stillWish } from '../shots/prompts/wishes';
import type { PageSize } from './segment-wishes';

/** A place of a shot list, and what it wants. */
export interface ShotPlace {
  readonly ownerType: SlotOwnerType;
  readonly ownerId: string;
  readonly part: 'picture' | 'portrait' | 'still' | 'clip' | 'dialogue';
  readonly type: AssetType;
  readonly wish: WishTerms;
}

interface House {
  readonly visual: VisualStyle;
  /** The project's. */
  readonly size: PageSize;
}

/** A picture for each setting, a portrait for each person, still, clip and, where somebody speaks, speech for each shot. */
export function shotPlaces({ list, cast, settings, shots }: ShotListRows, house: House): ShotPlace[] {
  const rate = { numerator: list.rateNumerator, denominator: list.rateDenominator };
  const style: FilmStyle = { ...house, aspectRatio: list.aspectRatio, rate };
  const keys = new Map(cast.map(({ id, key }) => [id, key]));
  return [
    ...settings.map((setting): ShotPlace => {
      const place = { ownerType: 'SETTING', ownerId: setting.id, part: 'picture', type: 'IMAGE' } as const;
      return { ...place, wish: settingWish(setting, style) };
    }),
    ...cast.map((member): ShotPlace => {
      const place = { ownerType: 'CHARACTER', ownerId: member.id, part: 'portrait', type: 'IMAGE' } as const;
      return { ...place, wish: portraitWish(member, style) };
    }),
    ...shots.flatMap((shot) => placesOfShot(shot, style, keys)),
  ];
}

function placesOfShot(shot: ShotRow, style: FilmStyle, keys: ReadonlyMap<string, string>): ShotPlace[] {
  const owner = { ownerType: 'SHOT', ownerId: shot.id } as const;
  const speaker = shot.dialogueSpeakerId === null ? undefined : keys.get(shot.dialogueSpeakerId);
  const speech = shot.dialogueText === null || speaker === undefined ? null : dialogueWish(shot, { key: speaker });
  return [
    { ...owner, part: 'still', type: 'IMAGE', wish: stillWish(shot, style) },
    { ...owner, part: 'clip', type: 'VIDEO', wish: clipWish(shot, style) },
    ...(speech ? [{ ...owner, part: 'dialogue', type: 'AUDIO', wish: speech } as const] : []),
  ];
}
