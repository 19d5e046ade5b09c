import type { InitImageSource } from '../shot';
import type { CastMember, FilmedShot, Prompts } from '../shot-list';
import { ambientOf } from './ambient';
import { aspectRatioOf } from './aspect';
import type { PromptContext } from './context';

export type { PromptContext } from './context';

import { motionsOf } from './motion';
import { negativePrompt } from './negative';
import { movesAsWritten } from './phrases';
import { describedMember } from './portrait';
import { scenePrompt } from './scene-prompt';
import { shortened } from './terms';
import { videoPrompt } from './video-prompt';

const MOST_PREFIX_CHARACTERS = 200;

/** V6. */
export function promptsOf(shot: FilmedShot, context: PromptContext): Prompts {
  const { facts, setting, bible, rules, wording } = context;
  const motions = movesAsWritten(shot) ? motionsOf(shot.content) : [];
  return {
    scenePrompt: scenePrompt(shot, context, motions),
    videoPrompt: videoPrompt(shot, context, motions),
    negativePrompt: negativePrompt(bible.style),
    characterPromptPrefix: characterPrefix(shot, context),
    ambientDescription: ambientOf({
      facts,
      setting,
      sensoryPalette: bible.sensoryPalette,
      trigger: shot.trigger,
      intensity: shot.intensity,
      content: shot.content,
      wording,
    }),
    initImageSource: initImageSource(shot, context),
    aspectRatio: aspectRatioOf(rules, bible.cinematography),
  };
}

/** Nobody in frame: nothing. */
function characterPrefix({ characters: [first] }: FilmedShot, { membersOf }: PromptContext): string {
  const member = first === undefined ? undefined : membersOf(first);
  return member ? prefixOf(member) : '';
}

/** Somebody is first in many shots: how they look is read once. */
const READ = new WeakMap<CastMember, string>();

function prefixOf(member: CastMember): string {
  const before = READ.get(member);
  if (before !== undefined) return before;
  const prefix = shortened(member.portraitPrompt || describedMember(member), MOST_PREFIX_CHARACTERS);
  READ.set(member, prefix);
  return prefix;
}

function initImageSource({ characters }: FilmedShot, { isFirstOfScene }: PromptContext): InitImageSource {
  if (isFirstOfScene) return 'GENERATED';
  return characters.length > 0 ? 'REFERENCE' : 'PREVIOUS_FRAME';
}
