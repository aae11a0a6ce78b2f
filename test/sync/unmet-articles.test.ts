/**
 * Articles that a whole pass didn't meet are asked for one by one: those that the shop has, and
 * those that were held before it had them, which would be held for ever otherwise.
 */
import { expect, test } from "vitest";
import { NO_MEMORY } from "../../src/domain/goods/product.ts";
import { NOTHING_LEARNT } from "../../src/domain/ledger/ledger.ts";
import { err, ok } from "../../src/domain/result.ts";
import type { FlowPorts } from "../../src/flows/port.ts";
import type { ProductRow } from "../../src/flows/products/port.ts";
import { pushProduct } from "../../src/flows/products/push.ts";
import { settingsSchema } from "../../src/settings/schema.ts";
import { answer } from "../../src/sync/tenant/links/products.ts";
import { run } from "../../src/sync/tenant/storage/sql.ts";
import { ARTICLE, article, CONTEXT } from "../flows/products/kit.ts";
import { company } from "../flows/orders/kit.ts";
import { objectSql } from "../support/object-sql.ts";

test("asked for: what is in the shop or on hold, not what is settled or known to be gone", () => {
  const sql = objectSql();
  const put = (id: string, settled: string | null, asperionId: number | null, pass = 1): void =>
    run(
      sql,
      `INSERT INTO products (id, active, product, desired, settled_desired, asperion_id, fields,
         pass, updated_at)
       VALUES (?, 1, '{}', 'd', ?, ?, '{}', ?, 0)`,
      id,
      settled,
      asperionId,
      pass,
    );
  put("in-the-shop", "d", 7);
  put("held-at-first", null, null);
  put("held-since", "before", null);
  put("left-out", "d", null);
  put("gone", "gone", null);
  put("met", null, null, 2);
  expect(answer(sql, { ask: "unmet", pass: 2, after: "" }, 0)).toEqual({
    kind: "unmet",
    ids: ["held-at-first", "held-since", "in-the-shop"],
  });
});

test("one that was held, and isn't in the ledger any more, is left out: the shop isn't asked", async () => {
  const saved: unknown[] = [];
  const row = { product: article(), memory: NO_MEMORY } as unknown as ProductRow;
  const ports = {
    eventTypes: ["unmet"],
    settings: settingsSchema.parse({ products: { enabled: true } }),
    lists: { company, codings: CONTEXT.codings, systemArticles: {}, learnt: NOTHING_LEARNT },
    products: {
      known: async () => ok({ row, members: 0, linked: null }),
      save: (patch: unknown) => void saved.push(patch),
    },
    lookUp: async () => err({ kind: "not-found", vendor: "eaccounting" }),
    read: () => {
      throw new Error("the shop isn't asked");
    },
    note: () => undefined,
  } as unknown as FlowPorts;
  const ended = await pushProduct(ports, ARTICLE);
  if (!ended.ok) throw new Error(JSON.stringify(ended.error));
  expect(ended.value).toMatchObject({
    outcome: "skipped",
    reasons: [{ code: "product-not-in-ledger", params: { code: article().number } }],
  });
  expect(saved).toEqual([{ id: ARTICLE, settledState: "gone", gone: true }]);
});
