import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { GraphQLError, getVariableValues } from 'graphql';
import { BadInput } from '../reads/bad-input';
import { fragmentsOf } from '../reads/documents';
import { assertAffordable, LIMIT_RULES, MOST_TOKENS } from '../reads/limits';
import type { Context } from '../resolvers/context';
import { fieldResolver } from '../resolvers/field-resolver';
import { formatErrorWith } from './format-error';
import type { Services } from './services';

interface Asked {
  schema: GraphQLSchema;
  document: DocumentNode;
  operation: OperationDefinitionNode;
  variables: Record<string, unknown>;
}

/** The same bounds as on the fast path, with the variables of this request. Variables that do not fit are graphql-js' to report. */
export function assertWithinLimits({ schema, document, operation, variables }: Asked): void {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (coerced) assertAffordable({ schema, fragments: fragmentsOf(document), variables: coerced }, operation);
}

/** Refused before anything ran: a 400, as for a document that is not valid. */
function asBadRequest(error: unknown): unknown {
  if (!(error instanceof BadInput)) return error;
  return new GraphQLError(error.message, { extensions: { ...error.extensions, http: { status: 400 } } });
}

const limits: ApolloServerPlugin<Context> = {
  requestDidStart: async ({ schema }) => ({
    didResolveOperation: async ({ document, operation, request: { variables } }) => {
      try {
        if (operation) assertWithinLimits({ schema, document, operation, variables: variables ?? {} });
      } catch (error) {
        throw asBadRequest(error);
      }
    },
  }),
};

/** The slow path: whatever the front cannot send. */
export function createApollo({
  schema,
  config,
  log,
}: Pick<Services, 'schema' | 'config' | 'log'>): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    introspection: config.introspection,
    hideSchemaDetailsFromClientErrors: !config.introspection,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: MOST_TOKENS },
    validationRules: LIMIT_RULES,
    fieldResolver: fieldResolver as never,
    formatError: formatErrorWith(log),
    plugins: [limits, ApolloServerPluginLandingPageDisabled()],
    logger: log,
  });
}
