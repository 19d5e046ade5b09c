import { addressSaid } from './addresses';
import type { Reading } from './english';
import type { Token } from './tokens';

type Names = Readonly<Record<string, string>>;

/** What engines of other languages stumble on; numbers, percent and units they know by themselves. */
const SIGNS: Readonly<Record<string, Names>> = {
  de: {
    '&': 'und',
    '=': 'gleich',
    '+': 'plus',
    '±': 'plus minus',
    '×': 'mal',
    '<': 'kleiner als',
    '>': 'größer als',
    '≤': 'höchstens',
    '≥': 'mindestens',
    '≈': 'ungefähr',
    '→': 'zu',
    '%': 'Prozent',
    '°': 'Grad',
    '€': 'Euro',
    $: 'Dollar',
    '@': 'at',
    '.': 'Punkt',
  },
  fr: {
    '&': 'et',
    '=': 'égale',
    '+': 'plus',
    '±': 'plus ou moins',
    '×': 'fois',
    '<': 'inférieur à',
    '>': 'supérieur à',
    '≤': 'au plus',
    '≥': 'au moins',
    '≈': 'environ',
    '→': 'vers',
    '%': 'pour cent',
    '°': 'degrés',
    '€': 'euros',
    $: 'dollars',
    '@': 'arobase',
    '.': 'point',
  },
  es: {
    '&': 'y',
    '=': 'igual a',
    '+': 'más',
    '±': 'más menos',
    '×': 'por',
    '<': 'menor que',
    '>': 'mayor que',
    '≤': 'como máximo',
    '≥': 'como mínimo',
    '≈': 'aproximadamente',
    '→': 'a',
    '%': 'por ciento',
    '°': 'grados',
    '€': 'euros',
    $: 'dólares',
    '@': 'arroba',
    '.': 'punto',
  },
};

/** In any language but English: signs by their names where they are known, and the rest as it is written. */
export function readElsewhere({ core }: Token, language: string): Reading {
  const names = SIGNS[language.toLowerCase().split('-')[0] ?? ''] ?? {};
  const address = addressSaid(core, { dot: names['.'] ?? '', at: names['@'] ?? '' });
  if (address !== null) return { said: address.split(' ').filter(Boolean) };
  if (!/[&=+±×<>≤≥≈→%°€$@_]/.test(core)) return { said: core === '' ? [] : [core] };
  const said = core.replace(/[&=+±×<>≤≥≈→%°€$@_]/g, (sign) => ` ${names[sign] ?? ''} `);
  return { said: said.split(/\s+/).filter(Boolean) };
}
