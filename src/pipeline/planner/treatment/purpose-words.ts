import { folded } from './folded';
import { wordTable } from './word-table';

const PURPOSES = wordTable({
  hook: 'hook|intro|introduction|opening|opener|teaser|cold open|gancho|accroche|aufhänger|einleitung|введение|خطاف|مقدمة|開始|导入|イントロ',
  body: 'body|main|main body|main content|hauptteil|cuerpo|corps|основная часть|المحتوى|主体',
  cta: 'cta|call to action|close|closing|closer|llamado a la acción|appel à l action|handlungsaufruf|призыв|دعوة للعمل|行动号召',
  outro: 'outro|ending|abspann|cierre|conclusión|конец|خاتمة|片尾|アウトロ',
  data: 'data|statistics|stats',
  product: 'product|demo|product demo',
  transition: 'transition',
  content: 'content',
});

/** What a heading's first words name: `Hook (Step One)` → `hook`; `Opening a laptop` names nothing. */
export function purposeOf(heading: string): string | null {
  const head =
    folded(heading)
      .split(/[:(,|[]|\s-\s/)[0]
      ?.slice(0, 60) ?? '';
  const words = head
    .replace(/^(?:\p{Extended_Pictographic}|\p{Variation_Selector}|\p{Join_Control}|\s)+/u, '')
    .replace(/^the\s+/i, '');
  return PURPOSES.get(keyOf(words)) ?? null;
}

/** `Purpose: X` is taken at its word, but for what means one of ours. */
export function statedPurpose(value: string): string {
  return PURPOSES.get(keyOf(value)) ?? value.toLowerCase();
}

function keyOf(words: string): string {
  return words
    .replace(/[*_\-"'\s]+/g, ' ')
    .trim()
    .toLowerCase();
}
