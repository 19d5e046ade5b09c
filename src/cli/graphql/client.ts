import { type Following, follow, type NumberedLine } from './follow';
import { fetched, jsonOf, type Refusal, Refused, refusedBy, Unreachable } from './refusal';

export interface ClientOptions {
  /** The server's address, without `/graphql`. */
  readonly url: string;
  readonly token: string;
  /** Ends everything that this client waits for. */
  readonly signal?: AbortSignal;
}

type Variables = Readonly<Record<string, unknown>>;

/** GraphQL as any client speaks it: queries and mutations over HTTP, logs over graphql-ws. */
export class StudioClient {
  constructor(private readonly options: ClientOptions) {}

  /** The data; errors of the server are thrown as `Refused`. */
  async query<T>(document: string, variables: Variables = {}): Promise<T> {
    const { url, token, signal } = this.options;
    const response = await fetched(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query: document, variables }),
      signal,
    });
    const { data, errors } = await jsonOf(response);
    const refused = refusedBy(errors);
    if (refused) throw refused;
    if (data) return data as T;
    throw new Unreachable(`Expected data from ${url}/graphql, got status ${response.status} without any.`);
  }

  /** The data; `userErrors` of any payload in it are thrown too, so each payload has to be asked for them. */
  async mutate<T>(document: string, variables: Variables = {}): Promise<T> {
    const data = await this.query<T & object>(document, variables);
    const [first, ...rest] = Object.entries(data).flatMap(userErrorsOf);
    if (first) throw new Refused([first, ...rest]);
    return data;
  }

  /** Every line of a log from `variables.afterSeq` on, in order and once, until one of them is the last that is wanted. */
  async follow<L extends NumberedLine>(following: Following<L>): Promise<void> {
    await follow(following, { ...this.options, signal: following.signal ?? this.options.signal });
  }
}

function userErrorsOf([field, payload]: [string, unknown]): Refusal[] {
  const { userErrors } = (payload ?? {}) as { userErrors?: Refusal[] };
  if (!userErrors)
    throw new Error(`Expected the document to ask ${field} for userErrors { code message remedy }, got none.`);
  return userErrors;
}
