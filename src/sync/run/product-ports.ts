/** The memory of products, as a flow asks for it: one call of the object each, and patches that travel with the next one. */
import type { Failure } from "../../domain/failure.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { ProductPorts } from "../../flows/port.ts";
import type { ProductAnswer, ProductAsk, ProductPatch } from "../../flows/products/port.ts";
import type { Session } from "./session.ts";

export function productPorts(session: Session, save: (patch: ProductPatch) => void): ProductPorts {
  const ask = async <K extends ProductAnswer["kind"]>(kind: K, input: ProductAsk): Promise<Result<Extract<ProductAnswer, { kind: K }>, Failure>> => {
    const answer = await session.engine.products(session.ref, input);
    if (answer.kind === "fenced") return session.halt();
    if (answer.kind !== kind) throw new Error(`asked for ${kind}, got ${answer.kind}`);
    return ok(answer as Extract<ProductAnswer, { kind: K }>);
  };
  const part = async <K extends ProductAnswer["kind"], T>(kind: K, input: ProductAsk, pick: (answer: Extract<ProductAnswer, { kind: K }>) => T): Promise<Result<T, Failure>> => {
    const answer = await ask(kind, input);
    return answer.ok ? ok(pick(answer.value)) : answer;
  };
  return {
    stage: (items, pass) => part("staged", { ask: "stage", items, pass }, ({ staged }) => staged),
    open: () => part("open", { ask: "open" }, ({ open }) => open),
    known: (id, group) => part("known", { ask: "known", id, group }, ({ known }) => known),
    unmet: (pass, after) => part("unmet", { ask: "unmet", pass, after }, ({ ids }) => ids),
    save,
  };
}
