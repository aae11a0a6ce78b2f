/**
 * What a test may move or break: the clock, D1, the queue, and the line between a runner and its
 * object. All of it lives in module scope: locally, the Worker and its objects share one isolate.
 */
import { env as bindings } from "cloudflare:workers";
import type { ClaimGrant, RunnerStub } from "../../src/sync/tenant/stub.ts";
import { type Outside, realHttp } from "../../src/worker.ts";
import { textOf } from "../sandbox/kit/text.ts";
import { between } from "../support/runner-calls.ts";
import { jobsOf, onTheirWay, readingsOf, stateOf } from "./look.ts";

type Broken = {
  d1: boolean;
  /** D1 takes what it is asked and doesn't answer. */
  d1Hangs: boolean;
  queueSend: boolean;
  /**
   * A runner of the job with this key (without one: any) dies at its n-th call of this method of
   * the object: before it was heard, or after it was done.
   */
  crash: {
    method: string;
    nth: number;
    when: "before" | "after";
    seen: number;
    key?: string;
  } | null;
  /** Key of the job whose runner died last, which nobody works on before its lease is over. */
  died: string | null;
  /**
   * An error of our own, thrown in the runner at its next call of this method. Unlike one that
   * died, it goes on after that.
   */
  fault: { method: string; message: string } | null;
  /**
   * The object of this tenant can't be brought into memory: it fails at once, or its start doesn't
   * end. One that is in memory has to be evicted first.
   */
  object: { tenantId: string; how: "fails" | "hangs" } | null;
};

const WHOLE: Broken = {
  d1: false,
  d1Hangs: false,
  queueSend: false,
  crash: null,
  died: null,
  fault: null,
  object: null,
};
const broken: Broken = { ...WHOLE };
/**
 * A runtime that is started again goes on at the time that a test says; else it would fall back to
 * the real one.
 */
const START_OFFSET = Number(
  (bindings as { readonly TEST_CLOCK_OFFSET_MS?: string }).TEST_CLOCK_OFFSET_MS ?? 0,
);
let offset = START_OFFSET;
/** Stand for the variables of the same names. */
let vars: Readonly<Record<string, string>> = {};
/** Messages that the queue was given: a redelivery can be asked for. */
const sent: unknown[] = [];

/** Of an object that is being made: it fails, or isn't there before a test lets it. */
export function starting(ctx: Starting): void {
  const how = (): "fails" | "hangs" | null =>
    broken.object !== null && broken.object.tenantId === ctx.id.name ? broken.object.how : null;
  if (how() === "fails") throw new Error("internal error; reference = test");
  if (how() === "hangs")
    void ctx.blockConcurrencyWhile(async () => {
      while (how() === "hangs") await new Promise((resolve) => void setTimeout(resolve, 50));
    });
}

type Starting = Pick<DurableObjectState, "id" | "blockConcurrencyWhile">;

/** Whether the journal is switched off. */
export const forgetful = (env: object): boolean =>
  (env as { readonly TEST_NO_JOURNAL?: string }).TEST_NO_JOURNAL === "1";

/**
 * How often something happened that a test may wait for: a run ended, its runner died, a queue's
 * batch was done, a mail or a webhook went out.
 */
let wakes = 0;
export const wake = (): void => void (wakes += 1);
/** With each answer: how often something had happened when it was asked. */
const WAKES_HEADER = "x-test-wakes";

export async function tellingWakes(answer: () => Promise<Response>): Promise<Response> {
  const before = wakes;
  const response = await answer();
  if (response.status === 101) return response;
  const told = new Response(response.body, response);
  told.headers.set(WAKES_HEADER, String(before));
  return told;
}

/** Calls with which a run ends. */
const ENDS: ReadonlySet<string> = new Set(["complete", "park", "stopTenant", "throttled"]);

const WAKE_STEP_MS = 4;
/** How soon a look is looked at again where nothing happens. */
const LOOK_AGAIN_MS = 100;

/** It is more than `seen`, or that instant has come. */
async function woken(seen: number, until: number): Promise<void> {
  while (wakes <= seen && Date.now() < until)
    await new Promise((resolve) => void setTimeout(resolve, WAKE_STEP_MS));
}

/** Answers once it is more than `seen`, or after `ms`. */
async function whenWoken({ searchParams }: URL): Promise<Response> {
  await woken(Number(searchParams.get("seen")), Date.now() + Number(searchParams.get("ms")));
  return Response.json({ wakes });
}

/**
 * Answers a look: at once, or with `ms` within that time as soon as nothing of it is on its way and
 * it isn't `unlike` what was answered before. To wait here costs a third of asking again.
 */
