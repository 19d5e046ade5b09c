import { readBible } from '../../../../src/pipeline/shots/bible/read-bible';
import { castOf } from '../../../../src/pipeline/shots/people/cast';
import { peopleOf } from '../../../../src/pipeline/shots/people/people-of';
import { ARTIFACTS, CORPUS, KEYS } from './corpus';
import { element, scene, screenplay } from './screenplays';

const { bible } = readBible(ARTIFACTS);
const scenes = CORPUS.map(([text]) => scene(text.split(' || ').map((part) => element('ACTION', part))));
const slug = scene([], "INT. RAE'S SKIP ROOM - NIGHT");
const cast = castOf(bible, screenplay([...scenes, slug]));
const found = peopleOf(cast, scenes).map(({ elements }) => [...(elements.at(-1)?.shown.flat() ?? [])].sort());
const truth = CORPUS.map(([, names]) =>
  names
    .split(' ')
    .filter(Boolean)
    .map((name) => KEYS[name] ?? name)
    .sort(),
);

test('realistic prose shows whom it shows', () => {
  const wrong = CORPUS.flatMap(([text], index) =>
    JSON.stringify(found[index]) === JSON.stringify(truth[index])
      ? []
      : [{ text, found: found[index], truth: truth[index] }],
  );
  expect(wrong).toEqual([]);
});

test('the corpus is large enough to say something', () => {
  expect(CORPUS.length).toBeGreaterThanOrEqual(120);
});
