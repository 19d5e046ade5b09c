import type { EntityManager } from 'typeorm';
import type { Studio } from '../workspace/studio';
import type { AtomLink } from './atom';
import { atomLinks, type LinkedDocument } from './atom-links';

/** Documents of a project come and go one after another: each is linked to all that are there. Before any document or script is locked. */
export async function lockKnowledge(manager: EntityManager, projectId: string): Promise<void> {
  await manager.query('SELECT 1 FROM project WHERE id = $1 FOR NO KEY UPDATE', [projectId]);
}

/** All links of a project, worked out anew. */
export async function linkDocuments(
  manager: EntityManager,
  { newId }: Pick<Studio<unknown>, 'newId'>,
  projectId: string,
): Promise<void> {
  await manager.query('DELETE FROM atom_link WHERE project_id = $1', [projectId]);
  const documents = await documentsOf(manager, projectId);
  if (documents.length < 2) return;
  const links = atomLinks(documents).map((link) => ({ id: newId(), ...rowOf(link) }));
  await manager.query(
    `INSERT INTO atom_link (id, project_id, from_atom_id, to_atom_id, relation, strength, because)
     SELECT l.id, $1, a.id, b.id, l.relation, l.strength, l.because
     FROM jsonb_to_recordset($2) AS l(id uuid, "fromDocument" uuid, "fromPosition" int, "toDocument" uuid, "toPosition" int,
         relation text, strength float8, because text)
       JOIN atom a ON a.document_id = l."fromDocument" AND a.position = l."fromPosition"
       JOIN atom b ON b.document_id = l."toDocument" AND b.position = l."toPosition"
     ON CONFLICT DO NOTHING`,
    [projectId, JSON.stringify(links)],
  );
}

function rowOf({ from, to, relation, strength, because }: AtomLink) {
  return {
    ...{
      fromDocument: from.documentId,
      fromPosition: from.position,
      toDocument: to.documentId,
      toPosition: to.position,
    },
    ...{ relation, strength, because },
  };
}

/** As they were read. */
async function documentsOf(manager: EntityManager, projectId: string): Promise<LinkedDocument[]> {
  const concepts = (kind: string) => `coalesce((
    SELECT json_agg(json_build_object('key', c.key, 'name', c.name, 'count', c.count, 'weight', c.weight) ORDER BY c.weight DESC, c.key)
    FROM concept c WHERE c.document_id = d.id AND c.kind = '${kind}'), '[]')`;
  return manager.query<LinkedDocument[]>(
    `SELECT d.id AS "documentId", d.title, d.authors, ${concepts('TOPIC')} AS topics, ${concepts('ENTITY')} AS entities,
       coalesce((SELECT json_agg(json_build_object('position', a.position, 'kind', a.kind, 'zone', a.zone, 'text', a.text, 'page', a.page,
         'box', a.box, 'section', a.section, 'parent', a.parent, 'importance', a.importance, 'topics', a.topics,
         'entities', a.entities, 'form', a.form,
         'figure', CASE WHEN f.id IS NOT NULL THEN json_build_object('kind', f.kind, 'number', f.number) END) ORDER BY a.position)
       FROM atom a LEFT JOIN figure f ON f.id = a.figure_id WHERE a.document_id = d.id), '[]') AS atoms
     FROM document d WHERE d.project_id = $1 ORDER BY d.id`,
    [projectId],
  );
}
