import { STORY_FORMATS, type StoryFormat } from '../shots/shot';

/** In any case, with blanks or dashes for its underscore: `short film`. Null: it is none of them. */
export function storyFormatOf(word: string): StoryFormat | null {
  const name = word.trim().toUpperCase().replace(/[\s-]/g, '_');
  return STORY_FORMATS.find((format) => format === name) ?? null;
}
