/**
 * Reads of a run: permit, slot, token, request. If the wait for the next slot is short, the run
 * waits in place. Else it is parked, and its next run reuses what it has read (`RetainedReads`).
 */
import { MINUTE_MS } from "../../domain/platform/durations.ts";
import { send } from "../../domain/vendors/http.ts";
import type { Vendor } from "../../domain/ids.ts";
import type { VendorAnswer, VendorRequest } from "../../domain/vendors/request.ts";
import type { Result, Failure } from "../../domain/result.ts";
import { backoff } from "../backoff.ts";
import type { AccessToken, Claim, ClaimRef, Deferral } from "../contract/runs.ts";
import { SLOT_USABLE_MS } from "../rate/rate-gate.ts";
import type { TimelineEntry } from "../contract/index.ts";
import { callSpan } from "../span.ts";
import type { RunnerStub } from "../tenant/stub.ts";
import type { RunnerDeps } from "./deps.ts";
import { defined } from "../../domain/platform/defined.ts";

/** How long a run waits for a slot in place; others of its batch and its tenant wait for it. */
const HERE_MS = 2_000;
/**
 * A parked run of a long list starts again, as its pages aren't kept. So it waits longer in place;
 * there is only one such run at a time.
 */
const LIST_HERE_MS = 20_000;
/** Shortest pause before the gate is asked again, in ms. */
const SHORTEST_MS = 10;
/**
 * After the webhook's answer the platform gives a runner thirty seconds. With less than ten left no
 * call begins, and the queue takes over.
 */
const BEGINS_CALLS_MS = 20_000;
/** Lanes without turns at the gate wait longer with each try, so that they don't keep asking it. */
const RATE_WAITS = [1_000, 2_000, 5_000, 15_000, 30_000];

export type RunTime = {
  /** Before the claim was requested. */
  readonly began: number;
  /** When the invocation began; a runner of several jobs counts from the first one. */
  readonly since: number;
  /** Whether there is time for another job after this one. */
  readonly takesNext: () => boolean;
};

/** What a read needs of its run. */
type Reader = {
  readonly deps: RunnerDeps;
  readonly object: RunnerStub;
  readonly ref: ClaimRef;
  readonly claim: Claim;
  readonly via: "dispatch" | "queue";
  readonly time: RunTime;
  readonly kept: RetainedReads;
  park(later: Omit<Deferral, "kind">, countsAsTry?: boolean): Promise<void>;
  halt(): { readonly ok: false; readonly error: Failure };
  note(what: "read" | "lookup", title: string, detail: unknown): void;
};

type ReadHow = {
  readonly lookup: boolean;
  /** A page of a long list: the timeline notes that it was read, not its content. */
  readonly page: boolean;
};

type Exchanged = {
  readonly kind: "answered";
  readonly answer: Result<VendorAnswer, Failure>;
  readonly token: AccessToken;
};

export class Reads {
  readonly #run: Reader;
  #firstOfShop = true;
  /** When those calls of Asperion were sent that aren't reported to the object yet. */
  #sent: number[] = [];

  constructor(run: Reader) {
    this.#run = run;
  }

  /** Returns how long ago those calls were sent, in ms, and clears them. */
  sent(): readonly number[] {
    const now = this.#run.deps.clock.now();
    return this.#sent.splice(0).map((at) => now - at);
  }

  read(request: VendorRequest, how: ReadHow): Promise<Result<VendorAnswer, Failure>> {
    return callSpan(request, null, () => this.#read(request, how));
  }

  async #read(request: VendorRequest, how: ReadHow): Promise<Result<VendorAnswer, Failure>> {
    const { kept } = this.#run;
    const before = kept.answerTo(request);
    const answer =
      before === null ? await this.#asked(request, how) : ({ ok: true, value: before } as const);
    if (answer === null) return this.#run.halt();
    this.#noted(request, how, answer);
    if (!answer.ok) await this.tell(answer.error);
    return answer;
  }

