import type { EntityManager } from 'typeorm';
import { Project } from '../../entities/project.entity';
import { NARRATOR } from '../production/voice-map';
import type { Studio } from '../workspace/studio';
import type { Page } from './script-rows';

/** What a project says of all segments of its scripts. Whoever changes its voices or its words waits, and reaches these segments too. */
export async function pageOf(
  manager: EntityManager,
  { now, newId }: Pick<Studio<unknown>, 'now' | 'newId'>,
  { projectId, scriptId }: Pick<Page, 'projectId' | 'scriptId'>,
): Promise<Page> {
  const project = await manager.findOneOrFail(Project, {
    where: { id: projectId },
    lock: { mode: 'pessimistic_read' },
  });
  const { width, height, rateNumerator: numerator, rateDenominator: denominator, voiceMap, pronunciations } = project;
  const frame = { size: { width, height }, rate: { numerator, denominator } };
  return { projectId, scriptId, ...frame, narrator: voiceMap[NARRATOR] ?? null, pronunciations, now: now(), newId };
}
