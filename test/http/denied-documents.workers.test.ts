/** A company that can't take what orders become: connecting and going live say so, by its facts. */
import { expect, test } from "vitest";
import type { LedgerCompany } from "../../src/domain/ledger/ledger.ts";
import { connectedHealth, NAMES, open } from "./setup-stage.ts";
import { company } from "./world.ts";

test("connecting and going live say that the company can't take what orders become, until one changes", async () => {
  let facts: Partial<LedgerCompany> = { modules: ["stock_standard"], lockedTo: "2026-12-31" };
  const shop = await open("203.0.113.175", {
    "monitoring.health": (id: string) => ({
      ...connectedHealth(id),
      company: { ...company("c-1", "Demo AB"), ...facts },
    }),
    "reads.names": NAMES,
  });
  const orders = { startLine: "2026-11-20T06:00:00Z" };
  const setup = { flows: ["orders"] };
  expect((await shop.configure({ orders, setup })).status).toBe(200);
  const page = async (screen: string) => (await shop.user.go(`${shop.at}/${screen}`)).text;
  for (const screen of ["connect?done=connection-works", "live"])
    expect(await page(screen)).toMatch(
      /This company can&#39;t take.*<li>Sales orders<.*settings\/document">Choose another document/s,
    );
  expect(await page("connect")).toMatch(/Books closed through.*31 Dec 2026/s);
  facts = { modules: ["stock_standard", "order_standard"] };
  expect(await page("connect")).not.toContain("This company can&#39;t take");
  facts = { modules: ["stock_standard"] };
  await shop.configure({ orders: { ...orders, type: "draft-invoice" }, setup });
  expect(await page("live")).not.toContain("This company can&#39;t take");
});
