import { Clip } from '../../../src/entities/clip.entity';
import { Figure } from '../../../src/entities/figure.entity';
import type { ProductionPlan } from '../../../src/entities/production-plan.entity';
import { Screenplay, ScreenplayRevision } from '../../../src/entities/screenplay.entity';
import { ScriptRevision } from '../../../src/entities/script-revision.entity';
import { FigureReference, Segment } from '../../../src/entities/segment.entity';
import { Shot, ShotCharacter } from '../../../src/entities/shot.entity';
import { Character, Scene, Setting, ShotList } from '../../../src/entities/shot-list.entity';
import { ScriptDraft, StructuredScript } from '../../../src/entities/structured-script.entity';
import { Timeline } from '../../../src/entities/timeline.entity';
import { FIGURE_KINDS } from '../../../src/pipeline/script/segment';
import type { ShotListProblem } from '../../../src/pipeline/shots/shot-list';
import { TRACKS } from '../../../src/pipeline/timeline/clips';
import type { Rows } from './rows';
import type { Takes } from './takes';
import { TEXTS } from './wicked';

/** A script with its figures, some of which it names, now and then its cut, and a place for each segment's audio, picture and video. */
export function addScript(rows: Rows, takes: Takes, projectId: string, segments: number): StructuredScript {
  const script = rows.add(StructuredScript, { projectId });
  const narrated = rows.random.chance(0.5);
  for (let idx = 0; idx < segments; idx += 1) {
    const segment = rows.add(Segment, {
      projectId,
      scriptId: script.id,
      idx,
      importance: rows.random.pick([0, 0.1, 1 / 3, 1]),
      sourceAttributions: attributions(rows),
      claims: [],
      ...(narrated ? { actualSeconds: 2.5 } : {}),
    });
    for (let position = rows.random.below(3); position > 0; position -= 1)
      rows.add(FigureReference, { projectId, segmentId: segment.id, position, documentId: null });
    const owner = { projectId, id: segment.id, type: 'SEGMENT' } as const;
    for (const [part, type] of SEGMENT_PLACES) takes.slot(owner, part, type);
  }
  for (let revision = rows.random.below(4); revision > 0; revision -= 1) addRevision(rows, script, revision);
  if (segments > 0) addFigures(rows, takes, script);
  if (rows.random.chance(0.5)) addDraft(rows, takes, script);
  return script;
}

/** Written here: a place for its drafts, and now and then one that was laid out. */
function addDraft(rows: Rows, takes: Takes, script: StructuredScript): void {
  const { projectId, id } = script;
  const slot = takes.slot({ projectId, id, type: 'STRUCTURED_SCRIPT' }, 'draft', 'TEXT');
  const laidOut = takes.assets.find(({ slotId }) => slotId === slot.id);
  if (!laidOut) return;
  rows.add(ScriptDraft, { assetId: laidOut.id, projectId });
  script.laidOutId = laidOut.id;
}

function attributions({ random }: Rows): Segment['sourceAttributions'] {
  return random.some(TEXTS, 2).map((sourceId) => ({
    sourceId,
    sourceType: random.pick(TEXTS),
    atomsUsed: random.some(TEXTS, 3),
    confidence: random.pick([0, 1 / 3, 1]),
    label: random.pick([null, 'a "label"']),
  }));
}

function addRevision(rows: Rows, { id: scriptId, projectId }: StructuredScript, revision: number): void {
  const segments = rows.random.some(TEXTS, 3).map((text, idx) => ({
    ...{ id: rows.newId(), idx, text },
    ...(rows.random.chance(0.7)
      ? { intent: 'RECAP', importance: 0.25, key_concepts: ['heat'], display_mode: 'DALL_E' }
      : {}),
  }));
  rows.add(ScriptRevision, { projectId, scriptId, revision, segments });
}

