/**
 * Workers on the real runtime (workerd) with local D1, Durable Objects and Queues, from a script:
 * what their wrangler configuration says, with other variables, on a port of their own. Cron never
 * fires here by itself: `cron` does.
 */
import { readdir, readFile, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { unstable_getMiniflareWorkerOptions, unstable_splitSqlQuery } from "wrangler";
import { type D1, loadMiniflare, type ObjectStorage, type StructuredLog } from "./miniflare.ts";
import { HOST } from "./ports.ts";
import { NO_USAGE, type Usage, workerdUsage } from "./usage.ts";

type RuntimeOptions = {
  readonly configPath: string;
  /** The bundle's entry. */
  readonly entry: string;
  readonly vars: Readonly<Record<string, string>>;
  readonly port: number;
  /** Where the state lies; it is wiped at the start, unless it is to be gone on with. */
  readonly stateDir: string;
  readonly keepState?: boolean;
  readonly onLog?: (log: StructuredLog) => void;
  /** `objectStorage` works, and the objects take a little longer. */
  readonly inspect?: boolean;
  /** Each event of the platform's own tracing goes to `onLog`, as a line that begins with `TRACED`. */
  readonly traced?: boolean;
  /**
   * An entry point of the Worker that is asked at an address of its own (`straightUrl`): past what
   * miniflare has before a Worker, which costs more than most of what is asked.
   */
  readonly straight?: string;
  /** Gets the address of whatever the Worker sends to the network, which then goes nowhere. */
  readonly onOutbound?: (url: string) => void;
};

export const TRACED = "traced ";

/** A tail as the platform has it: spans that it makes itself, ours, and logs. */
const WATCHER = {
  name: "watcher",
  compatibilityDate: "2026-08-15",
  compatibilityFlags: ["streaming_tail_worker", "experimental"],
  modules: true,
  script: `const plain = (_, value) => (typeof value === "bigint" ? Number(value) : value);
    const tell = (event) => console.log(${JSON.stringify(TRACED)} + JSON.stringify(event, plain));
    export default { tailStream(onset) { tell(onset); return tell; } };`,
};

export type Runtime = {
  readonly url: string;
  /** The address of the entry point that was named as `straight`; else `url`. */
  readonly straightUrl: string;
  /** `at`: the time that it is for, in ms; now unless given. */
  cron(at?: number): Promise<void>;
  /**
   * A mail comes in by the runtime's own entry. `null`: the Worker took it; else the reason that
   * the sender's server is told.
   */
  mail(from: string, to: string, text: string): Promise<string | null>;
  d1(binding: string): Promise<D1>;
  applyMigrations(binding: string, dir: string): Promise<number>;
  /** Ids of the objects that were ever made of a class. */
  objectIds(binding: string): Promise<readonly string[]>;
  /** Only where the runtime was started with `inspect`. */
  objectStorage(className: string, name: string): Promise<ObjectStorage>;
  /** The object is gone from memory, as after a while without work; what it stored stays. */
  evict(className: string, name: string): Promise<void>;
  /** Of the runtime's own process. */
  usage(): Promise<Usage>;
  stop(): Promise<void>;
  /**
   * SIGKILL: the process gets no chance to do anything more. What it had written stays in
   * `stateDir`, what it only knew is gone.
   */
  kill(): Promise<void>;
};

/**
 * The object of that name, for miniflare's calls about it. They block this process's event loop
 * until the object answers, and so the vendors that answer from here as well, unless an argument
 * holds a stream: nobody reads this one.
 */
const named = (name: string) => ({
  name,
  get unread() {
    return new ReadableStream({ type: "bytes", start: (controller) => controller.close() });
  },
});

/** The Worker's name to the runtime: the only one there is, it needs none. */
const SCRIPT = "";

export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  if (options.keepState !== true) await rm(options.stateDir, { recursive: true, force: true });
  // Wrangler would say which secrets it doesn't find in files; they come as variables here.
  process.env["WRANGLER_LOG"] ??= "none";
  const { Miniflare, convertV4MiniflareOptions, Log, LogLevel } = loadMiniflare();
  const { workerOptions } = unstable_getMiniflareWorkerOptions(options.configPath);
  const { modulesRules: _, bindings, ...worker } = workerOptions;
  const before = await workerdUsage();
  const restoreSignals = keepSignals();
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: HOST,
      port: options.port,
      // Without this the runtime asks the internet where it is.
      cf: false,
      // What comes by mail, and cron.
      unsafeTriggerHandlers: true,
      ...(options.inspect === true ? { unsafeInspectDurableObjects: true } : {}),
      resourcePersistencePath: options.stateDir,
      log: new Log(LogLevel.ERROR),
      handleStructuredLogs: options.onLog ?? (() => undefined),
      workers: [
        {
          ...worker,
          ...(options.traced === true ? { streamingTails: [WATCHER.name] } : {}),
          ...outboundTo(options.onOutbound),
          ...(options.straight === undefined
            ? {}
            : { unsafeDirectSockets: [{ host: HOST, port: 0, entrypoint: options.straight }] }),
          bindings: { ...(bindings as Record<string, unknown>), ...options.vars },
          modulesRoot: join(options.entry, ".."),
          modules: [
            { type: "ESModule", path: options.entry },
            ...(await lateModules(options.entry)),
          ],
        },
        ...(options.traced === true ? [WATCHER] : []),
      ],
    }),
  );
  restoreSignals();
  const url = (await miniflare.ready).origin;
  const mine = [...(await workerdUsage()).keys()].filter((pid) => !before.has(pid));
  const straightUrl =
    options.straight === undefined
      ? url
      : (await miniflare.unsafeGetDirectURL(SCRIPT, options.straight)).origin;
  return {
    url,
    straightUrl,
    cron: (at) => fireCron(url, at),
    mail: (from, to, text) => deliver(url, { from, to, text }),
    d1: (binding) => miniflare.getD1Database(binding),
    objectIds: (binding) => miniflare.listDurableObjectIds(binding),
    objectStorage: (className, name) =>
      miniflare.unsafeGetDurableObjectStorage(SCRIPT, className, named(name)),
    evict: (className, name) => miniflare.unsafeEvictDurableObject(SCRIPT, className, named(name)),
    applyMigrations: async (binding, dir) =>
      applyMigrations(await miniflare.getD1Database(binding), dir),
    usage: async () => {
      const all = await workerdUsage();
      return mine
        .flatMap((pid) => all.get(pid) ?? [])
        .reduce(
          (total, one) => ({
            now: total.now + one.now,
            peak: total.peak + one.peak,
            cpuMs: total.cpuMs + one.cpuMs,
          }),
          NO_USAGE,
        );
    },
    stop: () => miniflare.dispose(),
    kill: async () => {
      if (mine.length === 0)
        throw new Error(
          "the runtime's process isn't known: it can be killed only where there is /proc",
        );
      for (const pid of mine) process.kill(pid, "SIGKILL");
      // At once, and nothing awaited before: miniflare starts a runtime that died again by itself, unless it is let go of.
      await miniflare.dispose();
    },
  };
}

