/** How much a preview asks the shop's object for, where orders on hold can't be tried any more. */
import { expect, test } from "vitest";
import { heldOrders } from "../../src/http/usecases/dry-runs/recent-orders.ts";
import type { JobQuery } from "../../src/sync/contract/index.ts";
import type { TenantStub } from "../../src/sync/tenant/stub.ts";
import { jobView } from "./job-view.ts";

test("orders on hold without a timeline cost a preview little: nothing else is asked of them", async () => {
  const asked = { timelines: 0, others: 0 };
  const other = () => Promise.resolve(((asked.others += 1), []));
  const tenant = {
    jobs: {
      list: (_: string, { limit, outcome }: JobQuery) =>
        Promise.resolve({
          jobs: Array.from({ length: limit ?? 0 }, (__, n) =>
            jobView({
              id: `${String(outcome)}${n}`,
              key: `order:${n}`,
              status: "done",
              outcome: "held",
            }),
          ),
          cursor: null,
        }),
      timelines: (_: string, ids: readonly string[]) => {
        asked.timelines += 1;
        return Promise.resolve(ids.map(() => null));
      },
    },
    reads: { ledger: () => Promise.resolve({}), loweredBy: other, approval: other },
  } as unknown as TenantStub;
  const query = { tenantId: "t", administrationId: 1, now: 1, most: 20, asksApproval: true };
  expect(await heldOrders(tenant, query, [])).toEqual([]);
  expect(asked).toEqual({ timelines: 24, others: 0 });
});
