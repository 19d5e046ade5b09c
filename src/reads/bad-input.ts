import { GraphQLError } from 'graphql';

interface Detail {
  code?: 'INVALID_INPUT' | 'LIMIT_EXCEEDED';
  expected: string;
  got: string;
  remedy: string;
}

/** A read that cannot be answered as asked. It says what was expected, what came and what to do; it names no table and no SQL. */
export class BadInput extends GraphQLError {
  constructor(message: string, { code = 'INVALID_INPUT', ...detail }: Detail) {
    super(message, { extensions: { code, ...detail } });
  }
}
