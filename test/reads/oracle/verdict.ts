import { byGlobalId } from './types';
import type { View } from './view';

/** The hashes of the library are drawn, so its audit is broken at its first entry; where it has none, at the first asset. */
export function verdict(view: View, id: string): object {
  const project = byGlobalId(view, id, ['Project']);
  if (!project) throw new Error('There is no such project.');
  const entries = view.all('audit_entry', { project_id: project.id });
  const [asset] = view.all('asset', { project_id: project.id }).sort((a, b) => (a.id < b.id ? -1 : 1));
  const first = entries.find(({ seq }) => seq === 1) ?? null;
  const missing = asset ? `Asset_${asset.id} is ${asset.status}, and no entry speaks of it.` : null;
  return {
    ok: !first && !asset,
    entries: entries.length,
    brokenSeq: first || asset ? 1 : null,
    firstBroken: first,
    problem: first ? 'Entry 1 is missing, or is not what was written.' : missing,
  };
}
