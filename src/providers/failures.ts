import { type Billed, SupplierFailed } from '../pipeline/runner/supplier-failed';

/** What a vendor said, or did not say, of a call that came to nothing. */
interface Said {
  /** As the house is called. */
  readonly vendor: string;
  /** In its own words, without secrets. */
  readonly message: string;
  /** Nothing, unless told otherwise. */
  readonly billed?: Billed;
}

/** Too many calls. */
export class RateLimited extends SupplierFailed {
  constructor({ vendor, message, billed = 'NOTHING', retryAfterSeconds }: Said & { retryAfterSeconds: number | null }) {
    const remedy = 'It is asked again by itself; WORKPRINT_RATES makes us ask less often.';
    super({
      code: 'RATE_LIMITED',
      message: `${vendor} is asked too often: ${message}`,
      remedy,
      retryAfterSeconds,
      billed,
    });
  }
}

/** It may succeed in a moment. */
export class Transient extends SupplierFailed {
  constructor({
    vendor,
    message,
    billed = 'NOTHING',
    retryAfterSeconds = null,
  }: Said & { retryAfterSeconds?: number | null }) {
    const remedy = 'It is asked again by itself.';
    super({ code: 'TRANSIENT', message: `${vendor} failed: ${message}`, remedy, retryAfterSeconds, billed });
  }
}

/** It will not make this, now or later: the order is what is wrong. */
export class Refused extends SupplierFailed {
  constructor({ vendor, message, billed = 'NOTHING' }: Said) {
    const remedy = 'Change the prompt or the parameters, or ask another supplier.';
    super({ code: 'REFUSED', message: `${vendor} refused: ${message}`, remedy, billed });
  }
}

export class Unauthorised extends SupplierFailed {
  constructor({ vendor, message, billed = 'NOTHING' }: Said) {
    const remedy = `Correct the key of ${vendor}, then try it with \`workprint providers test\`.`;
    super({ code: 'UNAUTHORISED', message: `${vendor} does not take our key: ${message}`, remedy, billed });
  }
}

export class OutOfCredit extends SupplierFailed {
  constructor({ vendor, message, billed = 'NOTHING' }: Said) {
    const remedy = `Top up the account at ${vendor}, then resume the run.`;
    super({ code: 'OUT_OF_CREDIT', message: `The account at ${vendor} is empty: ${message}`, remedy, billed });
  }
}

/** What it sent is not what was ordered. `evidence`: what it sent, for people to look at. */
export class BadReply extends SupplierFailed {
  constructor({ vendor, message, billed = 'UNKNOWN', evidence }: Said & { evidence?: Uint8Array }) {
    const remedy = 'It is asked again by itself; where the reply is kept, show it to the supplier.';
    super({ code: 'BAD_REPLY', message: `${vendor} sent what is no good: ${message}`, remedy, billed, evidence });
  }
}
