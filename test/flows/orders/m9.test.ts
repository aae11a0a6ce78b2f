import { test } from "vitest";
import { approvals } from "./approvals.kit.ts";
import { books, BUYER, change, mug, tenant } from "./registered-world.kit.ts";

const RULES = [
  { kinds: ["invoice"] },
  { kinds: ["sales-order"] },
  { kinds: ["sales-order", "invoice"] },
  { grossFrom: "100.00" },
  { grossFrom: "100.00", kinds: ["invoice"] },
  { grossFrom: "100.00", kinds: ["mutation"] },
  { credits: true, countries: ["SE"] },
  { kinds: ["mutation"], countries: ["SE"] },
];
test("dbg", async () => {
  for (const approval of RULES)
    for (const how of ["approved-booked", "approved-then-delivered", "waits-delivered"]) {
      const world = await tenant({ type: "sales-order", invoiceOrders: "delivered", payments: "none", refunds: "none", approval });
      const { asks, approve, run } = approvals(world);
      const order = await world.place({ ...BUYER, lines: [mug(100, 50)], paymentStatus: "Open" });
      const log: unknown[] = [];
      log.push(await asks(order));
      if (how === "approved-booked") {
        if (log[0] !== null) log.push((await approve(order)).outcome);
        await change(world, order, { status: 4 });
        const a = await asks(order);
        log.push(["delivered", a]);
        if (a !== null) log.push((await approve(order)).outcome);
      } else if (how === "approved-then-delivered") {
        if (log[0] !== null) log.push((await approve(order, () => change(world, order, { status: 4 }))).reasons[0]);
        const a = await asks(order);
        log.push(["delivered", a]);
        if (a !== null) log.push((await approve(order)).outcome);
      }
      log.push((await run(order)).outcome, (await books(world))["1510"] ?? 0);
      console.log(JSON.stringify(approval), how, JSON.stringify(log));
    }
}, 60000);
