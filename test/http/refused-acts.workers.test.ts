/**
 * Acts that the tenant's object carries out or refuses: the audit log has the request before it,
 * and afterwards what came of it. What was refused never reads as done.
 */
import { expect, test } from "vitest";
import type { Actor, EdgeDeps } from "../../src/http/deps.ts";
import { checkConnection } from "../../src/http/usecases/jobs/job-actions.ts";
import { reconcileNow } from "../../src/http/usecases/ledger/reconciliation.ts";
import * as backfills from "../../src/http/usecases/tenants/backfills.ts";
import * as control from "../../src/http/usecases/tenants/control.ts";
import { takeBack, previewRebooking } from "../../src/http/usecases/tenants/take-backs.ts";
import { actionText, valueText } from "../../src/http/words/change-words.ts";
import { createRegistry } from "../../src/http/webhooks/registry.ts";
import { formatOf } from "../../src/http/words/format.ts";
import { messagesOf } from "../../src/messages/index.ts";
import { message } from "../../src/messages/message.ts";
import { auditAfter } from "../../src/store/audit.ts";
import type { TenantCall } from "./fakes.ts";
import { edges } from "./world.ts";

const ANNA: Actor = { id: "anna", name: "anna", everywhere: "operator", shops: {} };
const DAYS = { from: "2026-11-01", to: "2026-11-07" };
const REFUSAL = { ok: false, kind: "over", message: message("refusals.runOver") };

type Act = {
  readonly name: string;
  readonly call: TenantCall;
  readonly act: (deps: EdgeDeps, tenant: string) => Promise<{ readonly ok: boolean }>;
  readonly request: string;
  /** `null`: the object only queues it. */
  readonly done: string | null;
};

const acts: readonly Act[] = [
  {
    name: "a run of a flow",
    call: "flows.run",
    act: (deps, tenantId) => control.runFlow({ deps, actor: ANNA, tenantId }, "stock"),
    request: "Sync run requested: Stock",
    done: null,
  },
  {
    name: "the end of a long run",
    call: "flows.cancelRun",
    act: (deps, tenantId) => control.cancelRun({ deps, actor: ANNA, tenantId }, "r1"),
    request: "Cancellation of a long run requested: r1",
    done: "Long run cancelled: r1",
  },
  {
    name: "the stop of a flow",
    call: "flows.pause",
    act: (deps, tenantId) =>
      control.pauseFlow({ deps, actor: ANNA, tenantId }, "stock", "stock-taking"),
    request: "Sync stop requested: Stock",
    done: "Sync stopped: Stock",
  },
  {
    name: "the resumption of a flow",
    call: "flows.resume",
    act: (deps, tenantId) => control.resumeFlow({ deps, actor: ANNA, tenantId }, "stock"),
    request: "Sync resume requested: Stock",
    done: "Sync resumed: Stock",
  },
  {
    name: "the set-up",
    call: "admin.setUp",
    act: (deps, tenant) => control.setUp({ deps, actor: ANNA, tenantId: tenant }),
    request: "System articles requested: ",
    done: "System articles created: ",
  },
  {
    name: "the start of past orders",
    call: "backfills.begin",
    act: (deps, tenantId) =>
      backfills.beginBackfill({ deps, actor: ANNA, tenantId }, { ...DAYS, dryRunId: "b1" }),
    request: "Past orders: start requested: 1 Nov 2026 to 7 Nov 2026, after dry run b1",
    done: null,
  },
  {
    name: "the end of past orders",
    call: "backfills.cancel",
    act: (deps, tenantId) => backfills.cancelBackfill({ deps, actor: ANNA, tenantId }, "b1"),
    request: "Past orders: cancellation requested: b1",
    done: "Past orders: cancelled: b1",
  },
  {
    name: "the undoing of past orders",
    call: "backfills.undo",
    act: (deps, tenantId) => backfills.undoBackfill({ deps, actor: ANNA, tenantId }, "b1"),
    request: "Past orders: undo of documents requested: b1",
    done: null,
  },
  {
    name: "the undoing of bookings",
    call: "backfills.takeBack",
    act: (deps, tenantId) => takeBack({ deps, actor: ANNA, tenantId }, { dryRunId: "t1" }),
    request: "Undo documents: start requested: t1",
    done: null,
  },
  {
    name: "a dry run of undoing bookings",
    call: "backfills.takeBack",
    act: (deps, tenant) =>
      takeBack(
        { deps, actor: ANNA, tenantId: tenant },
        { scope: { of: "days", ...DAYS }, dryRunId: null },
      ),
    request: "Undo documents: dry run requested: 1 Nov 2026 to 7 Nov 2026, dry run",
    done: null,
  },
  {
    name: "a dry run of undone orders",
    call: "backfills.tryAgain",
    act: (deps, tenantId) => previewRebooking({ deps, actor: ANNA, tenantId }, "t1"),
    request: "Undone orders: dry run requested: t1",
    done: null,
  },
  {
    name: "a reconciliation",
    call: "reconciliation.start",
    act: (deps, tenantId) => reconcileNow({ deps, actor: ANNA, tenantId }, DAYS),
    request: "Reconciliation requested: 1 Nov 2026 to 7 Nov 2026",
    done: null,
  },
  {
    name: "the check of a connection",
    call: "connections.check",
    act: (deps, tenantId) => checkConnection({ deps, actor: ANNA, tenantId }, "asperion"),
    request: "Connection check requested: Asperion",
    done: null,
  },
];

const texts = {
  messages: messagesOf("en"),
  format: formatOf("en"),
  tenants: null,
  tokens: new Map<string, string>(),
};

/** What the log says once the object has answered, as people read it. */
async function logged({ call, act }: Act, answer: unknown) {
  const world = await edges({ [call]: answer });
  const id = await world.makeTenant();
  const registry = createRegistry(async () => null, world.clock, 60_000);
  const answered = await act({ ...world.deps, registry }, id);
  const rows = await auditAfter(world.db, id, 0, 100);
  return {
    ok: answered.ok,
    rows: rows
      .filter(({ actor }) => actor === ANNA.name)
      .map(({ action, after }) => `${actionText(texts, action)}: ${valueText(texts, after)}`),
  };
}

test.each(acts)("$name that was refused reads as requested and rejected", async (one) => {
  const { ok, rows } = await logged(one, REFUSAL);
  const about = one.request.slice(one.request.lastIndexOf(": ") + 2);
  expect(ok).toBe(false);
  expect(rows).toEqual([
    one.request,
    `Rejected: ${about === "" ? "" : `${about}; `}it had already ended`,
  ]);
});

test.each(acts)("$name that was carried out reads so", async (one) => {
  const { ok, rows } = await logged(one, { ok: true });
  expect(ok).toBe(true);
  expect(rows).toEqual(one.done === null ? [one.request] : [one.request, one.done]);
});

test.each(acts)("$name that got no answer reads as requested alone", async (one) => {
  const { ok, rows } = await logged(one, () => {
    throw new Error("the object is gone");
  });
  expect(ok).toBe(false);
  expect(rows).toEqual([one.request]);
});
