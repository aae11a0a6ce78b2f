/**
 * Errors as problem+json (RFC 9457) with the path of each fault: one shape for the door and the
 * API.
 */
import type { z } from "zod";
import { faultsIn } from "../mapping/setting-faults.ts";
import { type Message, messagesOf } from "../messages/index.ts";

/** `path` is dotted ("orders.statuses.0"); empty for the whole. */
export type Fault = { readonly path: string; readonly message: string | Message };
/** A fault as a program reads it: in English. */
export type FaultToTell = { readonly path: string; readonly message: string };

export type ProblemStatus = 400 | 401 | 403 | 404 | 408 | 409 | 413 | 415 | 429 | 500 | 502 | 503;

export type Problem = {
  readonly type: "about:blank";
  readonly title: string;
  readonly status: ProblemStatus;
  readonly detail?: string;
  /** A word for programs, where the status alone doesn't say it. */
  readonly kind?: string;
  readonly errors?: readonly FaultToTell[];
};

const TITLES: Readonly<Record<ProblemStatus, string>> = {
  400: "Bad request",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not found",
  408: "Too slow",
  409: "Conflict",
  413: "Too large",
  415: "Not JSON",
  429: "Too many requests",
  500: "Something went wrong here",
  502: "The vendor answered with an error",
  503: "Not available now",
};

export type ProblemInput = {
  readonly detail?: string;
  readonly kind?: string;
  readonly errors?: readonly Fault[];
  readonly headers?: Readonly<Record<string, string>>;
};

/** What a program reads. The entry points of programs load the English messages. */
export const inEnglish = (message: string | Message): string =>
  typeof message === "string" ? message : messagesOf("en").say(message);

export const problem = (
  status: ProblemStatus,
  { headers: _, errors, ...rest }: ProblemInput = {},
): Problem => ({
  type: "about:blank",
  title: TITLES[status],
  status,
  ...rest,
  ...(errors === undefined
    ? {}
    : { errors: errors.map(({ path, message }) => ({ path, message: inEnglish(message) })) }),
});

export function problemResponse(status: ProblemStatus, input: ProblemInput = {}): Response {
  return new Response(JSON.stringify(problem(status, input)), {
    status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...input.headers,
    },
  });
}

/**
 * Each fault with its path; a name that isn't known is the path itself. Never the value that was
 * sent, of which `WITH_INPUT` only lets the kind be told.
 */
export const faultsOf = (error: z.core.$ZodError): readonly Fault[] => faultsIn(error);

/** For what a person typed: then a page can say what kind of value came in place of another. */
export const WITH_INPUT = { reportInput: true } as const;