/** What the entry imports late. A recorded release is one module, and has none. */
async function lateModules(entry: string): Promise<readonly { type: "ESModule"; path: string }[]> {
  const found = await readdir(dirname(entry), { recursive: true });
  return found
    .filter((name) => name.endsWith(".js") && name !== basename(entry))
    .map((name) => ({ type: "ESModule", path: join(dirname(entry), name) }));
}

/** The runtime ends the process on a signal by itself; here whoever started it stops it in order. */
function keepSignals(): () => void {
  const signals = (["SIGINT", "SIGTERM"] as const).map((name) => ({
    name,
    before: process.listeners(name),
  }));
  return () => {
    for (const { name, before } of signals) {
      for (const listener of process.listeners(name))
        if (!before.includes(listener)) process.removeListener(name, listener);
    }
  };
}

const outboundTo = (told: RuntimeOptions["onOutbound"]): object =>
  told === undefined
    ? {}
    : {
        outboundService: ({ url }: { readonly url: string }) => {
          told(url);
          return new Response(null, { status: 502 });
        },
      };

/** Like a mail: by the runtime's own entry. */
async function fireCron(url: string, at: number = Date.now()): Promise<void> {
  const asked = new URLSearchParams({ cron: "* * * * *", time: String(at), format: "json" });
  const answer = await fetch(`${url}/cdn-cgi/local/scheduled?${asked.toString()}`);
  const { outcome } = (await answer.json()) as { readonly outcome: string };
  if (outcome !== "ok") throw new Error(`the cron handler ended with "${outcome}"`);
}

type Mail = { readonly from: string; readonly to: string; readonly text: string };

async function deliver(url: string, { from, to, text }: Mail): Promise<string | null> {
  const asked = new URLSearchParams({ from, to, format: "json" });
  const answer = await fetch(`${url}/cdn-cgi/local/email?${asked.toString()}`, {
    method: "POST",
    body: text,
  });
  const said = await answer.text();
  const { outcome, rejectReason } = JSON.parse(said) as {
    readonly outcome: string;
    readonly rejectReason?: string;
  };
  if (outcome !== "ok") throw new Error(`the mail's handler ended so: ${said}`);
  return rejectReason ?? null;
}

/** For a fresh database only: a deployed one has wrangler's own books of what was applied. */
async function applyMigrations(db: D1, dir: string): Promise<number> {
  const files = (await readdir(dir)).filter((name) => name.endsWith(".sql")).toSorted();
  for (const file of files) {
    const statements = unstable_splitSqlQuery(await readFile(join(dir, file), "utf8"));
    await db.batch(statements.map((sql) => db.prepare(sql)));
  }
  return files.length;
}
