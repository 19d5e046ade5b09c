import type { DataSource } from 'typeorm';
import { Forbidden, InvalidInput } from '../errors';
import { isSupplierName } from '../runner/provider-order';
import type { Capability } from '../values/capability';
import { assertProject } from './assert-project.verb';
import type { Caller } from './caller';
import { changeProject } from './change-project.verb';
import { assertProjectName } from './create-project.verb';
import { appendLinesToProjectLog } from './project-log.verb';
import type { Studio } from './studio';

/** What is left out, or null, stays as it is. */
export interface ProjectChanges {
  /** A row id. */
  readonly projectId: string;
  readonly name?: string | null;
  readonly sharesTakes?: boolean | null;
  readonly offlineFor?: readonly Capability[] | null;
  /** All of it: what is not named goes by the server's order. */
  readonly providerOrder?: readonly { readonly capability: Capability; readonly names: readonly string[] }[] | null;
}

/** Answers the row id. */
export function updateProject(
  { store }: Studio<DataSource>,
  caller: Caller,
  { projectId, name, sharesTakes, offlineFor, providerOrder }: ProjectChanges,
): Promise<string> {
  return store.transaction(async (manager) => {
    await assertProject(manager, caller, { projectId, field: ['input', 'projectId'] });
    if (name !== null && name !== undefined) assertProjectName(name);
    if (typeof sharesTakes === 'boolean' && caller.projects !== 'all') throw concernsOthers();
    const values = {
      name: name ?? undefined,
      sharesTakes: sharesTakes ?? undefined,
      offlineFor: offlineFor ? [...new Set(offlineFor)] : undefined,
      providerOrder: providerOrder ? orderOf(providerOrder) : undefined,
    };
    await appendLinesToProjectLog(manager, await changeProject(manager, { projectId, actor: caller.name, values }));
    return projectId;
  });
}

function orderOf(lines: NonNullable<ProjectChanges['providerOrder']>): Record<string, string[]> {
  const order = lines.map(
    ({ capability, names }) => [capability, names.map((name) => name.trim().toLowerCase())] as const,
  );
  const wrong = order.flatMap(([, names]) => names).find((name) => !isSupplierName(name));
  if (wrong !== undefined) throw noOrder('names of suppliers or of their houses', JSON.stringify(wrong.slice(0, 80)));
  const twice = order.find(([word], index) => order.findIndex(([other]) => other === word) !== index);
  if (twice) throw noOrder('each capability once', twice[0]);
  return Object.fromEntries(order);
}

function noOrder(expected: string, got: string): InvalidInput {
  return new InvalidInput('This is no order of suppliers.', {
    field: ['input', 'providerOrder'],
    expected,
    got,
    remedy: 'Look their names up with the query `providers`.',
  });
}

function concernsOthers(): Forbidden {
  return new Forbidden('What projects share concerns all of them.', {
    field: ['input', 'sharesTakes'],
    expected: 'a token for the whole workspace',
    got: 'a token for single projects',
    remedy: 'Ask somebody with a token without a list of projects.',
  });
}
