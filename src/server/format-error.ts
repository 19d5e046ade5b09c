import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { DomainError } from '../pipeline/errors';

/** What a refusal looks like among a GraphQL answer's errors. */
export function refusalOf(error: DomainError): GraphQLFormattedError {
  const { message, code, field, expected, got, remedy } = error;
  return { message, extensions: { code, field, expected, got, remedy } };
}

const MASKED: GraphQLFormattedError = {
  message: 'Something went wrong on the server.',
  extensions: {
    code: 'INTERNAL_SERVER_ERROR',
    remedy: 'Try again; if it stays, look for the request id of this answer in the log of the server.',
  },
};

/**
 * What may leave: refusals with their remedy, and what graphql-js and Apollo say of a document. Anything else was not
 * expected: it is logged with its cause, and the client sees neither message nor stack.
 */
export function formatErrorWith(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = unwrapResolverError(error);
    const { locations, path } = formatted;
    if (cause instanceof DomainError) return { ...refusalOf(cause), locations, path };
    if (cause instanceof GraphQLError) return { ...formatted, extensions: withoutStack(formatted.extensions) };
    log.error({ err: cause, path }, 'a resolver failed');
    return { ...MASKED, locations, path };
  };
}

function withoutStack(extensions: GraphQLFormattedError['extensions']): GraphQLFormattedError['extensions'] {
  const { stacktrace: _, ...rest } = extensions ?? {};
  return rest;
}
