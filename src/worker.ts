/**
 * Builds the Worker and its objects for a clock: production passes the system's, tests one that
 * they can move. All dependencies are wired here and nowhere else.
 */
import { MINUTE_MS } from "./domain/platform/durations.ts";
import type { Clock } from "./domain/platform/clock.ts";
import { faultName } from "./domain/platform/fault-name.ts";
import { type Http, send } from "./domain/vendors/http.ts";
import { type Config, parseConfig } from "./env.ts";
import { createHttp, edgeOf } from "./http/app.ts";
import type { HttpDeps } from "./http/deps.ts";
import { withDatabaseTimeout } from "./http/database-in-time.ts";
import { accessKeys } from "./http/auth/access-keys.ts";
import { marksInUse } from "./http/auth/operator-token.ts";
import { misconfigured } from "./http/misconfigured.ts";
import { mailer } from "./monitor/mailer.ts";
import { maintainRegistry } from "./monitor/registry-care.ts";
import { watchForSilence } from "./monitor/silence.ts";
import type { SilenceDeps } from "./monitor/silence-alerts.ts";
import { oauthAdapter, renewWith } from "./sign-in.ts";
import { auditAfter } from "./store/audit.ts";
import { readChatAddress } from "./store/chat-addresses.ts";
import { openDb } from "./store/db.ts";
import { recordDeadLetter } from "./store/dead-letters.ts";
import { forgetBounced, noteBounced } from "./store/bounced-addresses.ts";
import { noteDeadline, writeHeartbeat } from "./store/heartbeat.ts";
import { endSessionsOfOtherTokens } from "./store/sessions.ts";
import { fileStore } from "./store/files.ts";
import { applyProjection, forgetKeys, noteKeyInUse } from "./store/projection.ts";
import { type Keyring, lazyKeyring, randomBytes } from "./store/seal.ts";
import { activeTenantIds, findTenant } from "./store/tenants.ts";
import { openSocket, rateGate, tenantObject } from "./sync/address.ts";
import { consume, consumeDead, TAKES_JOBS_MS } from "./sync/consumer.ts";
import { logEvent, logFault } from "./sync/log.ts";
import type { GateDeps } from "./sync/rate/rate-gate.ts";
import { Permits, type RunnerDeps, vendorWire } from "./sync/run/deps.ts";
import type { ClaimGrant, RunnerStub } from "./sync/tenant/stub.ts";
import { ObjectConnection } from "./sync/run/object-connection.ts";
import { type Next, runJob } from "./sync/run/run-job.ts";
import { endSockets } from "./sync/end-sockets.ts";
import { scheduled } from "./sync/schedule.ts";
import type { WakeUp } from "./sync/tenant/context/tenant-context.ts";
import type { ObjectDeps } from "./sync/tenant/tenant-object.ts";
import { defined } from "./domain/platform/defined.ts";

/** What the Worker uses outside of itself; tests replace it. */
export type Outside = {
  readonly clock: Clock;
  readonly http: Http;
  /** Wraps the object for a runner; tests let runners die with it. */
  readonly wrapObject?: (object: RunnerStub, handed: ClaimGrant | undefined) => RunnerStub;
};

/** The real network. Wrapped, as `fetch` must not be called as a method of another object. */
export const realHttp: Http = { fetch: globalThis.fetch.bind(globalThis) };

type Ready = {
  readonly config: Config;
  readonly keyring: () => Promise<Keyring>;
  readonly wire: RunnerDeps["wire"];
  readonly deployment: string;
};

/** Parsed once per isolate: a Worker's environment doesn't change while it lives. */
const known = new WeakMap<object, Ready>();

function ready(env: Env): Ready {
  const before = known.get(env);
  if (before !== undefined) return before;
  const parsed = parseConfig(env);
  if (!parsed.ok)
    throw new Error(
      `misconfigured: ${parsed.error.map((fault) => `${fault.name} ${fault.problem}`).join("; ")}`,
    );
  const config = parsed.value;
  const made: Ready = {
    config,
    keyring: lazyKeyring(config.encryptionKeys),
    wire: vendorWire(config),
    deployment: new URL(config.publicUrl).host,
  };
  known.set(env, made);
  return made;
}

const same = (object: RunnerStub): RunnerStub => object;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const QUEUE_BATCH = 100;

async function wakeAll(env: Env, messages: readonly WakeUp[]): Promise<void> {
  for (let start = 0; start < messages.length; start += QUEUE_BATCH)
    await env.JOBS.sendBatch(
      messages
        .slice(start, start + QUEUE_BATCH)
        .map((body) => ({ body, contentType: "json" as const })),
    );
}