  /** Sends one call now. */
  async exchange(
    request: VendorRequest,
    token: AccessToken,
    timeoutMs: number,
  ): Promise<Result<VendorAnswer, Failure>> {
    const { deps, claim } = this.#run;
    if (request.vendor === "asperion") this.#sent.push(deps.clock.now());
    return deps.wire.classify(
      request,
      await send(
        deps.http,
        deps.wire.encode(request, token.token, claim.administrationId),
        timeoutMs,
      ),
      token,
    );
  }

  async tell(failure: Failure): Promise<void> {
    if (failure.kind === "rate-limited")
      await this.#run.object.runner.throttled(
        this.#run.ref.tenantId,
        failure.vendor,
        failure.endpoint,
        failure.retryAfterMs,
      );
  }

  /** Whether a run of the webhook endpoint has too little time for a call that begins in `ms`. */
  outOfTime(ms = 0): boolean {
    return (
      this.#run.via === "dispatch" &&
      this.#run.deps.clock.now() + ms - this.#run.time.since > BEGINS_CALLS_MS
    );
  }

  /** Waits until the gate may be asked again. False: the wait is too long; the job is parked. */
  async standStill(later: Deferral, stoodMs: number, mostMs = HERE_MS): Promise<boolean> {
    const { deps, claim } = this.#run;
    const most = Math.min(mostMs, claim.leaseMs / 2);
    // A turn that the gate keeps may be far ahead, and it belongs to the tenant: another job of the
    // tenant may use it.
    if (
      later.wait === "rate" &&
      later.dueMs > 0 &&
      later.turn !== true &&
      stoodMs + later.dueMs <= most &&
      !this.outOfTime(later.dueMs)
    ) {
      await deps.sleep(Math.max(SHORTEST_MS, later.dueMs));
      return true;
    }
    const isPatient =
      later.wait === "rate" &&
      later.turn !== true &&
      (claim.lane === "sweep" || claim.lane === "back-fill");
    const dueMs = isPatient
      ? Math.max(later.dueMs, backoff(RATE_WAITS, claim.tries, (deps.random(1)[0] ?? 0) / 255))
      : later.dueMs;
    await this.#run.park({ ...later, dueMs }, isPatient);
    return false;
  }

  /**
   * Returns the answer; `null`: the run is parked, or its claim is lost. A 401 is retried once with
   * a new token and a new slot.
   */
  async #asked(
    request: VendorRequest,
    how: ReadHow,
  ): Promise<Result<VendorAnswer, Failure> | null> {
    const first = await this.#inTurn(request, how);
    if (first === null || first.answer.ok || first.answer.error.kind !== "unauthorized")
      return first?.answer ?? null;
    const token = await this.#run.object.runner.renewToken(
      this.#run.ref.tenantId,
      request.vendor,
      first.token.version,
    );
    return token === null ? first.answer : ((await this.#inTurn(request, how))?.answer ?? null);
  }

  async #inTurn(request: VendorRequest, how: ReadHow): Promise<Exchanged | null> {
    const { deps } = this.#run;
    for (let stood = 0; ;) {
      const tried = await deps.permits.with(
        async (): Promise<Exchanged | Deferral | "late" | null> => {
          const slot = await this.#slot(request, how.lookup);
          if (slot === null || slot.kind === "later") return slot;
          if (slot.waitMs > 0) await deps.sleep(slot.waitMs);
          if (deps.clock.now() - slot.asked > slot.waitMs + SLOT_USABLE_MS) return "late";
          return {
            kind: "answered",
            answer: await this.exchange(request, slot.token, deps.vendorTimeoutMs),
            token: slot.token,
          };
        },
      );
      if (tried === "late") continue;
      if (tried === null || tried.kind === "answered") return tried;
      if (!(await this.standStill(tried, stood, how.page ? LIST_HERE_MS : HERE_MS))) return null;
      stood += tried.dueMs;
    }
  }

  /** The slot of the first read of Asperion comes with the claim; later reads ask for their own. */
  async #slot(
    request: VendorRequest,
    lookup: boolean,
  ): Promise<
    { kind: "slot"; asked: number; waitMs: number; token: AccessToken } | Deferral | null
  > {
    const { claim, object, ref, deps, time } = this.#run;
    const token = claim.tokens[request.vendor];
    if (request.vendor === "asperion" && this.#firstOfShop && token !== null) {
      this.#firstOfShop = false;
      return { kind: "slot", asked: time.began, waitMs: claim.asperionWaitMs, token };
    }
    const asked = deps.clock.now();
    const { vendor, endpoint, capability } = request;
    const answer = await object.runs.slot(ref, {
      vendor,
      endpoint,
      capability,
      lookup,
      sent: this.sent(),
    });
    if (answer.kind === "fenced") return null;
    return answer.kind === "later" ? answer : { ...answer, asked };
  }

  #noted(
    request: VendorRequest,
    { lookup, page }: ReadHow,
    answer: Result<VendorAnswer, Failure>,
  ): void {
    const { vendor, query, method, path } = request;
    const seen = answer.ok
      ? {
          status: answer.value.status,
          ...(page ? {} : { body: answer.value.body, ...dated(answer.value) }),
        }
      : { failure: answer.error };
    this.#run.note(lookup ? "lookup" : "read", `${method} ${path}`, { vendor, query, ...seen });
  }
}

