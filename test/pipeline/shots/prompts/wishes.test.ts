import { wishHash } from '../../../../src/pipeline/library/wish';
import {
  clipWish,
  dialogueWish,
  portraitWish,
  settingWish,
  stillWish,
} from '../../../../src/pipeline/shots/prompts/wishes';
import { canonicalJson } from '../../../../src/pipeline/values/canonical-json';
import { bible, listOf, lot, manny, rae } from './sample';

const style = {
  visual: bible.style,
  size: { width: 1_920, height: 1_080 },
  aspectRatio: '2.39:1',
  rate: { numerator: 24, denominator: 1 },
};
const shot = listOf(1).scenes[0]?.shots[2];
if (!shot) throw new Error('The sample has a third shot.');

test('a place is wanted as a picture of the shape of the film, without people', () => {
  const wish = settingWish(lot, style);
  expect([wish.capability, wish.prompt]).toEqual([
    'IMAGE',
    'cracked asphalt, low stucco storefronts, buzzing neon, gritty realism, amber, teal, black, late 1990s, 35mm grain, no people',
  ]);
  expect(wish.parameters).toMatchObject({
    width: 2_582,
    height: 1_080,
    negativePrompt: expect.stringMatching(/people, characters, figures$/),
  });
  expect(settingWish({ ...lot, basePrompt: null }, style).prompt).toMatch(
    /^STRIP MALL LOT, cracked asphalt with oil stains, predatory, working-class, restless, amber, teal,/,
  );
});

test('a person is wanted upright, by their portrait or their look', () => {
  expect(portraitWish(rae, style).prompt).toMatch(/^Photorealistic portrait of Rae Calder,/);
  expect(portraitWish(manny, style)).toMatchObject({
    capability: 'IMAGE',
    prompt: expect.stringMatching(/^portrait of Manny, 40s, lean, grey hair, gritty realism/),
    parameters: { width: 1_024, height: 1_536 },
  });
});

test('a shot wants a still, a clip as long as it is, and its line in the voice of its speaker', () => {
  expect(stillWish(shot, style)).toMatchObject({
    capability: 'IMAGE',
    prompt: shot.scenePrompt,
    parameters: { negativePrompt: shot.negativePrompt },
  });
  expect(clipWish(shot, style)).toMatchObject({
    capability: 'VIDEO',
    prompt: shot.videoPrompt,
    parameters: { durationSeconds: 100 / 24, rateNumerator: 24, rateDenominator: 1, height: 720 },
  });
  expect(dialogueWish(shot, rae)).toMatchObject({
    capability: 'SPEECH',
    prompt: 'Now or never.',
    parameters: { language: 'en', speaker: 'rae_calder' },
  });
});

test('an upright film has upright stills, and equal places the same wish', () => {
  expect(stillWish({ ...shot, aspectRatio: '9:16' }, style).parameters).toMatchObject({ width: 1_080, height: 1_920 });
  expect(wishHash(settingWish(lot, style))).toBe(wishHash(settingWish({ ...lot }, { ...style })));
  expect(canonicalJson(clipWish(shot, style).parameters)).toContain('"negativePrompt"');
});
