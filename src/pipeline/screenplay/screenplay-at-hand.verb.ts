import type { EntityManager } from 'typeorm';
import { NotFound } from '../errors';
import type { StoryFormat } from '../shots/shot';
import type { Caller } from '../workspace/caller';
import type { ScreenplayFormat } from './screenplay';

export interface ScreenplayAtHand {
  readonly id: string;
  readonly projectId: string;
  readonly title: string;
  readonly format: StoryFormat;
  readonly revision: number;
  readonly lockVersion: number;
  readonly fileFormat: ScreenplayFormat;
  readonly source: string;
}

interface Wanted {
  readonly screenplayId: string;
  readonly field: string[];
}

/**
 * A screenplay that the caller may see, locked before its shot list, slots and shots. One answer for one that is not there and for one that
 * is not theirs.
 */
export async function lockedScreenplay(
  manager: EntityManager,
  { projects }: Caller,
  { screenplayId, field }: Wanted,
): Promise<ScreenplayAtHand> {
  const seen = projects === 'all' ? null : projects;
  const [screenplay] = await manager.query<[ScreenplayAtHand?]>(
    `SELECT s.id, s.project_id AS "projectId", s.title, s.format, s.revision, s.lock_version AS "lockVersion",
       r.file_format AS "fileFormat", r.source
     FROM screenplay s JOIN screenplay_revision r ON r.screenplay_id = s.id AND r.revision = s.revision
     WHERE s.id = $1 AND ($2::uuid[] IS NULL OR s.project_id = ANY($2)) FOR NO KEY UPDATE OF s`,
    [screenplayId, seen],
  );
  if (screenplay) return screenplay;
  throw new NotFound('There is no such screenplay.', {
    field,
    expected: 'the id of a screenplay that you may see',
    remedy: 'Look it up with the field `screenplays` of its project.',
  });
}
