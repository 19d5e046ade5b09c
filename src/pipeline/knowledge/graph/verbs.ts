/** Verbs of papers, which a phrase does not go on past. Those that are as often nouns (model, test, measure) are not among them. */
const VERBS = `
accept accommodate accompany account achieve acquire add address adjust adopt affect agree aim allow alter analyse analyze announce answer
appear apply argue arise arrive ask assess assign assume attempt attribute avoid base become begin believe belong bring build calculate call
capture carry cause change check choose claim collect combine come compare compensate compose compute conclude conduct confirm conform consider
consist constitute construct contain contribute convert correspond create decide decrease deduce define delete deliver demonstrate denote depend derive
describe deserve detect determine develop devise differ differentiate disagree discard discover discuss display distinguish divide
draw drive drop employ emphasize enable encounter encourage enhance ensure establish estimate evaluate evolve examine exceed exclude exhibit exist
expand expect explain exploit explore express extend extract fail fall feed feel fill find fit fix focus follow force form found gain
gather generalise generalize generate get give go grow guarantee handle happen help highlight hold hope hypothesize identify ignore illustrate imply impose
improve include incorporate increase indicate infer influence initialize inspire integrate introduce investigate involve justify keep know lack lead learn leave
let lie limit list look lose maintain make matter mean meet mention minimize mitigate modify motivate move need note notice observe obtain
occur offer omit operate optimize originate outperform overcome perform permit pick play point pose possess precede predict prefer prepare present preserve prevent
proceed produce promise propose prove provide publish pursue put quantify raise reach read realize receive recognize recommend reduce refer reflect regard
reject relate rely remain remove render repeat replace report represent require resemble resolve restrict result retain reveal run satisfy say see
seek seem select send serve set shift show simplify sit solve specify split spread start state stay stem stop store stress
study suffer suggest summarise summarize suppose take talk tell tend think treat try turn understand undergo update use utilize validate vary verify view
want work write yield inherit facilitate cover correlate coincide cite cause cast benefit await attend arrange approximate anticipate alleviate aggregate
outweigh warrant underlie trigger transfer stretch stand speak span sort shed share serve separate scale sample retrieve recall struggle cope remind remember
`
  .trim()
  .split(/\s+/);

/** Their forms that are no nouns, or seldom. `uses` and `increases` are both: what is around them decides. */
const IRREGULAR =
  'arose arisen became become began begun brought built came chose chosen came drew drawn drove driven fell fallen fed felt found forgot gave given went gone got grew grown held kept knew known led left lay lain lost made meant met put read ran said saw seen sent set shown shed sat stood spoke spent spread took taken told thought understood underwent undergone wrote written paid won sought underlying overcame gotten done been';

const BOTH = new Set(
  'account aim answer attempt attribute base cause change check claim contain drop feed find focus force form gain help hold lack lead limit list look matter mean measure need note offer pick play point present produce promise read report result run sample scale set shift show sort span split spread start state stem stop store stress study take talk transfer treat trigger try turn update use view want work yield benefit share estimate display learn model increase decrease'.split(
    ' ',
  ),
);

const ending = (verb: string): string => (/(?:e|[^aeiou]y)$/.test(verb) ? verb.slice(0, -1) : verb);
const third = (verb: string): string =>
  /[^aeiou]y$/.test(verb) ? `${ending(verb)}ies` : /(?:s|x|z|ch|sh|o)$/.test(verb) ? `${verb}es` : `${verb}s`;
const past = (verb: string): string => (/[^aeiou]y$/.test(verb) ? `${ending(verb)}ied` : `${ending(verb)}ed`);
const going = (verb: string): string => `${/[^e]e$/.test(verb) ? verb.slice(0, -1) : verb}ing`;

function formsOf(verb: string): string[] {
  const doubled = /[^aeiou][aeiou][bdgmnprt]$/.test(verb)
    ? [`${verb}${verb.slice(-1)}ed`, `${verb}${verb.slice(-1)}ing`]
    : [];
  const plain = BOTH.has(verb) ? [] : [verb, third(verb)];
  return [...plain, past(verb), ...(verb === 'learn' || verb === 'model' ? [] : [going(verb)]), ...doubled];
}

const FORMS: ReadonlySet<string> = new Set([...VERBS.flatMap(formsOf), ...IRREGULAR.split(' ')]);
const NO_VERBS = new Set([
  'learning',
  'building',
  'training',
  'testing',
  'setting',
  'sampling',
  'finding',
  'reading',
  'working',
  'underlying',
  'aggregate',
]);

export const isVerb = (word: string): boolean => FORMS.has(word) && !NO_VERBS.has(word);
