import { labelled } from './labelled';
import { coloursIn } from './overview';
import type { SourceLine } from './source-lines';
import type { ConsistencyWords } from './treatment';
import { plainValue } from './values';
import { wordTable } from './word-table';

type Rule = 'faces' | 'voice' | 'typography' | 'branding';

const RULE_WORDS = wordTable<Rule>({
  faces: 'faces|face|character faces|characters|character|rostros|gesichter|visages|الوجوه',
  voice: 'voice|voice style|voices|narrator voice|voz|stimme|voix|الصوت',
  typography: 'typography|font|fonts|typeface|tipografía|typografie|typographie|الخطوط',
  branding: 'branding|brand|logo|marca|marke|marque|العلامة التجارية',
});

const ENFORCED = /enforce\w*[ _-]*(?:the[ _-])?text[ _]*(?:-+>|→|to|>|-|_)?[ _]*image/i;
const DENIED = /\b(?:no|not|don't|don’t|do not|never|false|off|disabled)\b/i;

export function consistencyIn(lines: readonly SourceLine[], others: readonly SourceLine[]): ConsistencyWords {
  const rules = new Map<Rule, string>();
  for (const { text } of lines) {
    const found = labelled(text, RULE_WORDS);
    const value = found && plainValue(found.value);
    if (found && value && !rules.has(found.name)) rules.set(found.name, value);
  }
  const of = (rule: Rule) => rules.get(rule) ?? null;
  return {
    faces: of('faces'),
    voice: of('voice'),
    typography: of('typography'),
    colors: coloursIn([...others, ...lines]),
    branding: of('branding'),
    enforcesTextToImageToVideo: enforced(lines),
  };
}

function enforced(lines: readonly SourceLine[]): boolean | null {
  const line = lines.find(({ text }) => ENFORCED.test(text.slice(0, 400)));
  return line === undefined ? null : !DENIED.test(line.text.slice(0, 400));
}
