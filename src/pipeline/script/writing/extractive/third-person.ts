/** Past tenses that do not end in `-ed`, and verbs that never change. */
const SAME = new Set(
  `was had did could would should might must may can will shall found saw took put gave made kept led held chose wrote ran left
  built set cut let met read sent spent lost won went came became began drew grew knew showed shown thought taught bought brought
  caught fell felt got heard hid laid lay lent lit meant paid rose said sold shot shut slept sought spoke split spread stood stuck
  struck swam told tore understood wore wound`.split(/\s+/),
);
const IRREGULAR: Readonly<Record<string, string>> = {
  am: 'is',
  are: 'is',
  have: 'has',
  do: 'does',
  go: 'goes',
  were: 'was',
};

/** `I show` is `the author shows`; past tenses stay. */
export function thirdPerson(verb: string): string {
  const known = IRREGULAR[verb];
  if (known) return known;
  if (verb === '' || SAME.has(verb) || /[^e]ed$/u.test(verb)) return verb;
  if (/(?:s|sh|ch|x|z)$/u.test(verb)) return `${verb}es`;
  return /[^aeiou]y$/u.test(verb) ? verb.replace(/y$/u, 'ies') : `${verb}s`;
}
