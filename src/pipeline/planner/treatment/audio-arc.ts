import { listed } from './bracket-list';
import { labelled } from './labelled';
import type { SourceLine } from './source-lines';
import type { AudioArc } from './treatment';
import { plainValue } from './values';
import { wordTable } from './word-table';

const ARC_WORDS = wordTable<keyof AudioArc>({
  intro: 'intro|introduction|opening|music intro|start',
  build: 'build|build up|buildup|middle|body|climax',
  outro: 'outro|ending|end|close|finale',
  sfx: 'sfx|sound effects|sound effect|sounds|effects',
});

export function audioArcIn(lines: readonly SourceLine[]): AudioArc {
  const arc = { intro: null, build: null, outro: null, sfx: [] } as {
    -readonly [Part in keyof AudioArc]: AudioArc[Part];
  };
  let isListingSfx = false;
  for (const { text, isBullet, indent } of lines) {
    const found = labelled(text, ARC_WORDS);
    if (found === null) {
      if (isListingSfx && isBullet && indent > 0) arc.sfx = [...arc.sfx, ...listed(text)];
      continue;
    }
    isListingSfx = found.name === 'sfx';
    if (found.name === 'sfx') arc.sfx = [...arc.sfx, ...listed(found.value)];
    else arc[found.name] ??= plainValue(found.value);
  }
  return arc;
}