async function looked<T>(
  body: Readonly<Record<string, unknown>>,
  look: () => Promise<T>,
  isOnItsWay: (answer: T) => boolean,
): Promise<Response> {
  const until = Date.now() + Number(body["ms"] ?? 0);
  for (;;) {
    const seen = wakes;
    const answer = await look();
    const text = JSON.stringify(answer);
    if (Date.now() >= until || (!isOnItsWay(answer) && text !== body["unlike"]))
      return new Response(text);
    await woken(seen, Math.min(until, Date.now() + LOOK_AGAIN_MS));
  }
}

class Crash extends Error {
  override name = "Crash";
}

/**
 * A runner that died does nothing any more: neither the call that it died in nor any later one. It
 * throws rather than hangs, as the queue is told of a death: locally one batch runs at a time, and
 * a consumer that hangs would stop all.
 */
function crashing(object: RunnerStub, handed: ClaimGrant | undefined): RunnerStub {
  let dead = false;
  /** Told by the claim; one that dies before that has none yet. */
  let key: string | null = handed?.claim.key ?? null;
  if (handed !== undefined) diesWith(handed);
  return between(object, async (method, _input, ask) => {
    if (dead) throw new Crash("dead");
    const fault = broken.fault;
    if (fault !== null && fault.method === method) {
      broken.fault = null;
      throw new Error(fault.message);
    }
    const crash = broken.crash;
    const mine = crash !== null && (crash.key === undefined || key === null || crash.key === key);
    const dies = mine && crash.method === method && (crash.seen += 1) === crash.nth;
    if (dies) {
      dead = true;
      broken.crash = null;
      const done = crash.when === "after" ? await ask() : null;
      broken.died = method === "claim" ? claimedKey(done) : key;
      wake();
      throw new Crash(`died ${crash.when} ${crash.method}`);
    }
    const answer = await ask();
    if (ENDS.has(method)) wake();
    if (method === "claim") key = claimedKey(answer);
    return answer;
  });
}

/** A claim that came with another call's answer: its runner dies before it has done anything. */
function diesWith({ claim }: ClaimGrant): void {
  const crash = broken.crash;
  if (crash === null || crash.method !== "claim") return;
  if (crash.key !== undefined && crash.key !== claim.key) return;
  if ((crash.seen += 1) !== crash.nth) return;
  broken.crash = null;
  broken.died = claim.key;
  wake();
  throw new Crash("died with the claim that it was handed");
}

const claimedKey = (answer: unknown): string | null =>
  (answer as { readonly claim?: { readonly key: string } } | null)?.claim?.key ?? null;

export const outside: Outside = {
  clock: { now: () => Date.now() + offset },
  http: { fetch: hooked },
  wrapObject: crashing,
};

/** What was sent to the outside world, and what it is to answer. */
const hooks: { url: string; headers: Record<string, string>; body: string }[] = [];
const mails: unknown[] = [];
const world = { hookStatus: 200 };
export const HOOK_HOST = "hooks.bridge-tests.nl";

async function mailed(mail: unknown): Promise<void> {
  wake();
  mails.push(mail);
}

async function hooked(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  if (typeof input !== "string" || new URL(input).hostname !== HOOK_HOST)
    return realHttp.fetch(input, init);
  wake();
  hooks.push({
    url: input,
    headers: Object.fromEntries(new Headers(init?.headers)),
    body: textOf(init?.body),
  });
  return new Response("", { status: world.hookStatus });
}

let wrapped = new WeakMap<Env, Env>();

/** As the isolate began, with other variables: all that is known of an environment is forgotten. */
export function restoreControls(others: Readonly<Record<string, string>>): void {
  Object.assign(broken, WHOLE);
  offset = START_OFFSET;
  vars = others;
  world.hookStatus = 200;
  for (const list of [sent, hooks, mails]) list.length = 0;
  wrapped = new WeakMap();
}

/** Whom the messages are for that the queue was given. */
export const sentTenants = (): readonly string[] =>
  sent.map((body) => String((body as { readonly tenantId?: unknown }).tenantId));

export function breakable(env: Env): Env {
  const before = wrapped.get(env);
  if (before !== undefined) return before;
  const made = new Proxy(env, {
    get(target, name) {
      if (typeof name === "string" && Object.hasOwn(vars, name)) return vars[name];
      const value: unknown = Reflect.get(target, name);
      if (name === "DB")
        return guarded(
          silenced(value as object, () => broken.d1Hangs),
          () => broken.d1,
          "D1_ERROR: internal error; reference = test",
        );
      if (name === "MAIL_FROM") return "bridge@bridge-tests.nl";
      if (name === "MAIL") return { send: mailed };
      if (name === "JOBS") return recording(value as Queue);
      return value;
    },
  });
  wrapped.set(env, made);
  return made;
}

