/**
 * What a run asks of the object about work and keys: handing in, what is remembered of them, lists
 * of back-fills. None of it carries anything but progress: what follows from the others is
 * remembered afterwards.
 */
import type { Failure } from "../../domain/failure.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { FlowPorts, WorkItem } from "../../flows/port.ts";
import type { Carry, ClaimRef } from "../engine-rpc.ts";
import type { RunnerStub } from "../tenant/stub.ts";

/** No call of the object holds it up for long: a few milliseconds for this many. */
const HANDED_AT_ONCE = 200;

/** `halt`: the claim is lost. `take`: what is to be carried. */
export function workPorts(
  engine: RunnerStub,
  ref: ClaimRef,
  halt: () => { readonly ok: false; readonly error: Failure },
  take: () => Carry,
): Pick<FlowPorts, "enqueue" | "recall" | "enrol" | "openKeys" | "progress" | "reserveNumber"> {
  return {
    enqueue: async (items: readonly WorkItem[]): Promise<Result<void, Failure>> => {
      for (let start = 0; start < items.length; start += HANDED_AT_ONCE) {
        const answer = await engine.runs.enqueue(ref, items.slice(start, start + HANDED_AT_ONCE));
        if (answer.kind === "fenced") return halt();
      }
      return ok(undefined);
    },
    recall: async (keys, pass) => {
      const answer = await engine.runs.recall(ref, keys, pass);
      return answer.kind === "recalled" ? ok(answer.keys) : halt();
    },
    enrol: async (orders) => {
      const answer = await engine.runs.enrol(ref, orders);
      return answer.kind === "enrolled" ? ok(answer.added ?? orders.length) : halt();
    },
    progress: async (progress) => {
      const answer = await engine.runs.progress(ref, take(), progress);
      return answer.kind === "noted" ? ok(undefined) : halt();
    },
    reserveNumber: async (input) => {
      const answer = await engine.runs.reserveNumber(ref, input);
      return answer.kind === "number" ? ok(answer.number) : halt();
    },
    openKeys: async (since, after, pass) => {
      const answer = await engine.runs.openKeys(ref, since, after, pass);
      return answer.kind === "open-keys" ? ok(answer.keys) : halt();
    },
  };
}
