import type { Token } from './tokens';
import { wordList } from './word-list';

const ANIMALS = wordList(`
dog cat horse goat mare pony donkey mule cow bull ox calf sheep lamb ewe pig sow hen cock rooster duck goose swan bird crow raven hawk owl eagle
parrot wolf fox bear lion lioness tiger deer stag doe hare rabbit rat mouse snake puppy kitten hound terrier stallion foal camel elephant monkey ape
`);
const BODY = wordList(`
eyes hands heads faces feet arms legs shoulders fingers lips mouths backs knees hair breath mouths foreheads noses hats coats jackets shoes boots
guns weapons glasses cups drinks phones seats chairs shirts sleeves hips heels gazes faces fists palms chests cheeks necks helmets masks gloves bags
hand head face breaths smiles smile laughter own way
`);
const FAR = 25;

/** `their` of `Their mother is in every corner` shows nobody, `their hands` does. */
export function isBodyBehind(tokens: readonly Token[], at: number): boolean {
  for (let index = at + 1; index <= at + 3; index += 1) {
    const token = tokens[index];
    if (token === undefined || token.isStart || /[,;–—]/.test(token.gap)) return false;
    if (BODY.has(token.norm)) return true;
  }
  return false;
}

/** `The goat lies down and folds her feet`: hers. */
export function isOfAnimal(tokens: readonly Token[], at: number): boolean {
  let start = at;
  while (start > 0 && start > at - FAR && !tokens[start]?.isStart) start -= 1;
  if (!/^(?:the|a|an)$/.test(tokens[start]?.norm ?? '')) return false;
  return [1, 2, 3].some((ahead) => start + ahead < at && isAnimalHere(tokens, start + ahead));
}

function isAnimalHere(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  return token !== undefined && ANIMALS.has(token.norm) && !token.isPossessive;
}
