/**
 * Spans of the platform's tracing for the parts of an order's way: webhook, job, claim, calls of
 * vendors, comparison, completion. Where tracing is off they cost next to nothing. Attributes are
 * our own ids, codes and path templates: the types allow nothing else, so no span can hold a
 * buyer's data, an address with its token, or a secret.
 */
import { tracing } from "cloudflare:workers";
import type { VendorRequest } from "../domain/vendors/request.ts";
import type { Result, Failure } from "../domain/result.ts";

type SpanName =
  | "webhook.accept"
  | "job.run"
  | "job.claim"
  | "job.compare"
  | "job.complete"
  | "vendor.read"
  | "vendor.write";

type SpanAttributes = {
  readonly tenant?: string;
  readonly job?: string;
  readonly flow?: string;
  readonly attempt?: number;
  /** What woke the job. */
  readonly via?: "dispatch" | "queue";
  readonly event?: string;
  readonly outcome?: string;
  /** Kind of the failure. */
  readonly failure?: string;
  readonly vendor?: VendorRequest["vendor"];
  readonly method?: VendorRequest["method"];
  /** The template of a path, never the path. */
  readonly endpoint?: string;
  /** The kind of write. */
  readonly operation?: string;
};

/** Adds attributes to a span that are known only later. */
export type SetAttributes = (attributes: SpanAttributes) => void;

/** Runs `act` within a span, which ends with it. Faults pass through. */
export const inSpan = <T>(
  name: SpanName,
  attributes: SpanAttributes,
  act: (tell: SetAttributes) => Promise<T>,
): Promise<T> =>
  tracing.enterSpan(name, (span) => {
    // Where nothing is traced the runtime would read and copy them for nobody.
    if (!span.isTraced) return act(untold);
    span.setAttributes(attributes);
    return act((more) => void span.setAttributes(more));
  });

const untold = (): void => undefined;

/** Marks an instant, as a span without duration. */
export function markSpan(name: SpanName, attributes: SpanAttributes): void {
  const span = tracing.startSpan(name);
  if (span.isTraced) span.setAttributes(attributes);
  span.end();
}

/**
 * Runs a vendor's call in a span, including its waits for slot and token. `operation`: the kind of
 * write.
 */
export const callSpan = <T>(
  { vendor, method, endpoint }: VendorRequest,
  operation: string | null,
  act: () => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> =>
  inSpan(
    operation === null ? "vendor.read" : "vendor.write",
    { vendor, method, endpoint, ...(operation === null ? {} : { operation }) },
    async (tell) => {
      const answer = await act();
      if (!answer.ok) tell({ failure: answer.error.kind });
      return answer;
    },
  );
