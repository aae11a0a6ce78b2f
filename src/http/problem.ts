/**
 * Errors as problem+json (RFC 9457) with the path of each fault: one shape for the webhook endpoint
 * and the API.
 */
import { loadMessages, type Message, messagesOf, type PlainId } from "../messages/index.ts";
import { defined } from "../domain/platform/defined.ts";

/**
 * `path` is dotted ("orders.statuses.0"); empty for the whole. A text is said already, as those of
 * a page's own form are.
 */
export type Fault = { readonly path: string; readonly message: string | Message };
/** A fault as a program reads it: in English. */
type FaultToTell = { readonly path: string; readonly message: string };

export type ProblemStatus = 400 | 401 | 403 | 404 | 408 | 409 | 413 | 415 | 429 | 500 | 502 | 503;

type Problem = {
  readonly type: "about:blank";
  readonly title: string;
  readonly status: ProblemStatus;
  readonly detail?: string;
  /** A word for programs, where the status alone doesn't say it. */
  readonly kind?: string;
  readonly errors?: readonly FaultToTell[];
};

const TITLES = {
  400: "problems.badRequest",
  401: "problems.notSignedIn",
  403: "problems.notAllowed",
  404: "problems.notFound",
  408: "problems.tooSlow",
  409: "problems.conflict",
  413: "problems.tooLarge",
  415: "problems.notJson",
  429: "problems.tooManyRequests",
  500: "problems.somethingWrong",
  502: "problems.vendorError",
  503: "problems.notAvailable",
} as const satisfies Readonly<Record<ProblemStatus, PlainId>>;

/** A text is said already: a reason in the language that the caller asks for. */
export type ProblemInput = {
  readonly detail?: Message | string;
  readonly kind?: string;
  readonly errors?: readonly Fault[];
  readonly headers?: Readonly<Record<string, string>>;
};

/** The text for programs. Their entry points load the English messages. */
export const inEnglish = (message: string | Message): string =>
  typeof message === "string" ? message : messagesOf("en").say(message);

/** The English messages are loaded when the first problem is answered. */
async function problem(
  status: ProblemStatus,
  { detail, kind, errors }: ProblemInput,
): Promise<Problem> {
  const { t } = await loadMessages("en");
  return {
    type: "about:blank",
    title: t(TITLES[status]),
    status,
    ...defined({ kind }),
    ...(detail === undefined ? {} : { detail: inEnglish(detail) }),
    ...(errors === undefined
      ? {}
      : { errors: errors.map(({ path, message }) => ({ path, message: inEnglish(message) })) }),
  };
}

export async function problemResponse(
  status: ProblemStatus,
  input: ProblemInput = {},
): Promise<Response> {
  return new Response(JSON.stringify(await problem(status, input)), {
    status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      ...input.headers,
    },
  });
}

/** For typed input: a page can then say which kind of value was found instead. */
export const WITH_INPUT = { reportInput: true } as const;
