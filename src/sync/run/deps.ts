import type { Clock } from "../../domain/clock.ts";
import type { Failure } from "../../domain/failure.ts";
import type { Http, HttpFault, HttpRequest } from "../../domain/http.ts";
import type { VendorAnswer, VendorRequest } from "../../domain/request.ts";
import type { Result } from "../../domain/result.ts";
import type { Keyring, RandomBytes } from "../../store/seal.ts";
import type { AccessToken } from "../engine-rpc.ts";
import type { Permits } from "./permits.ts";

/** How a request of a vendor becomes an HTTP request, and its answer a value or a failure. */
export type Wire = {
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
  /** Waits for a rate slot: at most a second or so. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly permits: Permits;
  readonly vendorTimeoutMs: number;
  readonly settleMs: readonly number[];
  readonly backoffMs: readonly number[];
  /** Names this deployment in the company's claim. */
  readonly deployment: string;
  /**
   * Whether a tenant of this deployment by that id was retired. Throws where the registry doesn't
   * answer.
   */
  readonly isRetired: (tenantId: string) => Promise<boolean>;
};
