import type { FieldNode, GraphQLResolveInfo } from 'graphql';

interface Named {
  readonly type: string;
  readonly rowId: string;
}

type ReadRows = (type: string, rowIds: readonly string[], info: GraphQLResolveInfo) => Promise<unknown[]>;

interface Batch {
  readonly positions: Map<string, number>;
  readonly rows: Promise<unknown[]>;
}

/**
 * Gathers the rows that one field asks for, object by object, until everybody who can run has run. graphql-js collects the
 * fields below an object once a selection and gives every element of a list the same nodes: they are the field's name here.
 */
export class RowBatches {
  readonly #open = new WeakMap<readonly FieldNode[], Map<string, Batch>>();

  constructor(private readonly read: ReadRows) {}

  async row({ type, rowId }: Named, info: GraphQLResolveInfo): Promise<unknown> {
    const { positions, rows } = this.#batch(type, info);
    const position = positions.get(rowId) ?? positions.size;
    positions.set(rowId, position);
    return (await rows)[position];
  }

  #batch(type: string, info: GraphQLResolveInfo): Batch {
    const ofField = this.#open.get(info.fieldNodes) ?? new Map<string, Batch>();
    this.#open.set(info.fieldNodes, ofField);
    const open = ofField.get(type);
    if (open) return open;
    const positions = new Map<string, number>();
    const rows = new Promise<void>((gathered) => setImmediate(gathered)).then(() => {
      ofField.delete(type);
      return this.read(type, [...positions.keys()], info);
    });
    const batch = { positions, rows };
    ofField.set(type, batch);
    return batch;
  }
}
