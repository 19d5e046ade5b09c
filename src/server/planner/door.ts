import { randomUUID } from 'node:crypto';
import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import { type Caller, namedProject, planProduction, planReceipt, type Role, storedPlan } from '../../pipeline';
import { warningLine } from '../../pipeline/planner/plan-warning';
import { globalId } from '../../pipeline/values/global-id';
import { UUID } from '../../pipeline/values/uuid';
import { assertPermitted } from '../../resolvers/needs';
import { type Asked, callerFrom } from '../auth';
import { parseJson, readBody } from '../body';
import { HttpError, refusalOf } from '../http-error';
import type { Services } from '../services';
import { askedPlanOf } from './asked-plan';
import { sendJson, sendRefusal } from './refusals';

export const PLANNER_PATH = '/api/production-planner/phase4';

type Door = Pick<Services, 'studio' | 'planner' | 'tokens' | 'watching' | 'log'>;

/**
 * The planner for those who speak REST. It has no rules of its own: the verbs decide, as they do for GraphQL. A body may be as long as there:
 * half a million characters of treatment and as many of hints, each escaped as six bytes.
 */
export function plannerDoor(services: Door): Router {
  const router = Router();
  router.post('/', (request, response) => storePlan(services, request, response));
  router.get('/', (request, response) => showPlan(services, request, response));
  router.all('/', () => {
    throw notThisMethod();
  });
  const refuse: ErrorRequestHandler = (error, _request, response, _next) => {
    const refusal = refusalOf(services.log, response, error);
    if (response.headersSent) response.destroy();
    else sendRefusal(response, refusal);
  };
  return router.use(refuse);
}

async function storePlan(
  { studio, planner, tokens, watching }: Door,
  request: Request,
  response: Response,
): Promise<void> {
  const caller = await permitted(tokens, request, 'PRODUCER');
  assertJson(request);
  const { project, treatment, hints } = askedPlanOf(parseJson(await readBody(request), A_BODY));
  const projectId = await namedProject(studio, caller, project);
  const idempotencyKey = request.get('idempotency-key') ?? randomUUID();
  const desk = { ...studio, planner, watch: watching.watch };
  const manifestId = await planProduction(desk, caller, { projectId, treatment, hints, idempotencyKey });
  const { warnings, ...receipt } = await planReceipt(studio, caller, manifestId);
  const ids = { manifestId, planId: globalId('ProductionPlan', manifestId) };
  const told = { ...receipt, warnings: [...new Set(warnings.map(warningLine))] };
  const location = `${PLANNER_PATH}?manifestId=${manifestId}`;
  sendJson(response, 201, { success: true, ...ids, ...told }, { location });
}

async function showPlan({ studio, tokens }: Door, request: Request, response: Response): Promise<void> {
  const caller = await permitted(tokens, request, 'VIEWER');
  const { manifestId } = request.query;
  if (typeof manifestId !== 'string' || manifestId === '') throw noManifestId(manifestId);
  const id = manifestId.toLowerCase();
  const plan = await storedPlan(studio, caller, UUID.test(id) ? id : NOBODYS_ID);
  sendJson(response, 200, { success: true, ...plan });
}

/** Asked for in place of what is no id at all, so that both get one answer. */
const NOBODYS_ID = '00000000-0000-0000-0000-000000000000';

async function permitted(tokens: Door['tokens'], request: Asked<Request>, role: Role): Promise<Caller> {
  request.caller = await callerFrom(tokens, request.headers.authorization);
  assertPermitted(request.caller, role);
  return request.caller;
}

const A_BODY = 'a JSON object with `studioBlueprintId`, `treatmentText` and `userUI`';

function assertJson(request: Request): void {
  const type = request.get('content-type');
  if (/^application\/json\b/i.test(type ?? '')) return;
  throw new HttpError(415, 'UNSUPPORTED', 'The body is read as JSON alone.', {
    expected: 'the header `Content-Type: application/json`',
    got: type?.slice(0, 80) ?? 'no content type',
    remedy: 'Send the body as JSON, and say so.',
  });
}

function noManifestId(given: unknown): HttpError {
  return new HttpError(400, 'INVALID_INPUT', 'Which plan is meant must be said.', {
    expected: 'one `manifestId` in the query',
    got: Array.isArray(given) ? 'several' : 'none',
    remedy: `Ask for ${PLANNER_PATH}?manifestId= and the id that planning answered.`,
  });
}

function notThisMethod(): HttpError {
  const detail = { expected: 'POST to plan, GET to look', remedy: 'Use one of these.' };
  return new HttpError(405, 'UNSUPPORTED', 'This address takes POST and GET.', detail, { allow: 'GET, HEAD, POST' });
}