function guarded<T extends object>(target: T, down: () => boolean, message: string): T {
  return new Proxy(target, {
    get(object, name) {
      const value: unknown = Reflect.get(object, name);
      if (typeof value !== "function") return value;
      return (...input: unknown[]): unknown => {
        if (down()) throw new Error(message);
        return Reflect.apply(value, object, input);
      };
    },
  });
}

const ASKING: ReadonlySet<string | symbol> = new Set([
  "all",
  "batch",
  "exec",
  "first",
  "raw",
  "run",
]);

/** Asked in the context of whoever waits: the runtime lets no other end it. */
async function silence(hangs: () => boolean): Promise<never> {
  while (hangs()) await new Promise((resolve) => void setTimeout(resolve, 100));
  throw new Error("Network connection lost.");
}

/**
 * A database, and the statements that it prepares, whose answers don't come; the connection is lost
 * when that is over.
 */
function silenced<T extends object>(target: T, hangs: () => boolean): T {
  return new Proxy(target, {
    get(object, name) {
      const value: unknown = Reflect.get(object, name);
      if (typeof value !== "function") return value;
      return (...input: unknown[]): unknown => {
        if (ASKING.has(name) && hangs()) return silence(hangs);
        const answer: unknown = Reflect.apply(value, object, input.map(original));
        if (name !== "prepare" && name !== "bind") return answer;
        const statement = silenced(answer as object, hangs);
        originals.set(statement, answer as object);
        return statement;
      };
    },
  });
}

/** What the platform itself is to be handed: its own statements, one or a list of them. */
const originals = new WeakMap<object, object>();

function original(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(original);
  return typeof input === "object" && input !== null ? (originals.get(input) ?? input) : input;
}

function recording(queue: Queue): Queue {
  return new Proxy(queue, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (name !== "sendBatch" || typeof value !== "function") return value;
      return async (messages: { body: unknown }[]) => {
        if (broken.queueSend) throw new Error("Queue send failed");
        sent.push(...messages.map((message) => message.body));
        return Reflect.apply(value, target, [messages]) as unknown;
      };
    },
  });
}

/** A call of a tenant's object by its stub, as the platform has it. */
export type StubCall = {
  readonly tenantId: string;
  readonly group: string;
  readonly name: string;
  readonly input: readonly unknown[];
};

/** What the stub answers, or what it throws. */
async function called(env: Env, { tenantId, group, name, input }: StubCall): Promise<Response> {
  const stub = Reflect.get(env.TENANTS.getByName(tenantId), group) as Record<
    string,
    (...all: readonly unknown[]) => Promise<unknown>
  >;
  try {
    return Response.json({ answer: (await stub[name]?.(...input)) ?? null });
  } catch (fault) {
    return Response.json({ fault: String(fault) });
  }
}

/** `null`: not for us. */
export async function control(request: Request, env: Env): Promise<Response | null> {
  const { pathname } = new URL(request.url);
  if (!pathname.startsWith("/_test/")) return null;
  const body = request.method === "GET" ? {} : ((await request.json()) as Record<string, unknown>);
  switch (pathname) {
    case "/_test/clock":
      if (typeof body["advanceMs"] === "number") offset += body["advanceMs"];
      return Response.json({ ahead: offset });
    case "/_test/wakes":
      return whenWoken(new URL(request.url));
    case "/_test/break":
      Object.assign(broken, body);
      return Response.json(broken);
    case "/_test/world":
      Object.assign(world, body);
      return Response.json({ hooks, mails });
    case "/_test/sent":
      return Response.json(sent);
    case "/_test/redeliver":
      await env.JOBS.sendBatch(sent.map((message) => ({ body: message })));
      return Response.json({ redelivered: sent.length });
    case "/_test/jobs":
      return looked(
        body,
        () => jobsOf(env, String(body["tenantId"]), String(body["key"])),
        (jobs) => onTheirWay(jobs, body["jobId"] as string | undefined),
      );
    case "/_test/state":
      return looked(
        body,
        () => stateOf(env, String(body["tenantId"])),
        ({ jobs }) => jobs.queued > 0 || jobs.running > 0,
      );
    case "/_test/readings":
      return Response.json(await readingsOf(env, body["tenants"] as readonly string[]));
    case "/_test/call":
      return called(env, body as unknown as StubCall);
    default:
      return new Response("unknown", { status: 404 });
  }
}
