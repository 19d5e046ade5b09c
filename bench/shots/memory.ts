import { readScreenplay } from '../../src/pipeline/screenplay/read-screenplay';
import { readBible } from '../../src/pipeline/shots/bible/read-bible';
import { breakDown } from '../../src/pipeline/shots/break-down';
import { FILM_RATE } from '../../src/pipeline/values/rate';
import { storyText } from './story';

const text = storyText(40, 17);
const { bible } = readBible({ hero: null, cast: null, world: null, visual: null });
const before = process.resourceUsage().maxRSS;
const began = performance.now();
breakDown(readScreenplay(text, 'FOUNTAIN', ['text']), { bible, format: 'FEATURE', rate: FILM_RATE });
const coldMs = performance.now() - began;
process.stdout.write(JSON.stringify({ before, after: process.resourceUsage().maxRSS, coldMs }));
