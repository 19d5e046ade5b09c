import { Figure } from '../../../src/entities/figure.entity';
import { FigureReference, Segment } from '../../../src/entities/segment.entity';
import { Shot, ShotCharacter } from '../../../src/entities/shot.entity';
import { Character, Scene, Setting, ShotList } from '../../../src/entities/shot-list.entity';
import { StructuredScript } from '../../../src/entities/structured-script.entity';
import { Timeline } from '../../../src/entities/timeline.entity';
import { FIGURE_KINDS } from '../../../src/pipeline/script/segment';
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
      ...(narrated ? { actualSeconds: 2.5 } : {}),
    });
    for (let position = rows.random.below(3); position > 0; position -= 1)
      rows.add(FigureReference, { projectId, segmentId: segment.id, position });
    const owner = { projectId, id: segment.id, type: 'SEGMENT' } as const;
    for (const [part, type] of SEGMENT_PLACES) takes.slot(owner, part, type);
  }
  if (segments > 0) addFigures(rows, takes, script);
  return script;
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

function addFigures(rows: Rows, takes: Takes, { id: scriptId, projectId }: StructuredScript): void {
  for (const kind of rows.random.shuffled(FIGURE_KINDS))
    for (const number of rows.random.shuffled([1, 2, 3, 4, 5]).slice(0, 4)) {
      const { id } = rows.add(Figure, { projectId, scriptId, kind, number });
      takes.slot({ projectId, id, type: 'FIGURE' }, 'picture', 'FIGURE');
    }
}

/** The cut of a script, or one that is not made yet. */
export function addTimeline(rows: Rows, takes: Takes, script: StructuredScript, isCut: boolean): Timeline {
  const { projectId, id: scriptId } = script;
  const rate = rows.random.pick([
    { numerator: 24, denominator: 1 },
    { numerator: 24_000, denominator: 1_001 },
  ]);
  const durationFrames = isCut ? 1_234 : 0;
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
  };
  const timeline = rows.add(Timeline, {
    projectId,
    scriptId,
    rateNumerator: rate.numerator,
    rateDenominator: rate.denominator,
    durationFrames,
    cut: isCut ? cut : null,
  });
  const owner = { projectId, id: timeline.id, type: 'TIMELINE' } as const;
  takes.slot(owner, 'film', 'VIDEO');
  takes.slot(owner, 'ambience', 'AUDIO');
  return timeline;
}

const SEGMENT_PLACES = [
  ['audio', 'AUDIO'],
  ['picture', 'IMAGE'],
  ['video', 'VIDEO'],
] as const;

/** A film of some scenes with some shots each; characters appear in several shots, and not all shots speak. */
export function addShotList(rows: Rows, takes: Takes, projectId: string, scenes: number): ShotList {
  const [rateNumerator, rateDenominator] = rows.random.pick([[24, 1] as const, [24_000, 1_001] as const]);
  const shotList = rows.add(ShotList, { projectId, rateNumerator, rateDenominator });
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
      dialogueSpeakerId: speaker?.id ?? null,
    });
    const inFrame = rows.random.shuffled(this.#cast).slice(0, rows.random.below(4));
    for (const [position, { id }] of inFrame.entries())
      rows.add(ShotCharacter, { projectId, shotId: shot.id, characterId: id, position });
    const owner = { projectId, id: shot.id, type: 'SHOT' } as const;
    for (const part of ['still', 'clip', ...(speaker ? ['dialogue'] : [])]) this.takes.slot(owner, part);
  }
}
