import { GraphQLError } from 'graphql';
import { InvalidInput } from '../pipeline/errors';

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

/** What the pure core makes of a value; what it refuses is refused here in the same words. */
export function understood<T, U>(read: (value: T) => U): (value: T) => U {
  return (value) => {
    try {
      return read(value);
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      const { expected = '', got = '', remedy = '' } = error;
      throw new BadInput(error.message, { expected, got, remedy });
    }
  };
}
