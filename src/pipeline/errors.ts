/**
 * Every expected refusal. A refusal is not a bug: it reaches the client as a `UserError` with its stable code, what was
 * expected, what came and the remedy. Whatever else is thrown is logged and masked.
 */
export const ERROR_CODES = [
  'INVALID_INPUT',
  'NOT_FOUND',
  'FORBIDDEN',
  'CONFLICT',
  'ILLEGAL_TRANSITION',
  'LOCKED',
  'STALE_VERSION',
  'BUDGET_EXCEEDED',
  'IDEMPOTENCY_MISMATCH',
  'NOT_CONFIGURED',
  'UNAVAILABLE',
  'UNSUPPORTED',
  'MEDIA_REFUSED',
  'LIMIT_EXCEEDED',
  'CYCLE',
  'MISSING_ASSETS',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

export interface Refusal {
  /** Path of the input field at fault, as the client wrote it: `['input', 'cap', 'amount']`. */
  field?: string[];
  expected?: string;
  got?: string;
  remedy?: string;
}

export abstract class DomainError extends Error implements Refusal {
  abstract readonly code: ErrorCode;
  readonly field?: string[];
  readonly expected?: string;
  readonly got?: string;
  readonly remedy?: string;

  constructor(message: string, refusal: Refusal = {}) {
    super(message);
    this.name = new.target.name;
    this.field = refusal.field;
    this.expected = refusal.expected;
    this.got = refusal.got;
    this.remedy = refusal.remedy;
  }
}

export class InvalidInput extends DomainError {
  readonly code = 'INVALID_INPUT';
}
export class NotFound extends DomainError {
  readonly code = 'NOT_FOUND';
}
export class Forbidden extends DomainError {
  readonly code = 'FORBIDDEN';
}
export class Conflict extends DomainError {
  readonly code = 'CONFLICT';
}
/** The state that something is in does not lead to the one that was asked for. */
export class IllegalTransition extends DomainError {
  readonly code = 'ILLEGAL_TRANSITION';
}
/** Somebody else changed it first. */
export class StaleVersion extends DomainError {
  readonly code = 'STALE_VERSION';
}
export class Unsupported extends DomainError {
  readonly code = 'UNSUPPORTED';
}
/** A cap that is below what was spent and set aside under it. */
export class BudgetExceeded extends DomainError {
  readonly code = 'BUDGET_EXCEEDED';
}
export class IdempotencyMismatch extends DomainError {
  readonly code = 'IDEMPOTENCY_MISMATCH';
}
export class NotConfigured extends DomainError {
  readonly code = 'NOT_CONFIGURED';
}
/** Something this server relies on does not answer now; the same request may succeed later. */
export class Unavailable extends DomainError {
  readonly code = 'UNAVAILABLE';
}
export class LimitExceeded extends DomainError {
  readonly code = 'LIMIT_EXCEEDED';
}
/** Media or renders find no space: nothing is half-written, and the same call goes on once there is some. */
export class DiskFull extends DomainError {
  readonly code = 'UNAVAILABLE';
  constructor() {
    super('The disk of the server is full.', {
      expected: 'free space where media and renders are kept',
      got: 'a full disk, or a quota that is used up',
      remedy: 'Free space on the disk of the server; what was finished is kept, so ask again or resume the run.',
    });
  }
}
/** What a file system says of itself when nothing more fits in. */
export function isDiskFull(error: unknown): boolean {
  const { code } = Object(error) as { code?: unknown };
  return code === 'ENOSPC' || code === 'EDQUOT';
}

/** Bytes that are not what they claim to be, do not decode, or are larger than we open. */
export class MediaRefused extends DomainError {
  readonly code = 'MEDIA_REFUSED';
}
/** Places that must be filled are not. */
export class MissingAssets extends DomainError {
  readonly code = 'MISSING_ASSETS';
}

/** The bytes kept for a hash no longer have that hash: the disk or somebody changed them. Nothing is served from them. */
export class MediaCorrupt extends DomainError {
  readonly code = 'MEDIA_REFUSED';
}

type Spoken = Required<Omit<Refusal, 'field'>>;

/** Somebody else works in the data directory. It stays theirs: two servers on one cluster destroy it. */
export class DataDirectoryBusy extends DomainError {
  readonly code = 'CONFLICT';
  constructor(refusal: Spoken) {
    super(`Expected ${refusal.expected}, got ${refusal.got}. ${refusal.remedy}`, refusal);
  }
}

/** The embedded Postgres cannot run here, or not in this data directory, until a person changes something. */
export class EmbeddedPostgresUnusable extends DomainError {
  readonly code = 'NOT_CONFIGURED';
  constructor(refusal: Spoken) {
    super(`Expected ${refusal.expected}, got ${refusal.got}. ${refusal.remedy}`, refusal);
  }
}

/** The graph of jobs has a circle, or names what is not there. Nothing was started. */
export class Cycle extends DomainError {
  readonly code = 'CYCLE';
}

/** This process was silent for so long that others took its work over. What it still does counts for nothing. */
export class ExecutorRetired extends DomainError {
  readonly code = 'CONFLICT';
  constructor(executorId: string) {
    super(`The executor ${executorId} was retired: its work was taken over while it was silent.`, {
      expected: 'a heartbeat at least every 15 s',
      remedy: 'Start this process again; it begins as a new executor.',
    });
  }
}