function runnerDeps(
  env: Env,
  outside: Outside,
  { config, keyring, wire, deployment }: Ready,
): RunnerDeps {
  return {
    clock: outside.clock,
    http: outside.http,
    wire,
    keyring,
    random: randomBytes,
    sleep,
    permits: new Permits(),
    vendorTimeoutMs: config.timings.vendorTimeoutMs,
    settleMs: config.timings.settleMs,
    backoffMs: config.timings.backoffMs,
    deployment,
    isRetired: async (tenantId) =>
      (await findTenant(openDb(env.DB), tenantId))?.state === "retired",
  };
}

const stub = (env: Env, config: Config, tenantId: string) =>
  tenantObject(env, config.jurisdiction, tenantId);

export function tenantDeps(env: Env, outside: Outside): ObjectDeps {
  const made = ready(env);
  return {
    clock: outside.clock,
    timings: made.config.timings,
    keyring: made.keyring,
    renew: renewWith(made.config, outside.http, outside.clock),
    gate: (client) => rateGate(env, made.config.jurisdiction, client),
    wake: (messages) => wakeAll(env, messages),
    project: (tenantId, rows) => applyProjection(openDb(env.DB), tenantId, rows),
    noteKey: (tenantId, keyId) =>
      noteKeyInUse(openDb(env.DB), tenantId, keyId, outside.clock.now()),
    mail: mailer(env, made.config.mailFrom),
    files: fileStore(env),
    post: (request) => send(outside.http, request, made.config.timings.vendorTimeoutMs),
    ask: async (request, token, administrationId) => {
      const sent = made.wire.encode(request, token.token, administrationId);
      const outcome = await send(outside.http, sent, made.config.timings.vendorTimeoutMs);
      return made.wire.classify(request, outcome, token);
    },
    chatAddress: async (tenantId, chat) =>
      readChatAddress(openDb(env.DB), await made.keyring(), tenantId, chat),
    auditAfter: (tenantId, afterId, limit) => auditAfter(openDb(env.DB), tenantId, afterId, limit),
    publicUrl: made.config.publicUrl,
    noteDeadline: (tenantId, deadline) => noteDeadline(openDb(env.DB), tenantId, deadline),
    noteBounced: (address, since) =>
      since === null
        ? forgetBounced(openDb(env.DB), address)
        : noteBounced(openDb(env.DB), address, since),
    forgetKeys: (tenantId, keptKeyId) => forgetKeys(openDb(env.DB), tenantId, keptKeyId),
    runHere: async (object, tenantId, jobId, sample) => {
      const deps = runnerDeps(env, outside, made);
      const next = await runJob(deps, object, { tenantId, jobId, via: "queue", sample });
      if (next !== null) await wakeAll(env, [{ v: 1, tenantId, jobId: next.jobId }]);
    },
  };
}

export function gateDeps(env: Env, outside: Outside): GateDeps {
  return { clock: outside.clock, perMinute: ready(env).config.eaccountingRatePerMinute };
}

