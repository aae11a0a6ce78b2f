/**
 * The memory of products, as a flow asks for it: one call of the object each, and patches that
 * travel with the next one.
 */
import type { Failure } from "../../domain/failure.ts";
import { ok, type Result } from "../../domain/result.ts";
import type {
  ProductAnswer,
  ProductAsk,
  ProductPatch,
  ProductPorts,
} from "../../flows/products/port.ts";
import type { ClaimRef } from "../engine-rpc.ts";
import type { RunnerStub } from "../tenant/stub.ts";

/** No call of the object holds it up for long. */
const STAGED_AT_ONCE = 200;

/** `halt`: the claim is lost. */
export function productPorts(
  engine: RunnerStub,
  ref: ClaimRef,
  halt: () => { readonly ok: false; readonly error: Failure },
  save: (patch: ProductPatch) => void,
): ProductPorts {
  const ask = async <K extends ProductAnswer["kind"]>(
    kind: K,
    input: ProductAsk,
  ): Promise<Result<Extract<ProductAnswer, { kind: K }>, Failure>> => {
    const answer = await engine.runs.products(ref, input);
    if (answer.kind === "fenced") return halt();
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
    open: () => part("open", { ask: "open" }, ({ open }) => open),
    known: (id, group) => part("known", { ask: "known", id, group }, ({ known }) => known),
    owner: (asperionId, except) =>
      part("owner", { ask: "owner", asperionId, except }, ({ owner }) => owner),
    unmet: (pass, after) => part("unmet", { ask: "unmet", pass, after }, ({ ids }) => ids),
    save,
  };
}
