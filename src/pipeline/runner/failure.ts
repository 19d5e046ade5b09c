import { DiskFull, DomainError, isDiskFull } from '../errors';
import type { Failure } from './order';
import { isOutage } from './outage';
import { mayHelpAgain } from './retry';
import type { JobErrorCode } from './run';
import { SupplierFailed } from './supplier-failed';

/** What a refusal is as the failure of a job; whatever is not listed is a refusal that asking again does not change. */
const CODES: Readonly<Record<string, JobErrorCode>> = {
  UNAVAILABLE: 'TRANSIENT',
  LIMIT_EXCEEDED: 'REFUSED',
  NOT_CONFIGURED: 'UNAUTHORISED',
  MISSING_ASSETS: 'DEPENDENCY_FAILED',
};

export function refused(error: DomainError, provider: string | null): Failure {
  const code = CODES[error.code] ?? 'REFUSED';
  const remedy = error.remedy ?? null;
  return { code, message: error.message, provider, retryable: code === 'TRANSIENT', remedy };
}

/** A bug or an outage: the log has all of it, people are told where to look. */
export function unexpected(jobId: string, provider: string | null): Failure {
  return {
    code: 'INTERNAL',
    message: `It failed in a way that was not foreseen; the server's log names job ${jobId}.`,
    provider,
    retryable: true,
    remedy: "Resume the run; if it fails again, send the log's lines to whoever runs this server.",
  };
}

/** Nobody wants it any more. */
export const ABANDONED: Failure = {
  code: 'CANCELLED',
  message: 'Whoever wanted it was cancelled.',
  provider: null,
  retryable: true,
  remedy: null,
};

export function failureOf(error: unknown, jobId: string, provider: string | null): Failure {
  if (error instanceof SupplierFailed) return supplierFailure(error, provider);
  if (isDiskFull(error)) return refused(new DiskFull(), provider);
  if (isOutage(error)) return away(error, provider);
  return error instanceof DomainError ? refused(error, provider) : unexpected(jobId, provider);
}

function supplierFailure({ code, message, remedy }: SupplierFailed, provider: string | null): Failure {
  return { code, message, provider, retryable: mayHelpAgain(code), remedy: remedy ?? null };
}

function away(error: unknown, provider: string | null): Failure {
  const message = `Something that it needs could not be reached: ${error instanceof Error ? error.message : String(error)}`;
  return { code: 'TRANSIENT', message, provider, retryable: true, remedy: 'Resume the run when it is back.' };
}
