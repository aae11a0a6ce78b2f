import {
  classifyRead as asperionRead,
  classifyWrite as asperionWrite,
} from "../../asperion/errors.ts";
import { asperionHttp } from "../../asperion/request.ts";
import type { Clock } from "../../domain/platform/clock.ts";
import type { Http, HttpFault, HttpRequest } from "../../domain/vendors/http.ts";
import type { VendorAnswer, VendorRequest } from "../../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../../domain/result.ts";
import {
  classifyRead as ledgerRead,
  classifyWrite as ledgerWrite,
} from "../../eaccounting/errors.ts";
import { eaccountingHttp } from "../../eaccounting/request.ts";
import type { Config } from "../../env.ts";
import type { Keyring, RandomBytes } from "../../store/seal.ts";
import type { AccessToken } from "../contract/runs.ts";

/** Encodes a vendor's request as HTTP, and classifies its answer as a value or a failure. */
type Wire = {
  encode(request: VendorRequest, token: string, administrationId: number | null): HttpRequest;
  classify(
    request: VendorRequest,
    outcome: Result<VendorAnswer, HttpFault>,
    token: AccessToken,
  ): Result<VendorAnswer, Failure>;
};

export type RunnerDeps = {
  readonly clock: Clock;
  readonly http: Http;
  readonly wire: Wire;
  readonly keyring: () => Promise<Keyring>;
  readonly random: RandomBytes;
  /** Waits for a rate slot, for about a second at most. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly permits: Permits;
  readonly vendorTimeoutMs: number;
  readonly settleMs: readonly number[];
  readonly backoffMs: readonly number[];
  /** Names this deployment in the company's label. */
  readonly deployment: string;
  /** Whether this deployment retired such a tenant. Throws where the registry doesn't answer. */
  readonly isRetired: (tenantId: string) => Promise<boolean>;
};

const CLASSIFY = {
  asperion: { read: asperionRead, write: asperionWrite },
  eaccounting: { read: ledgerRead, write: ledgerWrite },
};

/**
 * Encodes requests of both vendors and classifies their answers. A failed write counts as a refusal
 * only where the vendor's answer says so.
 */
export function vendorWire(config: Pick<Config, "asperion" | "eaccounting">): Wire {
  return {
    encode: (request, token, administrationId) =>
      request.vendor === "asperion"
        ? asperionHttp(config.asperion.apiUrl, request, { accessToken: token, administrationId })
        : eaccountingHttp(config.eaccounting.apiUrl, request, token),
    classify: (request, outcome, token) => {
      const failure = CLASSIFY[request.vendor][request.method === "GET" ? "read" : "write"](
        request,
        outcome,
        token.version,
      );
      if (failure !== null) return err(failure);
      if (!outcome.ok) throw new Error("a fault without a failure");
      return ok(outcome.value);
    },
  };
}

/**
 * Connection permits of one invocation. The platform allows six connections at once, including
 * calls of D1 and objects; the seventh waits. A write that waits there after its `begin` could be
 * sent too late, so each call first takes one of five permits. The local runtime doesn't enforce
 * the limit.
 */
export class Permits {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  constructor(count = 5) {
    this.#free = count;
  }

  async with<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
