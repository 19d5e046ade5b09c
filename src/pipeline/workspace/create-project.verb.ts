import type { DataSource, EntityManager } from 'typeorm';
import { Budget } from '../../entities/budget.entity';
import { Project } from '../../entities/project.entity';
import { ProjectLogHead } from '../../entities/project-event.entity';
import { Conflict, Forbidden, InvalidInput } from '../errors';
import type { Capability } from '../values/capability';
import { FILM_RATE, isRate, type Rate } from '../values/rate';
import { isName } from '../values/text';
import type { Caller } from './caller';
import { capMicros } from './cap';
import { once } from './once.verb';
import { PROJECT_KEY, type ProjectMode } from './project';
import { appendToProjectLog } from './project-log.verb';
import type { Studio } from './studio';

export interface NewProject {
  readonly key: string;
  readonly name: string;
  readonly mode: ProjectMode;
  readonly offlineFor?: readonly Capability[] | null;
  readonly rate?: Rate | null;
  readonly size?: { readonly width: number; readonly height: number } | null;
  readonly sharesTakes?: boolean;
  readonly cap?: { readonly amount: string; readonly currency: string } | null;
  readonly idempotencyKey: string;
}

const FULL_HD = { width: 1920, height: 1080 };

/** A project with its budget and its log. Answers the row id. */
export async function createProject(studio: Studio<DataSource>, caller: Caller, input: NewProject): Promise<string> {
  if (caller.projects !== 'all') throw onlyForTheWorkspace();
  const project = projectOf(studio, input);
  const attempt = { caller, operation: 'createProject', key: input.idempotencyKey, input, now: project.createdAt };
  const { id } = await studio.store.transaction((manager) =>
    once(manager, attempt, async () => {
      await insertProject(manager, project, studio.newId(), capMicros(input.cap));
      const { id: projectId, name } = project;
      await appendToProjectLog(manager, {
        projectId,
        actor: caller.name,
        kind: 'PROJECT_CREATED',
        subjectId: projectId,
        facts: { name },
      });
      return { id: projectId };
    }),
  );
  return id;
}

async function insertProject(manager: EntityManager, project: Project, budgetId: string, capMicros: bigint | null) {
  const { raw } = await manager
    .createQueryBuilder()
    .insert()
    .into(Project)
    .values(project)
    .orIgnore()
    .returning('id')
    .execute();
  if (raw.length === 0) throw keyTaken(project.key);
  await manager.insert(Budget, {
    kind: 'PROJECT',
    id: budgetId,
    projectId: project.id,
    capMicros,
    reservedMicros: 0n,
    spentMicros: 0n,
  });
  await manager.insert(ProjectLogHead, { projectId: project.id, lastSeq: 0 });
}

function projectOf(studio: Studio<DataSource>, input: NewProject): Project {
  const { width, height } = checkedSize(input.size ?? FULL_HD);
  const { numerator, denominator } = checkedRate(input.rate ?? FILM_RATE);
  if (!PROJECT_KEY.test(input.key)) throw badKey(input.key);
  assertProjectName(input.name);
  return {
    id: studio.newId(),
    key: input.key,
    name: input.name,
    mode: input.mode,
    offlineFor: [...new Set(input.offlineFor ?? [])],
    providerOrder: {},
    voiceMap: {},
    styles: {},
    pronunciations: {},
    rateNumerator: numerator,
    rateDenominator: denominator,
    width,
    height,
    sharesTakes: input.sharesTakes ?? false,
    createdAt: studio.now(),
  };
}

/** 4:2:0 pictures have half as many colour samples in each direction, so a side of odd length cannot be encoded. */
function checkedSize(size: { width: number; height: number }) {
  const fits = [size.width, size.height].every((side) => side >= 16 && side <= 8192 && side % 2 === 0);
  if (fits) return size;
  throw new InvalidInput('The size must be two even numbers from 16 to 8192.', {
    field: ['input', 'size'],
    expected: 'even numbers from 16 to 8192',
    got: `${size.width} × ${size.height}`,
    remedy: 'Use a size such as 1920 × 1080, 1080 × 1920 or 1280 × 720.',
  });
}

function checkedRate(rate: Rate): Rate {
  if (isRate(rate)) return rate;
  throw new InvalidInput('The rate must be from 1 to 240 frames a second.', {
    field: ['input', 'rate'],
    expected: 'a fraction from 1 to 240 with a denominator from 1 to 1001',
    got: `${rate.numerator}/${rate.denominator}`,
    remedy: 'Use 24/1, 25/1, 30/1, 24000/1001 or 30000/1001.',
  });
}

function badKey(key: string): InvalidInput {
  return new InvalidInput('The key of a project has lower-case letters, digits and hyphens, at most 63.', {
    field: ['input', 'key'],
    expected: 'lower-case letters, digits and hyphens; a letter or digit at both ends',
    got: JSON.stringify(key.slice(0, 80)),
    remedy: 'Use a key such as heat-islands.',
  });
}

export function assertProjectName(name: string): void {
  if (isName(name)) return;
  throw new InvalidInput('The name of a project must have from 1 to 200 characters.', {
    field: ['input', 'name'],
    expected: '1 to 200 characters, not all of them spaces',
    got: `${name.length} characters`,
    remedy: 'Give it a name that people will recognise.',
  });
}

function keyTaken(key: string): Conflict {
  return new Conflict(`There is a project with the key ${key} already.`, {
    field: ['input', 'key'],
    expected: 'a key that no project has',
    got: key,
    remedy: 'Choose another key, or use the project that has it.',
  });
}

function onlyForTheWorkspace(): Forbidden {
  return new Forbidden('A token of single projects cannot create another one: it could not see it.', {
    expected: 'a token for the whole workspace',
    got: 'a token for single projects',
    remedy: 'Ask an administrator for a token without a list of projects.',
  });
}
