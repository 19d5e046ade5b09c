import type { Screenplay, ScreenplayElement, ScreenplayScene } from '../../../../src/pipeline/screenplay/screenplay';

export function element(kind: ScreenplayElement['kind'], text: string): ScreenplayElement {
  return { kind, text };
}

export function scene(
  elements: readonly ScreenplayElement[],
  slugline = 'INT. HOUSE - DAY',
  charactersPresent: string[] = [],
): ScreenplayScene {
  return {
    label: null,
    slugline,
    elements,
    act: null,
    beat: null,
    emotionalStart: null,
    emotionalEnd: null,
    conflict: null,
    charactersPresent,
    targetSeconds: null,
    boardCardNumber: null,
    snowflakeSceneId: null,
    extra: {},
  };
}

export function screenplay(scenes: readonly ScreenplayScene[]): Screenplay {
  return {
    title: 'Skip',
    author: null,
    format: null,
    genre: null,
    logline: null,
    titlePage: [],
    opening: [],
    scenes,
    extra: {},
  };
}
