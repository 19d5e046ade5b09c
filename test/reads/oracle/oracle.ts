import {
  buildASTSchema,
  type DocumentNode,
  type ExecutionResult,
  execute,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  parse,
  printSchema,
} from 'graphql';
import { annotationResolvers } from './annotation';
import { assetResolvers } from './asset';
import { connection } from './connection';
import { suppliers } from './cost';
import { documentResolvers } from './document';
import { librarianResolvers } from './librarian';
import type { Row } from './memory';
import { planResolvers } from './plan';
import { projectResolvers } from './project';
import { runResolvers } from './run';
import { runEventResolvers } from './run-event';
import { scriptResolvers } from './script';
import { shotResolvers } from './shot';
import { slotResolvers } from './slot';
import { styleProfileResolvers } from './style-profile';
import { timelineResolvers } from './timeline';
import { byGlobalId, type Resolvers, snake } from './types';
import { useResolvers } from './use';
import { verdict } from './verdict';
import type { View } from './view';
import { webhookResolvers } from './webhook';

/** What the API means, said a second time: plain resolvers over rows in memory. Slow, simple, and ignorant of `src/reads`. */
export class Oracle {
  readonly schema: GraphQLSchema;
  readonly nodeTypes: readonly string[];
  /** `Type.field` of whatever was ever asked of a row. */
  readonly asked = new Set<string>();

  constructor(contract: GraphQLSchema) {
    this.schema = buildASTSchema(parse(printSchema(contract)));
    const node = this.schema.getType('Node');
    if (!isInterfaceType(node)) throw new Error('The contract has no interface Node.');
    this.nodeTypes = this.schema.getPossibleTypes(node).map(({ name }) => name);
    this.#install({
      Query: this.#query(),
      ...projectResolvers,
      ...documentResolvers,
      Project: { ...projectResolvers.Project, ...documentResolvers.Project },
      ...styleProfileResolvers,
      ...librarianResolvers,
      ...scriptResolvers,
      StructuredScript: { ...scriptResolvers.StructuredScript, ...librarianResolvers.StructuredScript },
      ...shotResolvers,
      ...slotResolvers,
      ...assetResolvers,
      ...annotationResolvers,
      ...useResolvers,
      ...runResolvers,
      ...runEventResolvers,
      ...timelineResolvers,
      ...planResolvers,
      ...webhookResolvers,
    });
  }

  answer(document: DocumentNode, variableValues: Row, view: View): ExecutionResult {
    return execute({
      schema: this.schema,
      document,
      variableValues,
      contextValue: view,
      fieldResolver: this.#byColumn,
    }) as ExecutionResult;
  }

  /** Every `Type.field` that a query can reach. */
  fields(): string[] {
    const unreached =
      /^__|^Mutation$|^Subscription$|^UserError$|^SkippedAsset$|^BlastRadius$|^RunEstimate$|^PlanPreview$|^VisualPlan$|^Provider$|^ProviderModel$|^ProviderSetting$|^UnreadableEntry$|^ShotCharts$|^SceneCoverage$|^CharacterTime$|^SettingTime$|^ShotTypeTime$|^ActPacing$|Payload$/;
    const types = Object.values(this.schema.getTypeMap()).filter(isObjectType);
    return types
      .filter(({ name }) => !unreached.test(name))
      .flatMap((type) => Object.keys(type.getFields()).map((field) => `${type.name}.${field}`))
      .filter(
        (field) =>
          ![
            ...['Query.blastRadius', 'Query.estimateExplainer', 'Query.previewPlan'],
            ...['Query.providers', 'Query.stylePresets', 'ShotList.charts', 'ShotList.export'],
          ].includes(field),
      ); // plans, no reads
  }

  #install(resolvers: Resolvers): void {
    for (const [name, fields] of Object.entries(resolvers)) {
      const type = this.schema.getType(name);
      if (!isObjectType(type)) throw new Error(`The contract has no type ${name}.`);
      for (const [field, resolve] of Object.entries(fields)) {
        const definition = type.getFields()[field];
        if (!definition) throw new Error(`The contract has no field ${name}.${field}.`);
        definition.resolve = (row, args, view, info) => {
          this.asked.add(`${name}.${field}`);
          return resolve(row, args, view, info);
        };
      }
    }
  }

  #query(): Resolvers[string] {
    return {
      node: (_, { id }, view) => byGlobalId(view, id, this.nodeTypes),
      nodes: (_, { ids }, view) => ids.map((id: string) => byGlobalId(view, id, this.nodeTypes)),
      viewer: (_, __, view) => view.one('access_token', { id: view.caller.tokenId }),
      project: (_, { key }, view) => view.one('project', { key }),
      projects: (_, args, view, info) => connection(view.all('project'), args, view, info),
      document: (_, { id }, view) => byGlobalId(view, id, ['Document']),
      styleProfile: (_, { id }, view) => byGlobalId(view, id, ['StyleProfile']),
      script: (_, { id }, view) => byGlobalId(view, id, ['StructuredScript']),
      screenplay: (_, { id }, view) => byGlobalId(view, id, ['Screenplay']),
      shotList: (_, { id }, view) => byGlobalId(view, id, ['ShotList']),
      plan: (_, { id }, view) => byGlobalId(view, id, ['ProductionPlan']),
      run: (_, { id }, view) => byGlobalId(view, id, ['Run']),
      asset: (_, { id }, view) => byGlobalId(view, id, ['Asset']),
      timeline: (_, { id }, view) => byGlobalId(view, id, ['Timeline']),
      suppliers,
      verifyAudit: (_, { projectId }, view) => verdict(view, projectId),
    };
  }

  /** A field that no resolver names is the column of its name, or a member of what a resolver has made. */
  readonly #byColumn: GraphQLFieldResolver<Row, View> = (source, _, __, { fieldName, parentType }) => {
    this.asked.add(`${parentType.name}.${fieldName}`);
    if (fieldName === 'id') return `${parentType.name}_${source.id}`;
    return fieldName in source ? source[fieldName] : source[snake(fieldName)];
  };
}
