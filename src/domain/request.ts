/**
 * Calls of a vendor as data. Clients build requests and read answers; the engine sends them, so
 * that the rate slot, the token, the journal and the log are in one place and a request can be
 * journaled before it is sent.
 */
import type { Failure } from "./failure.ts";
import type { Vendor } from "./ids.ts";
import type { Result } from "./result.ts";

export type VendorRequest = {
  readonly vendor: Vendor;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Path template without method, "/orders/{id}": the rate gate counts calls by it. */
  readonly endpoint: string;
  /** Path below the vendor's base URL, with its leading slash. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** What journal and timeline store instead of a body with a file. Absent: the body itself. */
  readonly recorded?: unknown;
  /** What a 403 closes: named to people, and paused by itself. */
  readonly capability: string;
};

/** Returns what is stored of a request's body. */
export const recordedBody = ({ body, recorded = body }: VendorRequest): unknown => recorded;

export type VendorAnswer = {
  readonly status: number;
  /** Parsed JSON, `null` for an empty body, the text itself where it isn't JSON. */
  readonly body: unknown;
  readonly isJson: boolean;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
};

/** Sends a read. The vendor's client classifies the answer; nothing here repeats it. */
export type SendRead = (request: VendorRequest) => Promise<Result<VendorAnswer, Failure>>;
