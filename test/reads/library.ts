import type { DataSource } from 'typeorm';
import { AccessToken } from '../../src/entities/access-token.entity';
import { Budget } from '../../src/entities/budget.entity';
import type { Job } from '../../src/entities/job.entity';
import { Project } from '../../src/entities/project.entity';
import { SupplierState } from '../../src/entities/supplier-state.entity';
import type { Caller } from '../../src/pipeline/workspace/caller';
import { addDocuments } from './library/documents';
import { addProjectLog, addRunLog } from './library/logs';
import { addPlan } from './library/plans';
import { Rows } from './library/rows';
import { addBudgets, addCharges, addRun, withinCap } from './library/runs';
import { addClips, addScript, addShotList, addTimeline } from './library/stories';
import { addStyleProfiles } from './library/style-profiles';
import { Takes } from './library/takes';
import { addWebhooks } from './library/webhooks';
import { Random } from './random';

const SEGMENTS = [7, 0, 1];
const SCENES = [3, 0, 2];
const DOCUMENTS = [3, 1, 2];

/** Three projects, small and wicked, and the callers who look at them. */
export async function fillLibrary(store: DataSource, seed: number): Promise<Caller[]> {
  const rows = new Rows(store, new Random(seed));
  const keys = ['heat', 'ice', 'dust'];
  const projects = keys.map((key, index) => addProject(rows, key, index));
  const [first, second] = projects.map(({ id }) => id);
  const callers = ['all' as const, [first ?? ''], [first ?? '', second ?? ''], [rows.newId()], []].map((projectIds) =>
    addCaller(rows, projectIds),
  );
  for (const name of ['voice', 'Voice', 'paint "co"']) rows.add(SupplierState, { name });
  await rows.insert();
  return callers;
}

function addCaller(rows: Rows, projects: Caller['projects']): Caller {
  const { id, name, role } = rows.add(AccessToken, { projectIds: projects === 'all' ? null : [...projects] });
  return { tokenId: id, name, role, projects };
}

function addProject(rows: Rows, key: string, index: number): Project {
  const project = rows.add(Project, {
    key,
    offlineFor: index === 0 ? ['SPEECH', 'IMAGE'] : [],
    providerOrder: index === 1 ? { SPEECH: ['openai', 'elevenlabs-speech'], IMAGE: [] } : {},
    voiceMap: index === 1 ? { NARRATOR: 'rachel', 'ÄNNE "B"': 'elevenlabs=21m00, openai=onyx' } : {},
    pronunciations: index === 0 ? { nginx: 'engine ex', 'Ä "b"': 'a “b”' } : {},
    styles: index === 0 ? { dusk: 'violet “light”\n' } : {},
  });
  const projectId = project.id;
  rows.add(Budget, { projectId, runId: null, kind: 'PROJECT', label: '', ...withinCap(rows) });
  addBudgets(rows, { projectId, runId: null }, ['JOB_TYPE']);
  const jobs: Job[] = [];
  const takes = new Takes(rows, () => {
    const job = jobs.length > 0 ? rows.random.pick(jobs) : null;
    return job && { runId: job.runId, jobId: job.id };
  });
  const shotList = addShotList(rows, takes, projectId, SCENES[index] ?? 0);
  const filming = addRun(rows, projectId, { type: 'SHOT_LIST', id: shotList.id }, 5);
  jobs.push(...filming.jobs);
  const script = addScript(rows, takes, projectId, SEGMENTS[index] ?? 0);
  const idle = addRun(rows, projectId, { type: 'STRUCTURED_SCRIPT', id: script.id }, 0);
  const other = addScript(rows, takes, projectId, index);
  addDocuments(rows, takes, [script, other], DOCUMENTS[index] ?? 0);
  addClips(rows, takes, addTimeline(rows, takes, script, true));
  if (index < 2) addTimeline(rows, takes, other, false);
  takes.slot({ projectId, id: projectId, type: 'PROJECT' }, 'poster');
  for (const job of jobs) linkResults(rows, job, takes);
  addCharges(rows, jobs, takes.assets);
  const told = { projectId, script, assets: takes.assets };
  addStyleProfiles(rows, projectId, index);
  const plan = addPlan(rows, takes, projectId, index);
  addTimeline(rows, takes, plan, index > 0);
  jobs.push(...addRun(rows, projectId, { type: 'PRODUCTION_PLAN', id: plan.id }, index).jobs);
  addProjectLog(rows, { ...told, ...filming });
  addRunLog(rows, { ...told, ...filming }, index === 2);
  if (index < 2) addRunLog(rows, { ...told, ...idle }, index === 0);
  addWebhooks(rows, projectId);
  return project;
}

function linkResults(rows: Rows, job: Job, { assets, slots }: Takes): void {
  job.slotId = rows.random.chance(0.7) ? rows.random.pick(slots).id : null;
  if (assets.length === 0) return;
  if (rows.random.chance(0.5)) job.resultId = rows.random.pick(assets).id;
  if (rows.random.chance(0.3)) job.reusedFromId = rows.random.pick(assets).id;
}
