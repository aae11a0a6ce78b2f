/**
 * Reads a request's body before any handler: limited in bytes, counted on arrival, and in time. A
 * sender of too much, or too slowly, gets an answer and is dropped. Later handlers read the stored
 * bytes.
 */
import type { Context, MiddlewareHandler } from "hono";
import { BODY_DEADLINE_MS, readBody } from "./webhooks/body.ts";

const MAX_BODY_BYTES = 256 * 1024;
/**
 * For a form that sends a settlement file; larger ones go to the API, which reads them as they
 * arrive.
 */
const MAX_FILE_BYTES = 4 * 1024 * 1024;

/** The page of payouts, to which files are sent. */
export const takesFile = (method: string, path: string): boolean =>
  method === "POST" && /^\/admin\/tenants\/[^/]+\/payouts$/.test(path);

/** 413: too large; 408: too slow; 400: broken off. */
export type BodyFault = 400 | 408 | 413;

const STATUS = { "too-large": 413, "too-slow": 408, broken: 400 } as const;

export const bodyWithin =
  (
    refuse: (c: Context, status: BodyFault) => Response | Promise<Response>,
    deadlineMs = BODY_DEADLINE_MS,
  ): MiddlewareHandler =>
  async (c, next) => {
    const { raw } = c.req;
    if (raw.body === null) return next();
    const most = takesFile(c.req.method, c.req.path) ? MAX_FILE_BYTES : MAX_BODY_BYTES;
    const read = await readBody(raw, most, deadlineMs);
    if (read.kind !== "read") return refuse(c, STATUS[read.kind]);
    const { method, headers } = raw;
    c.req.raw = new Request(raw.url, { method, headers, body: new Uint8Array(read.bytes) });
    return next();
  };
