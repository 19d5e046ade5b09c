import fc from 'fast-check';
import { commonFolder, Members, memberName } from '../../../../src/pipeline/library/legacy/member-paths';

test.each([
  ['images\\scene_000.png', { name: 'images/scene_000.png' }],
  ['./images//a.png', { name: 'images/a.png' }],
  ['../a.png', { reason: 'its name leads out of the archive' }],
  ['a\\..\\..\\b', { reason: 'its name leads out of the archive' }],
  ['/etc/passwd', { reason: 'its name is an absolute path' }],
  ['\\\\server\\share', { reason: 'its name is an absolute path' }],
  ['C:\\x.png', { reason: 'its name is an absolute path' }],
  ['a\0.png', { reason: 'its name has control characters' }],
  ['', { reason: 'it has no name' }],
])('the name %j', (raw, expected) => expect(memberName(raw)).toEqual(expected));

test('no name leads out of the archive, whatever it was', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('..', '.', 'a', 'C:', '', 'b.png')),
      fc.constantFrom('/', '\\'),
      (parts, by) => {
        const named = memberName(parts.join(by));
        if ('name' in named) expect(named.name).toMatch(/^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$))[^\\]+$/);
      },
    ),
  );
});

test.each([
  [['run/a', 'run/b/c'], 'run/'],
  [['run/a', 'b'], ''],
  [['run/a', 'other/b'], ''],
  [[], ''],
])('%j lie in the folder %j', (names, folder) => expect(commonFolder(names)).toBe(folder));

const members = new Members(['images/scene_000.png', 'two/images/scene_000.png', 'audio/audio_000.mp3']);

test.each([
  ['images/scene_000.png', '', 'images/scene_000.png'],
  ['artifacts/video_production/20260207_101747/images/scene_000.png', '', 'images/scene_000.png'],
  ['artifacts\\video_production\\20260207_101747\\images\\scene_000.png', '', 'images/scene_000.png'],
  ['C:\\Users\\me\\two\\images\\scene_000.png', '', 'two/images/scene_000.png'],
  ['artifacts/images/scene_000.png', 'two/', 'two/images/scene_000.png'],
  ['../other/images/scene_000.png', '', 'images/scene_000.png'],
  ['scene_000.png', '', null],
  ['images/scene_001.png', '', null],
  ['', '', null],
])('%s, said in %j, is %s', (path, folder, member) => expect(members.resolve(path, folder)).toBe(member));

test('a path is resolved by its longest end that is there', () => {
  const part = fc.constantFrom('a', 'b', 'c');
  fc.assert(
    fc.property(
      fc.array(part, { minLength: 1 }),
      fc.array(part),
      fc.array(fc.array(part, { minLength: 1 })),
      (path, above, others) => {
        const there = new Members([path, ...others].map((parts) => parts.join('/')));
        const found = there.resolve([...above, ...path].join('\\'))?.split('/') ?? [];
        expect([...above, ...path].slice(-found.length)).toEqual(found);
        expect(found.length).toBeGreaterThanOrEqual(path.length);
      },
    ),
  );
});