const dated = ({ headers }: VendorAnswer): { readonly date?: string } =>
  defined({ date: headers["date"] });

/** Reads of the shop are reused for this time at most. */
const SHOP_MS = MINUTE_MS;

type Noted = {
  readonly vendor?: Vendor;
  readonly query?: unknown;
  readonly status?: number;
  readonly body?: unknown;
  readonly date?: string;
};

export class RetainedReads {
  readonly #answers: Map<string, VendorAnswer>;

  constructor(answers: ReadonlyMap<string, VendorAnswer>) {
    this.#answers = new Map(answers);
  }

  /** Returns each answer once: a second, equal request is made to see whether something changed. */
  answerTo(request: VendorRequest): VendorAnswer | null {
    const key = requestKey(request.vendor, `${request.method} ${request.path}`, request.query);
    const answer = this.#answers.get(key) ?? null;
    this.#answers.delete(key);
    return answer;
  }

  forget(): void {
    this.#answers.clear();
  }
}

/**
 * Returns the reads of a run that was parked to wait for a slot. Reads are dropped if the key was
 * reported again (`wanted`: the number of its reports by now), and if they precede a write: both
 * may have changed the data. `settleMs`: a write may take effect late, up to the last of these
 * waits, so reads of the ledger are reused no longer than that. Pure.
 */
export function earlierReads(
  timeline: readonly TimelineEntry[],
  wanted: number,
  now: number,
  settleMs: readonly number[],
): ReadonlyMap<string, VendorAnswer> {
  const maxMs: Readonly<Record<Vendor, number>> = {
    asperion: SHOP_MS,
    eaccounting: settleMs.at(-1) ?? 0,
  };
  const answers = new Map<string, VendorAnswer>();
  const end = timeline.at(-1);
  if (
    end?.what !== "wait" ||
    end.title !== "rate" ||
    (end.detail as { readonly wanted?: number }).wanted !== wanted
  )
    return answers;
  const lastWrite = timeline.findLastIndex(({ what }) => what === "write");
  for (const { at, what, title, detail } of timeline.slice(lastWrite + 1)) {
    if (what !== "read" && what !== "lookup") continue;
    const { vendor, query, status, body, date } = detail as Noted;
    if (
      vendor === undefined ||
      status === undefined ||
      body === undefined ||
      now - at > maxMs[vendor]
    )
      continue;
    answers.set(requestKey(vendor, title, query), {
      status,
      body,
      isJson: true,
      headers: defined({ date }),
    });
  }
  return answers;
}

const requestKey = (vendor: Vendor, what: string, query: unknown): string =>
  JSON.stringify([vendor, what, query]);
