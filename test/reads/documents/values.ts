import {
  type DocumentNode,
  type GraphQLInputType,
  getNullableType,
  getOperationAST,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  valueFromASTUntyped,
} from 'graphql';
import type { Random } from '../random';
import type { Samples } from './samples';

/** Where a value stands: `Project.assets`, the argument, and what bounds it. */
export interface Site {
  readonly parent: string;
  readonly field: string;
  readonly name: string;
  /** The most rows that a page may have here. */
  readonly most: number;
  readonly order: string;
  readonly mayErr: boolean;
}

const ID_TYPES: Record<string, string> = {
  'asset.id': 'Asset',
  'run.id': 'Run',
  'plan.id': 'ProductionPlan',
  'verifyAudit.projectId': 'Project',
  'timeline.id': 'Timeline',
  'script.id': 'StructuredScript',
  'document.id': 'Document',
  'styleProfile.id': 'StyleProfile',
  'screenplay.id': 'Screenplay',
  'shotList.id': 'ShotList',
  'assets.projectId': 'Project',
  'assets.scriptId': 'StructuredScript',
  'assets.runId': 'Run',
  'shots.characterId': 'Character',
  'shots.settingId': 'Setting',
};

const SEARCHES = ['_', '%', '\\', 'of_', '0%', 'ISL', 'éclair'];
const NUMBERS = ['all', '1', '2-3', '1,4 – 6', '1-999999', '5,1-2,2-4'];
const NOBODY = '00000000-0000-7000-8000-000000000000';
const NO_IDS: readonly unknown[] = [
  'nothing',
  'Asset',
  'Asset_1',
  'Nothing_',
  `Viewer_${NOBODY}`,
  `Money_${NOBODY}`,
  "Asset_'; --",
];

/** Whether a variable holds, or has as its default, what is no id: the front leaves such a request alone, even where nothing uses it. */
export const mentionsNoId = (document: DocumentNode, set: Readonly<Record<string, unknown>>): boolean => {
  const definitions = getOperationAST(document)?.variableDefinitions ?? [];
  const defaults = definitions.map(({ defaultValue }) => defaultValue && valueFromASTUntyped(defaultValue));
  return [...Object.values(set), ...defaults].flat().some((value) => NO_IDS.includes(value));
};

/** Draws values for arguments; the same site may be drawn from again, for another set of variables. */
export class Values {
  constructor(
    private readonly random: Random,
    private readonly samples: Samples,
  ) {}

  draw(type: GraphQLInputType, site: Site): unknown {
    const { random } = this;
    const named = getNullableType(type);
    if (!isNonNullType(type) && random.chance(0.1)) return null;
    if (isListType(named)) return this.#list(named.ofType, site);
    if (isEnumType(named)) return random.pick(named.getValues()).name;
    if (isInputObjectType(named)) {
      const given = Object.values(named.getFields()).filter(() => random.chance(0.35));
      return Object.fromEntries(
        given.map((member) => [member.name, this.draw(member.type, { ...site, name: member.name })]),
      );
    }
    return this.#scalar(String(named), site);
  }

  #list(element: GraphQLInputType, site: Site): unknown[] {
    const most = site.name === 'ids' ? 6 : 3;
    return Array.from({ length: this.random.below(most + 1) }, () => this.draw(element, site));
  }

  #scalar(type: string, site: Site): unknown {
    const { random, samples } = this;
    if (type === 'ID') return this.#id(site);
    if (type === 'Boolean') return random.chance(0.5);
    if (site.name === 'first') return random.below(site.most + 1);
    if (site.name === 'after') return this.cursor(site);
    if (site.name === 'expiresInSeconds') return random.pick([1, 60, 3600, 604_800]);
    if (site.name === 'afterSeq') return random.below(7) - 1;
    if (site.name === 'page') return random.below(10);
    if (site.name === 'key') return random.pick(random.chance(0.9) ? samples.keys : samples.texts);
    if (/numbers$/i.test(site.name)) return random.pick(NUMBERS);
    if (site.name === 'text' && random.chance(0.5)) return random.pick(SEARCHES);
    if (type === 'String') return random.pick(samples.texts);
    throw new Error(`There are no values for ${type} ${site.field}(${site.name}:).`);
  }

  cursor({ parent, field, order }: Site): string | null {
    const known = this.samples.cursorsOf(`${parent}.${field} ${order}`);
    return known.length > 0 ? this.random.pick(known) : null;
  }

  #id({ field, name, mayErr }: Site): unknown {
    const { random, samples } = this;
    if (mayErr && random.chance(0.02)) return random.pick(NO_IDS);
    const type = ID_TYPES[`${field}.${name}`] ?? random.pick(samples.types);
    if (random.chance(0.08)) return `${type}_${NOBODY}`;
    return random.pick([...samples.idsOf(type), `${type}_${NOBODY}`]);
  }
}
