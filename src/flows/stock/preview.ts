/**
 * What a run of stock would write now: the run's own reads and its own plan, up to where it would
 * write. A flag that isn't set yet hides what the shop counts: such an article is shown without its
 * old figure.
 */
import { RETRY } from "../../domain/jobs/requested-actions.ts";
import { reason, type Reason } from "../../domain/reasons/index.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import {
  asides,
  type PreviewRow,
  type RunPreview,
  runPreview,
  stoppedRun,
} from "../../domain/jobs/run-preview.ts";
import type { FlowPorts } from "../port.ts";
import { previewPorts } from "../read-only-ports.ts";
import { changesOf } from "./turns.ts";
import type { LeftAlone } from "./plan.ts";
import { planRun, soldToDebtor } from "./run.ts";

/** `only`: of these articles alone, by the shop's codes; the rest of the run isn't told. */
export async function previewStock(
  from: FlowPorts,
  only: ReadonlySet<string> | null = null,
): Promise<Result<RunPreview, Failure>> {
  const ports = { ...previewPorts(from, "stock"), eventTypes: byPerson(from) };
  const isListed = ({ code }: { readonly code: string }): boolean => only?.has(code) ?? true;
  const planned = await planRun(ports);
  if (!planned.ok) return planned;
  if ("held" in planned.value) return ok(stoppedRun("stock", [planned.value.held]));
  const { plan, ledger, noEffect } = planned.value;
  const sold = await soldToDebtor(ports, plan);
  if (!sold.ok) return sold;
  const stopped: Reason[] = [noEffect, sold.value].filter((one) => one !== null);
  const names = new Map(ledger.map(({ number, name }) => [number, name ?? null]));
  const rows = changesOf(plan.differences, plan.managed)
    .filter(isListed)
    .map(({ code, from, to, managed }): PreviewRow => ({
      code,
      name: names.get(code) ?? null,
      does: "update",
      changes: [
        ...(managed ? [{ field: "managed", from: "false", to: "true" }] : []),
        ...(to === null ? [] : [{ field: "stock", from: managed ? null : from, to }]),
      ],
    }));
  const left = Object.entries(plan.left).flatMap(([code, all]) => {
    const numbers = all.filter((number) => isListed({ code: number }));
    return numbers.map((number) => ({
      code: number,
      reason: leftReason(code as LeftAlone, numbers.length, number),
    }));
  });
  const active = new Set(ledger.flatMap((one) => (one.active ? [one.number] : []))).size;
  return ok(
    runPreview({
      flow: "stock",
      stopped,
      read: active,
      total: active,
      unlooked: 0,
      later: only === null ? plan.rest : 0,
      same: only === null ? plan.equal : 0,
      left: asides(left.filter((one) => one.reason.code !== "stock-no-figure")),
      held: asides(left.filter((one) => one.reason.code === "stock-no-figure")),
      rows: stopped.length > 0 ? [] : rows,
    }),
  );
}

/** A person's retry takes the last correction on trust once more: so does its preview. */
const byPerson = ({ eventTypes }: FlowPorts): readonly string[] =>
  eventTypes.filter((type) => type === RETRY);

/** Why one article, or several, are left alone. */
export const leftReason = (code: LeftAlone, articles: number, first: string): Reason =>
  code === "stock-not-kept" ? reason(code) : reason(code, { articles, first });
