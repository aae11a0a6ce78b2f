/**
 * The parts of an order's way as spans of the platform's own tracing: webhook, job, claim, calls of
 * vendors, comparison, completion. Where tracing is off they cost next to nothing. Attributes are
 * ids of ours, codes and templates of paths: the types take nothing else, so that no span can hold
 * a buyer's word, an address with its token, or a secret.
 */
import { tracing } from "cloudflare:workers";
import type { Failure } from "../domain/failure.ts";
import type { VendorRequest } from "../domain/request.ts";
import type { Result } from "../domain/result.ts";

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
  /** Who woke the job. */
  readonly via?: "dispatch" | "queue";
  readonly event?: string;
  readonly outcome?: string;
  /** Kind of the failure. */
  readonly failure?: string;
  readonly vendor?: VendorRequest["vendor"];
  readonly method?: VendorRequest["method"];
  /** The template of a path, never the path. */
  readonly endpoint?: string;
  /** What is written, by its kind. */
  readonly operation?: string;
};

/** Adds to a span what is known only later. */
export type Tell = (attributes: SpanAttributes) => void;

/** Runs `act` within a span, which ends with it. The span answers for nothing: faults pass. */
export const inSpan = <T>(
  name: SpanName,
  attributes: SpanAttributes,
  act: (tell: Tell) => Promise<T>,
): Promise<T> =>
  tracing.enterSpan(name, (span) => {
    span.setAttributes(attributes);
    return act((more) => void span.setAttributes(more));
  });

/** A span without duration: something was found. */
export function markSpan(name: SpanName, attributes: SpanAttributes): void {
  tracing.startSpan(name).setAttributes(attributes).end();
}

/** A call of a vendor, its waits for a slot and a token counted in. `operation`: what it writes. */
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
