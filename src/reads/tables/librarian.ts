import type { Field, Place, Row, Tables } from '../table';
import { computed } from '../table';
import { isOfScript } from './figure';

const wish = (slot: string): string =>
  `json_build_object('capability', ${slot}.capability, 'provider', ${slot}.provider, 'model', ${slot}.model, 'prompt', ${slot}.prompt,
    'parameters', ${slot}.parameters, 'inputs', ${slot}.inputs, 'overrides', ${slot}.overrides, 'variation', ${slot}.variation)`;

/** A take that a column of the slot names; causes are asked for only where it is stale, words only where its segment names a figure. */
function take(slot: string, column: string, { scope }: Place): string {
  const namesFigure = `EXISTS (SELECT 1 FROM figure_reference r WHERE r.segment_id = ${slot}.owner_id${scope('r')})`;
  const terms = (of: string): string =>
    `(SELECT w.terms FROM wish w WHERE w.project_id = ${slot}.project_id AND w.hash = ${of}.wish_hash${scope('w')})`;
  return `(SELECT json_build_object('assetId', a.id, 'status', a.status, 'isFresh', a.wish_hash = ${slot}.wish_hash,
      'causes', CASE WHEN a.wish_hash = ${slot}.wish_hash THEN '{}' ELSE workprint_wish_causes(${terms('a')}, ${terms(slot)}) END,
      'isCard', coalesce(a.parameters->>'task' = 'CARD', false), 'durationSeconds', a.duration_seconds, 'sentences', a.sentences,
      'words', CASE WHEN a.words IS NOT NULL AND ${namesFigure} THEN a.words END)
    FROM asset a WHERE a.id = ${slot}.${column}${scope('a')})`;
}

/** A `Place` of the librarian: what a slot wants and what it has. */
function place(slot: string, at: Place): string {
  const newest = `SELECT json_build_object('status', n.status, 'rejectedReason', n.rejected_reason) FROM asset n
    WHERE n.slot_id = ${slot}.id${at.scope('n')} ORDER BY n.take DESC LIMIT 1`;
  const equal = `SELECT json_build_object('assetId', e.id, 'isHere', e.slot_id = ${slot}.id) FROM asset e
    WHERE e.project_id = ${slot}.project_id AND e.wish_hash = ${slot}.wish_hash AND e.type = ${slot}.type
      AND e.status <> 'REJECTED'${at.scope('e')} ORDER BY e.slot_id <> ${slot}.id, e.id DESC LIMIT 1`;
  return `json_build_object('slotId', ${slot}.id, 'wish', ${wish(slot)}, 'current', ${take(slot, 'current_id', at)},
    'approved', ${take(slot, 'approved_id', at)}, 'newest', (${newest}), 'equal', (${equal}))`;
}

const rows = (select: string): string => `coalesce((${select}), '[]')`;

/** A `ScriptLibrary` of the librarian, whatever the arguments: fields that are asked for twice share one hidden key. */
function scriptLibrary(script: Row, at: Place): string {
  const { scope } = at;
  const rate = `SELECT json_build_object('numerator', p.rate_numerator, 'denominator', p.rate_denominator)
    FROM project p WHERE p.id = ${script('project_id')}${scope('p', 'id')}`;
  const named = `SELECT json_agg(json_build_object('kind', r.kind, 'number', r.number, 'figureId', f.id) ORDER BY r.position)
    FROM figure_reference r LEFT JOIN figure f ON f.id = workprint_figure_meant(g.script_id, r.kind, r.number, r.document_id)${scope('f')}
    WHERE r.segment_id = g.id${scope('r')}`;
  const places = `SELECT json_object_agg(s.part, ${place('s', at)}) FROM slot s
    WHERE s.owner_id = g.id AND s.part IN ('audio', 'picture', 'video')${scope('s')}`;
  const segments = `SELECT json_agg(json_build_object('id', g.id, 'idx', g.idx, 'text', g.text, 'intent', g.intent, 'importance', g.importance,
      'displayMode', g.display_mode, 'directedMode', g.directed_mode, 'estimatedSeconds', g.estimated_seconds, 'figures', ${rows(named)}, 'places', (${places}))
      ORDER BY g.idx)
    FROM segment g WHERE g.script_id = ${script('id')}${scope('g')}`;
  const figures = `SELECT json_agg(json_build_object('id', f.id, 'slotId', s.id, 'assetId', s.current_id) ORDER BY f.kind, f.number, f.id)
    FROM figure f JOIN slot s ON s.owner_id = f.id AND s.part = 'picture'${scope('s')}
    WHERE ${isOfScript('f', script('id'), at)}${scope('f')}`;
  const ofFilm = (part: string): string =>
    `SELECT ${place('s', at)} FROM timeline t JOIN slot s ON s.owner_id = t.id AND s.part = '${part}'${scope('s')}
    WHERE t.script_id = ${script('id')}${scope('t')}`;
  const cards = `json_build_object('title', (${ofFilm('title')}), 'end', (${ofFilm('end')}))`;
  const project = `SELECT json_build_object('mode', p.mode, 'offlineFor', p.offline_for, 'providerOrder', p.provider_order)
    FROM project p WHERE p.id = ${script('project_id')}${scope('p', 'id')}`;
  return `SELECT json_build_object('project', (${project}), 'rate', (${rate}), 'segments', ${rows(segments)}, 'figures', ${rows(figures)},
    'ambience', (${ofFilm('ambience')}), 'cards', ${cards}, 'targetSeconds', ${script('target_seconds')})`;
}

/** What the librarian answers about a script. */
export const librarianFields: Readonly<Record<string, Field>> = {
  generationPlan: computed(scriptLibrary),
  tierComparison: computed(scriptLibrary),
  assemblyManifest: computed(scriptLibrary),
};

const made = { made: true } as const;

export const librarianTables: Tables = {
  GenerationPlan: made,
  GenerationItem: made,
  TierPlan: made,
  VisualPlan: made,
  AssemblyManifest: made,
  AssemblyItem: made,
};
