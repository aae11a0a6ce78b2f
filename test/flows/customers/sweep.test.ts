/** The look for debtors that no webhook told of: what it hands in, and from when on. */
import { expect, test } from "vitest";
import type { Observation } from "../../../src/domain/vendors/checks.ts";
import type { VendorRequest } from "../../../src/domain/vendors/request.ts";
import { err, ok } from "../../../src/domain/result.ts";
import { runCustomers } from "../../../src/flows/customers/run.ts";
import type { WorkItem } from "../../../src/flows/port.ts";
import { Ledger } from "../parties/ledger.ts";
import { ANNA, settingsOf } from "./world.ts";

const CHANGED = [
  { ...ANNA, dateLastChange: "2026-11-24T12:30:00" },
  { ...ANNA, id: 56, dateLastChange: "2026-11-01T09:00:00" },
];

async function sweep(
  memory: Record<string, string>,
  enqueue: (items: readonly WorkItem[]) => boolean = () => true,
  zone: Observation = { verdict: "holds", facts: {} },
) {
  const asked: VendorRequest[] = [];
  const handed: WorkItem[] = [];
  const remembered: Record<string, string> = {};
  const ports = new Ledger().ports("sweep:debtors", settingsOf());
  const ended = await runCustomers({
    ...ports,
    lists: { ...ports.lists, seenAtWork: { P13: zone } },
    memory,
    readPage: async (request) => {
      asked.push(request);
      if (request.query["DateLastChange_from"] !== undefined)
        return err({
          kind: "rejected",
          vendor: "asperion",
          status: 400,
          code: null,
          message: "unknown",
          fields: [],
        });
      return ok({
        status: 200,
        body: { _data: CHANGED, _meta: { administrationId: 7, totalCount: 2, nextPage: null } },
        isJson: true,
        headers: { date: "Tue, 24 Nov 2026 12:00:00 GMT" },
      });
    },
    enqueue: async (items) => {
      handed.push(...items);
      return enqueue(items)
        ? ok(undefined)
        : err({ kind: "transient", vendor: "asperion", cause: "gone" });
    },
    remember: (key, value) => {
      remembered[key] = value;
    },
  });
  return { ended, handed, remembered, asked };
}

const NOON = String(Date.parse("2026-11-24T12:00:00Z"));

test("the first look takes nobody and marks where the next begins", async () => {
  const { handed, remembered } = await sweep({});
  expect([handed, remembered["debtors-since"]]).toEqual([[], NOON]);
});

test("what changed since, with 75 minutes of overlap, becomes a job of its own each", async () => {
  const { handed, ended } = await sweep({ "debtors-since": NOON });
  expect(handed).toEqual([{ key: "debtor:55", flow: "customers", type: "swept", lane: "sweep" }]);
  expect(ended).toMatchObject({
    value: { reasons: [{ code: "debtors-swept", params: { found: 1, read: 2 } }] },
  });
});

test("a stamp is the shop's local time: an hour ahead of UTC in winter", async () => {
  const { asked } = await sweep({ "debtors-since": NOON });
  expect(asked[0]?.query["DateLastChange_from"]).toBe("2026-11-24T11:45:00");
});

test("where a shop stamps in UTC, or may do so, a look reaches two hours further back", async () => {
  for (const zone of [
    { verdict: "differs", facts: { minutes: 60 } },
    { verdict: "unclear", facts: { minutes: 60 } },
  ] as const) {
    const { asked } = await sweep({ "debtors-since": NOON }, () => true, zone);
    expect(asked[0]?.query["DateLastChange_from"]).toBe("2026-11-24T09:45:00");
  }
});

test("a filter that was refused is remembered", async () => {
  const { remembered } = await sweep({ "debtors-since": NOON });
  expect(remembered["debtors-change-filter"]).toBe("none");
  expect(
    (await sweep({ "debtors-since": NOON, "debtors-change-filter": "none" })).asked,
  ).toHaveLength(1);
});

test("the mark stays where it was while what was found isn't durable", async () => {
  const { remembered, ended } = await sweep({ "debtors-since": NOON }, () => false);
  expect([remembered, ended.ok]).toEqual([{}, false]);
});
