import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { GraphQLError } from 'graphql';
import { fragmentsOf } from '../reads/documents';
import { assertAffordable, LIMIT_RULES, MOST_CHARACTERS, MOST_TOKENS } from '../reads/limits';
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

/** The same bounds as on the fast path, with the variables of this request. */
export function assertWithinLimits({ schema, document, operation, variables }: Asked): void {
  assertAffordable({ schema, fragments: fragmentsOf(document), variables }, operation);
}

function assertShort(query: string | undefined): void {
  if (!query || query.length <= MOST_CHARACTERS) return;
  throw new GraphQLError(`The document has ${query.length} characters; at most ${MOST_CHARACTERS} are read.`, {
    extensions: {
      code: 'LIMIT_EXCEEDED',
      expected: `at most ${MOST_CHARACTERS} characters`,
      got: `${query.length} characters`,
      remedy: 'Put large values into variables.',
      http: { status: 413 },
    },
  });
}

const limits: ApolloServerPlugin<Context> = {
  requestDidStart: async ({ request, schema }) => {
    assertShort(request.query);
    return {
      didResolveOperation: async ({ document, operation, request: { variables } }) => {
        if (operation) assertWithinLimits({ schema, document, operation, variables: variables ?? {} });
      },
    };
  },
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
