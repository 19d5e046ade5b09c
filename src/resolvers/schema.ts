import 'reflect-metadata';
import { type GraphQLSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import '../schema';
import { PROJECT_EVENT_TYPES } from '../schema/project-event';
import { RUN_EVENT_TYPES } from '../schema/run-event';
import { DateTimeScalar } from '../schema/scalars';
import { AnnotationResolver } from './annotation.resolver';
import { AssetResolver } from './asset.resolver';
import { DocumentResolver } from './document.resolver';
import { EditResolver } from './edit.resolver';
import { ExplainerResolver } from './explainer.resolver';
import { FigureResolver } from './figure.resolver';
import { LibrarianResolver } from './librarian.resolver';
import { MigrationResolver } from './migration.resolver';
import { PlanResolver } from './plan.resolver';
import { ProjectResolver } from './project.resolver';
import { ProviderResolver } from './provider.resolver';
import { ReadingResolver } from './reading.resolver';
import { reportUserErrors } from './report-user-errors';
import { RunResolver } from './run.resolver';
import { ScreenplayResolver, ScreenplayRevisionResolver } from './screenplay.resolver';
import { ScriptResolver, ScriptRevisionResolver } from './script.resolver';
import { ShotResolver } from './shot.resolver';
import { StyleProfileResolver } from './style-profile.resolver';
import { SupplierResolver } from './supplier.resolver';
import { TimelineResolver } from './timeline.resolver';
import { TokenResolver } from './token.resolver';
import { UploadResolver } from './upload.resolver';
import { watchMutations } from './watch-mutations';
import { WebhookResolver } from './webhook.resolver';

/** type-graphql insists on one even when every subscription brings its own generator. */
const NO_PUBSUB = {
  publish: () => undefined,
  subscribe: (topic: string): never => {
    throw new Error(`Nothing publishes ${topic}: logs are followed, not published.`);
  },
};

export function buildContract(): GraphQLSchema {
  return buildSchemaSync({
    resolvers: [
      ProjectResolver,
      ScriptResolver,
      LibrarianResolver,
      ScriptRevisionResolver,
      DocumentResolver,
      StyleProfileResolver,
      EditResolver,
      TimelineResolver,
      RunResolver,
      ExplainerResolver,
      PlanResolver,
      ScreenplayResolver,
      ScreenplayRevisionResolver,
      ShotResolver,
      AssetResolver,
      AnnotationResolver,
      FigureResolver,
      UploadResolver,
      MigrationResolver,
      ReadingResolver,
      TokenResolver,
      WebhookResolver,
      SupplierResolver,
      ProviderResolver,
    ],
    orphanedTypes: [...PROJECT_EVENT_TYPES, ...RUN_EVENT_TYPES],
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    globalMiddlewares: [watchMutations, reportUserErrors],
    validate: false,
    pubSub: NO_PUBSUB,
  });
}

/** The contract as text, types in the order of the alphabet so that a change is seen where it is. */
export function printContract(): string {
  return `${printSchema(lexicographicSortSchema(buildContract()))}\n`;
}
