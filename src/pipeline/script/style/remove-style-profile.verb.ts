import type { DataSource } from 'typeorm';
import { NotFound } from '../../errors';
import type { Caller } from '../../workspace/caller';
import { appendToProjectLog } from '../../workspace/project-log.verb';
import type { Studio } from '../../workspace/studio';

/** The profile goes; scripts that were written with it stay as they are. Answers the row id of its project. */
export function removeStyleProfile(
  { store }: Studio<DataSource>,
  { name: actor, projects }: Caller,
  { profileId }: { readonly profileId: string },
): Promise<string> {
  return store.transaction(async (manager) => {
    const [removed] = await manager.query<[{ projectId: string; name: string }[], number]>(
      `DELETE FROM style_profile WHERE id = $1 AND ($2::uuid[] IS NULL OR project_id = ANY($2))
       RETURNING project_id AS "projectId", name`,
      [profileId, projects === 'all' ? null : projects],
    );
    const [row] = removed;
    if (!row) throw unknownProfile();
    const { projectId, name } = row;
    const line = { projectId, actor, subjectId: null, facts: { name } };
    await appendToProjectLog(manager, { ...line, kind: 'STYLE_PROFILE_REMOVED' });
    return projectId;
  });
}

function unknownProfile(): NotFound {
  return new NotFound('There is no such style profile.', {
    field: ['input', 'profileId'],
    expected: 'the id of a style profile that you may see',
    remedy: 'Look it up with the field `styleProfiles` of its project.',
  });
}