function addFigures(rows: Rows, takes: Takes, { id: scriptId, projectId }: StructuredScript): void {
  for (const kind of rows.random.shuffled(FIGURE_KINDS))
    for (const number of rows.random.shuffled([1, 2, 3, 4, 5]).slice(0, 4)) {
      const { id } = rows.add(Figure, { projectId, scriptId, documentId: null, kind, number, confidence: null });
      takes.slot({ projectId, id, type: 'FIGURE' }, 'picture', 'FIGURE');
    }
}

/** No constraint looks into a cut. */
const CAPTION_STYLES = ['KARAOKE', undefined, 'BURNED', 'loud"' as 'BURNED'] as const;

/** The cut of a script, or one that is not made yet. */
export function addTimeline(
  rows: Rows,
  takes: Takes,
  story: StructuredScript | ProductionPlan,
  isCut: boolean,
): Timeline {
  const { projectId, id } = story;
  const subject = 'manifest' in story ? { planId: id, scriptId: null } : { scriptId: id, planId: null };
  const rate = rows.random.pick([
    { numerator: 24, denominator: 1 },
    { numerator: 24_000, denominator: 1_001 },
  ]);
  const durationFrames = isCut ? 1_234 : 0;
  const nth = rows.made(Timeline).length;
  const captions = rows.random.shuffled(TEXTS).map((text, index) => ({
    startFrame: index * 50,
    endFrameExclusive: index * 50 + 49,
    text,
  }));
  const cut = {
    rate,
    size: { width: 2, height: 2 },
    durationFrames,
    picture: [],
    narration: [],
    ambience: [],
    captions,
    captionStyle: CAPTION_STYLES[nth % CAPTION_STYLES.length],
    chapters: [0, 400, 800].slice(nth % 3).map((startFrame, index) => ({ startFrame, title: TEXTS[index] ?? '' })),
  };
  const timeline = rows.add(Timeline, {
    projectId,
    ...subject,
    rateNumerator: rate.numerator,
    rateDenominator: rate.denominator,
    durationFrames,
    cut: isCut ? cut : null,
  });
  const owner = { projectId, id: timeline.id, type: 'TIMELINE' } as const;
  takes.slot(owner, 'film', 'VIDEO');
  if (subject.scriptId !== null) takes.slot(owner, 'ambience', 'AUDIO');
  for (const card of rows.random.shuffled(['title', 'end']).slice(0, rows.random.below(3))) takes.slot(owner, card);
  return timeline;
}

/** Clips of whatever was taken, some of them for segments that are no more. */
export function addClips(rows: Rows, { assets }: Takes, { id: timelineId, projectId, scriptId }: Timeline): void {
  const { random } = rows;
  const segments = rows.made(Segment).filter((segment) => segment.scriptId === scriptId);
  for (const track of TRACKS)
    for (let position = random.below(5); position > 0 && segments.length > 0; position -= 1) {
      const ownerId = random.chance(0.1) ? rows.newId() : random.pick(segments).id;
      const owner =
        track === 'AMBIENCE'
          ? ({ ownerType: 'TIMELINE', ownerId: timelineId } as const)
          : ({ ownerType: 'SEGMENT', ownerId } as const);
      const startFrame = random.below(900);
      const endFrameExclusive = startFrame + random.below(100);
      const assetId = random.pick(assets).id;
      rows.add(Clip, { timelineId, projectId, track, position, ...owner, assetId, startFrame, endFrameExclusive });
    }
}

const SEGMENT_PLACES = [
  ['audio', 'AUDIO'],
  ['picture', 'IMAGE'],
  ['video', 'VIDEO'],
] as const;

/** A screenplay in several states, each as a file that can be read. */
export function addScreenplay(rows: Rows, projectId: string): Screenplay {
  const revision = 1 + rows.random.below(3);
  const screenplay = rows.add(Screenplay, { projectId, revision, problems: problems(rows) });
  for (let nth = revision; nth > 0; nth -= 1) {
    const text = { fileFormat: 'FOUNTAIN', source: `INT. ROOM ${nth} - DAY\n\nShe “waits”.\n` } as const;
    rows.add(ScreenplayRevision, { projectId, screenplayId: screenplay.id, revision: nth, ...text });
  }
  return screenplay;
}

