/**
 * The runtime that wrangler brings, and no other version of it: what runs here is what `wrangler
 * dev` would run, but without its proxy in front, its file watcher and its log. Only the few names
 * that are used here are typed.
 */
import { createRequire } from "node:module";

export type D1 = {
  prepare(sql: string): D1Statement;
  batch(
    statements: readonly D1Statement[],
  ): Promise<readonly { readonly results: readonly Record<string, unknown>[] }[]>;
};
type D1Statement = {
  all(): Promise<{ readonly results: readonly Record<string, unknown>[] }>;
};

export type StructuredLog = { readonly level: string; readonly message: string };

/** What an object stores, read by SQL beside it. */
export type ObjectStorage = {
  exec(sql: string, ...values: unknown[]): Promise<Iterable<Record<string, unknown>>>;
};

export type Running = {
  readonly ready: Promise<URL>;
  getD1Database(binding: string, worker?: string): Promise<D1>;
  listDurableObjectIds(binding: string): Promise<readonly string[]>;
  unsafeEvictDurableObject(
    worker: string,
    className: string,
    which: { name: string },
  ): Promise<void>;
  unsafeGetDurableObjectStorage(
    worker: string,
    className: string,
    which: { name: string },
  ): Promise<ObjectStorage>;
  unsafeGetDirectURL(worker: string, entrypoint: string): Promise<URL>;
  dispose(): Promise<void>;
};

type Module = {
  readonly Miniflare: new (options: object) => Running;
  readonly convertV4MiniflareOptions: (options: object) => object;
  readonly Log: new (level: number) => object;
  readonly LogLevel: { readonly ERROR: number };
};

const fromHere = createRequire(import.meta.url);

export function loadMiniflare(): Module {
  const fromWrangler = createRequire(fromHere.resolve("wrangler/package.json"));
  return fromWrangler("miniflare") as Module;
}
