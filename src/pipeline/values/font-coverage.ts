/** The characters that a TrueType font has glyphs for, out of its `cmap`: formats 4 and 12, which every font in use has. */
export function fontCoverage(font: Buffer): ReadonlySet<number> {
  const cmap = tableAt(font, 'cmap');
  const covered = new Set<number>();
  for (let record = 0; record < font.readUInt16BE(cmap + 2); record += 1) {
    const at = cmap + font.readUInt32BE(cmap + 8 + record * 8);
    const format = font.readUInt16BE(at);
    if (format === 4) addSegments(font, at, covered);
    if (format === 12) addGroups(font, at, covered);
  }
  if (covered.size === 0) throw new Error('The font maps no characters.');
  return covered;
}

function tableAt(font: Buffer, name: string): number {
  for (let table = 0; table < font.readUInt16BE(4); table += 1) {
    const entry = 12 + table * 16;
    if (font.toString('latin1', entry, entry + 4) === name) return font.readUInt32BE(entry + 8);
  }
  throw new Error(`The font has no table ${name}.`);
}

function addSegments(font: Buffer, at: number, covered: Set<number>): void {
  const twice = font.readUInt16BE(at + 6);
  for (let segment = 0; segment < twice; segment += 2) {
    const [last, first] = [14, 16 + twice].map((column) => font.readUInt16BE(at + column + segment));
    const delta = font.readUInt16BE(at + 16 + twice * 2 + segment);
    const rangeAt = at + 16 + twice * 3 + segment;
    const range = font.readUInt16BE(rangeAt);
    for (let code = first ?? 0; code <= (last ?? 0) && code < 0xffff; code += 1) {
      const glyph = range === 0 ? code + delta : font.readUInt16BE(rangeAt + range + (code - (first ?? 0)) * 2);
      if ((glyph & 0xffff) !== 0) covered.add(code);
    }
  }
}

function addGroups(font: Buffer, at: number, covered: Set<number>): void {
  for (let group = 0; group < font.readUInt32BE(at + 12); group += 1) {
    const entry = at + 16 + group * 12;
    const [first = 0, last = 0, glyph = 0] = [0, 4, 8].map((column) => font.readUInt32BE(entry + column));
    for (let code = first; code <= last; code += 1) if (glyph + code - first !== 0) covered.add(code);
  }
}
