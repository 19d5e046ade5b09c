import { LAYING_OUT, type Watch } from '../../pipeline/runner/watch';
import type { Family } from './exposition';
import { Counter, Histogram } from './instruments';

/** Suppliers on this machine answer within a second, models within a minute, films are rendered for longer. */
const CALL_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180, 600, 1800];
/** Interactive planning is meant to take less than 10 s in all: a parser 0.1 s, an extraction 1 to 2 s, a repair 2 to 5 s. */
const PLANNING_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30];
const MUTATION_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

const OK = 'OK';

/** What this process itself has seen since it started. */
export class Meters implements Omit<Watch, 'span'> {
  readonly #calls = new Histogram(
    { name: 'workprint_supplier_call_seconds', help: 'How long suppliers took to deliver or to refuse.' },
    CALL_SECONDS,
  );
  readonly #refusals = new Counter({
    name: 'workprint_supplier_errors',
    help: 'Calls of suppliers that delivered nothing, by the code of the failure.',
  });
  readonly #mutations = new Histogram(
    { name: 'workprint_mutation_seconds', help: 'How long mutations took; code is OK or that of the refusal.' },
    MUTATION_SECONDS,
  );
  readonly #planning = new Histogram(
    { name: 'workprint_planning_seconds', help: 'How long a phase of planning took.' },
    PLANNING_SECONDS,
  );
  readonly #readings = new Counter({
    name: 'workprint_planning_replies',
    help: 'Replies of models that were read while planning; the share with repaired="true" is the repair rate.',
  });
  readonly #creations = new Counter({
    name: 'workprint_job_creations',
    help: 'Attempts to create the jobs of a run; code is OK or that of the refusal.',
  });
  readonly #manifests = new Counter({ name: 'workprint_manifest_checks', help: 'Manifests that were checked.' });
  readonly #plans = new Counter({
    name: 'workprint_plans',
    help: 'Plans made of treatments and drafts; the share with used_repair="true" is how often something had to be mended.',
  });
  readonly #keepings = new Counter({
    name: 'workprint_plans_stored',
    help: 'Attempts to store a plan with its jobs, all or nothing; code is OK or that of the refusal.',
  });
  readonly #plannedJobs = new Counter({ name: 'workprint_planned_jobs', help: 'Jobs that were stored with plans.' });
  readonly #ends = new Counter({
    name: 'workprint_jobs_ended',
    help: 'Jobs that this process carried out to their end; code is OK or that of the failure.',
  });

  readonly called: Watch['called'] = ({ provider, capability, seconds, code }) => {
    this.#calls.observe({ provider, capability }, seconds);
    if (code !== null) this.#refusals.add({ provider, capability, code });
  };

  readonly mutated: Watch['mutated'] = ({ name, seconds, code }) => {
    this.#mutations.observe({ mutation: name, code: code ?? OK }, seconds);
    const phase = LAYING_OUT[name];
    if (!phase) return;
    this.planned({ phase, seconds });
    this.createdJobs({ code });
  };

  readonly planned: Watch['planned'] = ({ phase, seconds }) => this.#planning.observe({ phase }, seconds);

  readonly understood: Watch['understood'] = ({ isRepaired }) => this.#readings.add({ repaired: String(isRepaired) });

  readonly createdJobs: Watch['createdJobs'] = ({ code }) => this.#creations.add({ code: code ?? OK });

  readonly checkedManifest: Watch['checkedManifest'] = ({ isValid }) => this.#manifests.add({ valid: String(isValid) });

  readonly madePlan: Watch['madePlan'] = ({ usedRepair }) => this.#plans.add({ used_repair: String(usedRepair) });

  readonly keptPlan: Watch['keptPlan'] = ({ code, jobs }) => {
    this.#keepings.add({ code: code ?? OK });
    if (code === null) this.#plannedJobs.add({}, jobs);
  };

  readonly endedJob: Watch['endedJob'] = ({ type, code }) => this.#ends.add({ type, code: code ?? OK });

  families(): Family[] {
    return [
      this.#calls,
      this.#refusals,
      this.#mutations,
      this.#planning,
      this.#readings,
      this.#creations,
      this.#manifests,
      this.#plans,
      this.#keepings,
      this.#plannedJobs,
      this.#ends,
    ].map((instrument) => instrument.family());
  }
}
