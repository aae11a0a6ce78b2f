/**
 * A call of a vendor as data, and what its answer is read with. Clients build requests and read
 * answers; the runner sends them, so that the rate slot, the token, the journal and the log are in
 * one place and a request can be journaled before it is sent. A body that isn't of its schema is a
 * `contract` failure, which names the path that broke.
 */
import type { Vendor } from "../ids.ts";
import { type Result, err, ok, type Failure } from "../result.ts";

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

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

/** A schema of zod: it is given, as domain imports no package for it. */
type Schema<T> = {
  readonly safeParse: (
    body: unknown,
  ) =>
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: { readonly issues: readonly Issue[] } };
};

type AnswerReader = {
  readonly readBody: <T>(
    schema: Schema<T>,
    answer: Pick<VendorAnswer, "body">,
  ) => Result<T, Failure>;
  readonly contractFailure: (path: readonly PropertyKey[], message: string) => Failure;
};

/** The reader of this vendor's answers. */
export function answerReader(vendor: Vendor): AnswerReader {
  const contractFailure: AnswerReader["contractFailure"] = (path, message) => ({
    kind: "contract",
    vendor,
    path: path.length === 0 ? "$" : path.map(String).join("."),
    message,
  });
  return {
    contractFailure,
    readBody: (schema, { body }) => {
      const parsed = schema.safeParse(body);
      if (parsed.success) return ok(parsed.data);
      const issue = parsed.error.issues[0];
      return err(contractFailure(issue?.path ?? [], issue?.message ?? "unreadable"));
    },
  };
}