const problems = ({ random }: Rows): ShotListProblem[] =>
  random.some(TEXTS, 3).map((message, index) => ({
    ...{ code: 'SHOT_TOO_LONG', severity: random.pick(['ERROR', 'WARNING']), message },
    ...{ scene: index === 0 ? null : index, shot: index > 1 ? index : null },
  }));

/** A film of some scenes with some shots each; characters appear in several shots, and not all shots speak. */
export function addShotList(rows: Rows, takes: Takes, projectId: string, scenes: number): ShotList {
  const [rateNumerator, rateDenominator] = rows.random.pick([[24, 1] as const, [24_000, 1_001] as const]);
  const screenplay = addScreenplay(rows, projectId);
  const found = { noticed: problems(rows), problems: problems(rows) };
  const shotList = rows.add(ShotList, {
    projectId,
    screenplayId: screenplay.id,
    rateNumerator,
    rateDenominator,
    ...found,
  });
  const film = new Film(rows, takes, shotList);
  for (const number of rows.random.shuffled(Array.from({ length: scenes }, (_, index) => index + 1)))
    film.scene(number);
  return shotList;
}

class Film {
  readonly #settings: Setting[];
  readonly #cast: Character[];

  constructor(
    private readonly rows: Rows,
    private readonly takes: Takes,
    private readonly shotList: ShotList,
  ) {
    const { projectId, id: shotListId } = shotList;
    this.#settings = ['home', "o'hare", 'unused'].map((key) => rows.add(Setting, { projectId, shotListId, key }));
    this.#cast = ['ana', 'bö"b', 'silent'].map((key) => rows.add(Character, { projectId, shotListId, key }));
    for (const { id } of this.#settings) takes.slot({ projectId, id, type: 'SETTING' }, 'picture');
    for (const { id } of this.#cast.slice(0, 2))
      for (const part of ['portrait', 'portrait:injured', 'portraits', 'voice'])
        takes.slot({ projectId, id, type: 'CHARACTER' }, part);
  }

  scene(number: number): void {
    const { projectId, id: shotListId } = this.shotList;
    const setting = this.rows.random.pick(this.#settings.slice(0, 2));
    const scene = this.rows.add(Scene, { projectId, shotListId, number, settingId: setting.id });
    if (this.rows.random.chance(0.5)) this.takes.slot({ projectId, id: scene.id, type: 'SCENE' }, 'ambience', 'AUDIO');
    for (let shot = this.rows.random.below(4); shot > 0; shot -= 1) this.#shot(scene, shot);
  }

  #shot(scene: Scene, number: number): void {
    const { rows } = this;
    const { projectId, id: shotListId } = this.shotList;
    const speaker = rows.random.chance(0.5) ? rows.random.pick(this.#cast) : null;
    const shot = rows.add(Shot, {
      projectId,
      shotListId,
      sceneId: scene.id,
      settingId: rows.random.pick(this.#settings.slice(0, 2)).id,
      key: `s${scene.number}_${number}`,
      number,
      intensity: rows.random.pick([0, 1 / 3, 1]),
      dialogueSpeakerId: speaker?.id ?? null,
    });
    const inFrame = rows.random.shuffled(this.#cast).slice(0, rows.random.below(4));
    for (const [position, { id }] of inFrame.entries())
      rows.add(ShotCharacter, { projectId, shotId: shot.id, characterId: id, position });
    const owner = { projectId, id: shot.id, type: 'SHOT' } as const;
    for (const part of ['still', 'clip', ...(speaker ? ['dialogue'] : [])]) this.takes.slot(owner, part);
  }
}
