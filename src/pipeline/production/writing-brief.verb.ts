import type { EntityManager } from 'typeorm';
import type { StyleProfile } from '../script/style-profile';
import type { BriefSource, WritingBrief } from '../script/writing/brief';
import type { ScriptBrief } from '../script/writing/script-brief';

/** What narrators speak in a minute, pauses between segments included: those of vendors, and ours (197 measured over 451 words). */
const WORDS_PER_MINUTE = 150;
const OFFLINE_WORDS_PER_MINUTE = 195;
/** Of a film, for its title and its sources. */
const CARD_MINUTES = 8 / 60;
const LEAST_MINUTES = 0.25;

/** What a script of this project is to be written from. Null: it has no brief, so nobody writes it here. */
export async function writingBrief(
  manager: EntityManager,
  { scriptId, variation }: { readonly scriptId: string; readonly variation: number },
): Promise<WritingBrief | null> {
  const [script] = await manager.query<
    [{ brief: ScriptBrief | null; profile: StyleProfile | null; speaksOffline: boolean }?]
  >(
    `SELECT c.brief, p.profile, o.mode = 'OFFLINE' OR 'SPEECH' = ANY(o.offline_for) AS "speaksOffline"
     FROM structured_script c JOIN project o ON o.id = c.project_id
       LEFT JOIN style_profile p ON p.id = (c.brief ->> 'profileId')::uuid AND p.project_id = c.project_id
     WHERE c.id = $1`,
    [scriptId],
  );
  if (!script?.brief) return null;
  const { audience, language } = script.brief;
  const minutes = Math.max(LEAST_MINUTES, script.brief.minutes - CARD_MINUTES);
  // How long it becomes is up to whoever speaks: a profile's pace holds where nobody's is known.
  const pace = script.profile?.wordsPerMinute ?? WORDS_PER_MINUTE;
  const wordsPerMinute = script.speaksOffline ? OFFLINE_WORDS_PER_MINUTE : pace;
  const sources = await sourcesOf(manager, scriptId);
  return { sources, minutes, wordsPerMinute, audience, language, profile: script.profile, variation };
}

function sourcesOf(manager: EntityManager, scriptId: string): Promise<BriefSource[]> {
  return manager.query<BriefSource[]>(
    `SELECT d.id AS "documentId", d.title, d.attribution, d.authors,
       (SELECT coalesce(json_agg(json_build_object('position', a.position, 'kind', a.kind, 'zone', a.zone, 'text', a.text, 'page', a.page,
          'box', a.box, 'section', a.section, 'parent', a.parent, 'importance', a.importance, 'topics', a.topics, 'entities', a.entities,
          'figure', CASE WHEN f.id IS NOT NULL THEN json_build_object('kind', f.kind, 'number', f.number) END, 'form', a.form)
          ORDER BY a.position), '[]')
        FROM atom a LEFT JOIN figure f ON f.id = a.figure_id WHERE a.document_id = d.id) AS atoms,
       (SELECT coalesce(json_agg(json_build_object('kind', f.kind, 'number', f.number, 'caption', f.caption,
          'description', f.description, 'page', f.page) ORDER BY f.kind, f.number), '[]')
        FROM figure f JOIN slot s ON s.owner_id = f.id AND s.part = 'picture' AND s.current_id IS NOT NULL
        WHERE f.document_id = d.id) AS figures
     FROM script_document c JOIN document d ON d.id = c.document_id WHERE c.script_id = $1 ORDER BY c.position`,
    [scriptId],
  );
}
