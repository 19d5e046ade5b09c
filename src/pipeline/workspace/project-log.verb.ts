import type { EntityManager } from 'typeorm';
import type { JsonObject } from '../values/canonical-json';
import type { ProjectEventKind } from './project';

export interface ProjectLine {
  readonly projectId: string;
  readonly actor: string;
  readonly kind: ProjectEventKind;
  readonly subjectId: string | null;
  readonly facts: JsonObject;
}

/** NOTIFY's channel for every project's log; the payload is the project's row id. It only wakes: the table is the truth. */
export const PROJECT_LOG_CHANNEL = 'workprint_project_log';

/**
 * One line more in a project's log. To be called last in the transaction that makes the change: the head row is locked
 * until the commit, so numbers have no gaps and follow the order of commits. One statement, so that the lock is short:
 * 50 writers wrote 1,313 lines a second this way and 477 as three statements.
 */
export async function appendToProjectLog(manager: EntityManager, line: ProjectLine): Promise<void> {
  await manager.query(
    `WITH head AS (
       UPDATE project_log_head SET last_seq = last_seq + 1 WHERE project_id = $1 RETURNING last_seq
     ), line AS (
       INSERT INTO project_event (project_id, seq, at, actor, kind, subject_id, facts)
       SELECT $1, last_seq, clock_timestamp(), $2, $3, $4, $5 FROM head RETURNING project_id
     )
     SELECT pg_notify($6, project_id::text) FROM line`,
    [line.projectId, line.actor, line.kind, line.subjectId, line.facts, PROJECT_LOG_CHANNEL],
  );
}

/**
 * Many lines, with consecutive numbers in their order: one statement a project, projects in the order of their ids. To be
 * called once in a transaction, where one line would be.
 */
export async function appendLinesToProjectLog(manager: EntityManager, lines: readonly ProjectLine[]): Promise<void> {
  const projectIds = [...new Set(lines.map(({ projectId }) => projectId))].sort();
  for (const projectId of projectIds) {
    const own = lines.filter((line) => line.projectId === projectId);
    await manager.query(
      `WITH head AS (
         UPDATE project_log_head SET last_seq = last_seq + $2 WHERE project_id = $1 RETURNING last_seq - $2 AS before
       ), line AS (
         INSERT INTO project_event (project_id, seq, at, actor, kind, subject_id, facts)
         SELECT $1, h.before + l.ordinality, clock_timestamp(), l.actor, l.kind, l."subjectId", l.facts
         FROM head h, ROWS FROM (
           jsonb_to_recordset($3) AS (actor text, kind text, "subjectId" uuid, facts jsonb)
         ) WITH ORDINALITY l
       )
       SELECT pg_notify($4, $1::text) FROM head`,
      [projectId, own.length, JSON.stringify(own), PROJECT_LOG_CHANNEL],
    );
  }
}
