import type { ProblemDocument } from '#libs/contracts/http';

interface Facts {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly correlationId?: string | undefined;
  readonly fields?: readonly { readonly path: string; readonly message: string }[];
  readonly params?: Readonly<Record<string, number>>;
  readonly retryAfterSeconds?: number | undefined;
}

/** Codes of failures that no problem document names, because none came. */
const UNREACHABLE = 'console.unreachable';
const UNREADABLE = 'console.answer-unreadable';
/** The session is over, whatever was asked. */
const WITHOUT_SESSION = /^identity\.(not-signed-in|session-unknown|session-expired|session-idle)$/;

/** What the API refused, or could not be asked: the one failure of requests that components know. */
export class Refusal extends Error {
  /** Permanent; words for it stand in the locales under `problem`. */
  readonly code: string;
  /** Of HTTP; 0 when no answer came. */
  readonly status: number;
  /** In English, as the API said it. */
  readonly detail: string;
  readonly correlationId: string | undefined;
  /** Which fields were refused, by their dotted paths. */
  readonly fields: readonly { readonly path: string; readonly message: string }[];
  /** The numbers behind the detail, by name, such as the limit that was met. */
  readonly params: Readonly<Record<string, number>>;
  /** Before that it is of no use to ask again, seconds. */
  readonly retryAfterSeconds: number | undefined;

  private constructor(
    { code, status, detail, correlationId, fields = [], params = {}, retryAfterSeconds }: Facts,
    options?: ErrorOptions,
  ) {
    super(detail, options);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
    this.detail = detail;
    this.correlationId = correlationId;
    this.fields = fields;
    this.params = params;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  static of(problem: ProblemDocument, retryAfterSeconds?: number): Refusal {
    const { code, status, detail, correlationId, errors = [], params = {} } = problem;
    return new Refusal({ code, status, detail, correlationId, fields: errors, params, retryAfterSeconds });
  }

  /** No answer came: no network, or nobody listens. */
  static unreachable(options?: ErrorOptions): Refusal {
    return new Refusal({ code: UNREACHABLE, status: 0, detail: 'The platform could not be reached.' }, options);
  }

  /** An answer came that the contract does not know: of a proxy, or of another version. */
  static unreadable(status: number, detail: string, correlationId: string | undefined): Refusal {
    return new Refusal({ code: UNREADABLE, status, detail, correlationId });
  }

  /** What the API would refuse, and is not asked for that. */
  static ofOwn(code: string): Refusal {
    return new Refusal({ code, status: 0, detail: code });
  }

  /** A mistake of the console's own, shown as any other failure is. */
  static unforeseen(cause: unknown): Refusal {
    return new Refusal({ code: 'console.failed', status: 0, detail: String(cause) }, { cause });
  }

  get isWithoutSession(): boolean {
    return WITHOUT_SESSION.test(this.code);
  }

  /** Whether whoever asked does not belong to the organization in which they look (`in`). */
  get isOutside(): boolean {
    return this.fields.some(({ path }) => path === 'in');
  }

  /** Whether what was asked for is not, or no longer, for whoever asks: what was read of it before is not shown either. */
  get isWithheld(): boolean {
    return this.status === 403 || this.status === 404;
  }

  /** Whether the same question may be answered a moment later. */
  get isTransient(): boolean {
    return this.code === UNREACHABLE || this.status === 429 || this.status >= 500;
  }
}
