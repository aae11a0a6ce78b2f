/**
 * A run's calls of the object about work and keys: enqueueing, the memory of keys, lists of
 * back-fills. Of these calls only `progress` carries updates.
 */
import { err, ok, type Result, type Failure } from "../../domain/result.ts";
import { utf8 } from "../../domain/platform/text.ts";
import type { FlowPorts, WorkItem } from "../../flows/port.ts";
import type {
  Compared,
  ProductAnswer,
  ProductAsk,
  ProductPatch,
  ProductPorts,
} from "../../flows/products/port.ts";
import type { ClaimRef, PendingUpdates } from "../contract/runs.ts";
import type { RunnerStub } from "../tenant/stub.ts";
import type { RunnerDeps } from "./deps.ts";

/** The run's session, as far as these ports need it. */
type OfSession = {
  readonly object: RunnerStub;
  readonly ref: ClaimRef;
  /** The claim is lost. */
  halt(): { readonly ok: false; readonly error: Failure };
  /** The progress to carry. */
  takeUpdates(): PendingUpdates;
};

/** Items per call, so that none occupies the object for more than a few milliseconds. */
const ENQUEUED_AT_ONCE = 200;

/** Returns the ports for work and keys. */
export function workPorts(
  session: OfSession,
): Pick<FlowPorts, "enqueue" | "recall" | "enrol" | "openKeys" | "progress" | "reserveNumber"> {
  const { object, ref } = session;
  return {
    enqueue: async (items: readonly WorkItem[]): Promise<Result<void, Failure>> => {
      for (let start = 0; start < items.length; start += ENQUEUED_AT_ONCE) {
        const answer = await object.runs.enqueue(ref, items.slice(start, start + ENQUEUED_AT_ONCE));
        if (answer.kind === "fenced") return session.halt();
      }
      return ok(undefined);
    },
    recall: async (keys, pass) => {
      const answer = await object.runs.recall(ref, keys, pass);
      return answer.kind === "recalled" ? ok(answer.keys) : session.halt();
    },
    enrol: async (orders) => {
      const answer = await object.runs.enrol(ref, orders);
      return answer.kind === "enrolled" ? ok(answer.added) : session.halt();
    },
    progress: async (progress) => {
      const answer = await object.runs.progress(ref, session.takeUpdates(), progress);
      return answer.kind === "noted" ? ok(undefined) : session.halt();
    },
    reserveNumber: async (input) => {
      const answer = await object.runs.reserveNumber(ref, input);
      return answer.kind === "number" ? ok(answer.number) : session.halt();
    },
    openKeys: async (since, after, pass) => {
      const answer = await object.runs.openKeys(ref, since, after, pass);
      return answer.kind === "open-keys" ? ok(answer.keys) : session.halt();
    },
  };
}

/** Items per call, so that none occupies the object for long. */
const STAGED_AT_ONCE = 200;

/**
 * Returns the ports for the memory of products: one call of the object per question; patches travel
 * with the next call.
 */
export function productPorts(
  session: Omit<OfSession, "take">,
  save: (patch: ProductPatch) => void,
): ProductPorts {
  const ask = async <K extends ProductAnswer["kind"]>(
    kind: K,
    input: ProductAsk,
  ): Promise<Result<Extract<ProductAnswer, { kind: K }>, Failure>> => {
    const answer = await session.object.runs.products(session.ref, input);
    if (answer.kind === "fenced") return session.halt();
    if (answer.kind !== kind) throw new Error(`asked for ${kind}, got ${answer.kind}`);
    return ok(answer as Extract<ProductAnswer, { kind: K }>);
  };
  const part = async <K extends ProductAnswer["kind"], T>(
    kind: K,
    input: ProductAsk,
    pick: (answer: Extract<ProductAnswer, { kind: K }>) => T,
  ): Promise<Result<T, Failure>> => {
    const answer = await ask(kind, input);
    return answer.ok ? ok(pick(answer.value)) : answer;
  };
  return {
    stage: async (items, pass) => {
      const differ: string[] = [];
      let open = 0;
      for (let start = 0; start < items.length; start += STAGED_AT_ONCE) {
        const some = await part(
          "staged",
          { ask: "stage", items: items.slice(start, start + STAGED_AT_ONCE), pass },
          ({ staged }) => staged,
        );
        if (!some.ok) return some;
        differ.push(...some.value.differ);
        ({ open } = some.value);
      }
      return ok({ differ, open });
    },
    compare: async (items) => {
      const found: Compared[] = [];
      for (let start = 0; start < items.length; start += STAGED_AT_ONCE) {
        const some = await part(
          "compared",
          { ask: "compare", items: items.slice(start, start + STAGED_AT_ONCE) },
          ({ compared }) => compared,
        );
        if (!some.ok) return some;
        found.push(...some.value);
      }
      return ok(found);
    },
    open: () => part("open", { ask: "open" }, ({ open }) => open),
    known: (id, group) => part("known", { ask: "known", id, group }, ({ known }) => known),
    owner: (asperionId, except) =>
      part("owner", { ask: "owner", asperionId, except }, ({ owner }) => owner),
    unmet: (pass, after) => part("unmet", { ask: "unmet", pass, after }, ({ ids }) => ids),
    save,
  };
}

/** Asks the registry whether a tenant is retired. Without an answer the run is retried later. */
export async function isRetired(
  deps: Pick<RunnerDeps, "isRetired">,
  tenantId: string,
): Promise<Result<boolean, Failure>> {
  try {
    return ok(await deps.isRetired(tenantId));
  } catch {
    return err({
      kind: "transient",
      vendor: "eaccounting",
      cause: "the registry of tenants doesn't answer",
    });
  }
}

/** Returns hashes of identities as keys of locks, so that no address is stored in the clear. */
export async function lockKeys(identities: readonly string[]): Promise<string[]> {
  const hashed = await Promise.all(
    identities.map(async (identity) => {
      const digest = await crypto.subtle.digest("SHA-256", utf8(identity));
      return [...new Uint8Array(digest).subarray(0, 16)]
        .map((byte) => byte.toString(16).padStart(2, "0"))
        .join("");
    }),
  );
  return [...new Set(hashed)].sort();
}