export function createWorker(outside: Outside) {
  const run =
    (env: Env, deps: RunnerDeps, via: "dispatch" | "queue") =>
    async (tenantId: string, job: Next, until: number, since?: number): Promise<Next | null> => {
      const object = stub(env, ready(env).config, tenantId);
      const connection = new ObjectConnection(object, job.grant?.session);
      try {
        const next = await runJob(deps, (outside.wrapObject ?? same)(connection, job.grant), {
          tenantId,
          ...job,
          via,
          ...defined({ since }),
          takesNext: () => outside.clock.now() < until,
        });
        return connection.goesOn(next);
      } catch (fault) {
        connection.over();
        throw fault;
      }
    };

  const apps = new WeakMap<object, ReturnType<typeof createHttp>>();
  function httpDeps(env: Env): HttpDeps {
    const made = ready(env);
    return {
      config: made.config,
      clock: outside.clock,
      random: randomBytes,
      db: openDb(withDatabaseTimeout(env.DB)),
      keyring: made.keyring,
      tenant: (tenantId) => stub(env, made.config, tenantId),
      openSocket: (tenantId, ticket) => openSocket(env, made.config.jurisdiction, tenantId, ticket),
      dispatch: (tenantId, jobId, handed) => {
        const since = outside.clock.now();
        const runOne = run(env, runnerDeps(env, outside, made), "dispatch");
        return dispatch(
          (job) => runOne(tenantId, job, since + TAKES_JOBS_MS, since),
          env,
          tenantId,
          {
            jobId,
            ...defined({ grant: handed }),
          },
        );
      },
      vendors: oauthAdapter(made.config, outside.http, outside.clock),
      mail: mailer(env, made.config.mailFrom),
      files: fileStore(env),
      accessKeys: accessKeys(made.config, outside.http, outside.clock),
      log: logEvent,
    };
  }

  /** Made once per isolate: the registry of tenants is cached in it. */
  const appOf = (env: Env) => {
    const before = apps.get(env);
    if (before !== undefined) return before;
    const app = createHttp(httpDeps(env));
    apps.set(env, app);
    return app;
  };

  async function consumeBatch(env: Env, batch: MessageBatch): Promise<void> {
    const made = ready(env);
    const db = openDb(env.DB);
    if (batch.queue.endsWith("-dead")) {
      await consumeDead(
        {
          record: (letter) => recordDeadLetter(db, { ...letter, at: outside.clock.now() }),
          tick: (tenantId) => stub(env, made.config, tenantId).admin.tick(tenantId),
        },
        batch,
      );
      return;
    }
    await consume(
      {
        clock: outside.clock,
        run: run(env, runnerDeps(env, outside, made), "queue"),
        wake: (messages) => wakeAll(env, messages),
      },
      batch,
    );
  }

  async function watchAll(env: Env, at: number): Promise<void> {
    const { config, keyring } = ready(env);
    const db = openDb(env.DB);
    const tell: SilenceDeps = {
      db,
      keyring,
      mail: mailer(env, config.mailFrom),
      post: (request) => send(outside.http, request, config.timings.vendorTimeoutMs),
      publicUrl: config.publicUrl,
      log: logEvent,
    };
    await scheduled({
      minute: Math.floor(at / MINUTE_MS),
      activeTenants: () => activeTenantIds(db),
      tick: (tenantId) => stub(env, config, tenantId).admin.tick(tenantId),
      heartbeat: () => writeHeartbeat(db, "cron", outside.clock.now()),
      care: [
        (tenantIds) => watchForSilence(db, tenantIds, outside.clock.now(), logEvent, tell),
        () => maintainRegistry(db, outside.clock.now()),
        async () => {
          await endSessionsOfOtherTokens(db, await marksInUse({ config, keyring }));
          await endSockets({
            db,
            clock: outside.clock,
            tenant: (tenantId) => stub(env, config, tenantId),
          });
        },
      ],
    });
  }

  return {
    async fetch(request, env, ctx) {
      const parsed = known.has(env) ? null : parseConfig(env);
      if (parsed !== null && !parsed.ok) return misconfigured(parsed.error);
      return appOf(env).fetch(request, env, ctx);
    },

    async queue(batch, env) {
      try {
        await consumeBatch(env, batch);
      } catch (fault) {
        logFault("queue-failed", fault);
        batch.retryAll({ delaySeconds: 30 });
      }
    },

    /** Settlement files by mail. After a fault the sender's mail server tries again. */
    async email(message, env) {
      try {
        const { takeMail } = await import("./http/mail-intake/take-mail.ts");
        const why = await takeMail(edgeOf(httpDeps(env)), message);
        if (why !== null) message.setReject(`not taken: ${why}`);
      } catch (fault) {
        logFault("mail-failed", fault);
        // The fault's own text may quote the mail.
        throw new Error("mail-failed");
      }
    },

    async scheduled(event, env) {
      try {
        await watchAll(env, event.scheduledTime);
      } catch (fault) {
        logFault("cron-failed", fault);
        // Thrown so that the platform counts a failure. The fault's own text may hold a statement's
        // parameters.
        throw new Error("cron-failed");
      }
    },
  } satisfies ExportedHandler<Env>;
}

/**
 * Runs the job that `accept` handed over at once, and each job handed over after it. Other jobs
 * that come due meanwhile go to the queue.
 */
async function dispatch(
  run: (job: Next) => Promise<Next | null>,
  env: Env,
  tenantId: string,
  first: Next,
): Promise<void> {
  let job = first;
  try {
    let next = await run(job);
    for (; next?.grant !== undefined; next = await run(job)) job = next;
    if (next !== null) await wakeAll(env, [{ v: 1, tenantId, jobId: next.jobId }]);
  } catch (fault) {
    // The job is durable and its alarm is set: nothing is lost by this.
    logEvent({
      event: "dispatch-failed",
      tenant: tenantId,
      job: job.jobId,
      fault: faultName(fault),
    });
  }
}
