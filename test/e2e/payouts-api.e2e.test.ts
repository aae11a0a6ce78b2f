/** What the API answers of a payout: its lines, its file, and why it is held. */
import { expect, test } from "vitest";
import { WRITE } from "../sandbox/settlement-files.ts";
import type { Json } from "../support/bridge.ts";
import { ADMIN_TOKEN } from "../support/test-env.ts";
import { bridge, useVouchers } from "../support/vouchers-set-up.ts";
import { at, fresh, look, sale, settle, sold, staged, upload, vouchersOf } from "./payout-files.ts";

useVouchers();

test("a payout in another currency than the books is held, and nothing of it is booked", async () => {
  await settle();
  const payout = { id: fresh(), day: "2026-03-02", lines: [sale(await sold())] };
  const { payouts } = await upload(WRITE.stripe([payout]).replaceAll(",sek,", ",eur,"));
  const id = String(payouts[0]?.["id"]);
  const shown = await look(id);
  expect(shown["currency"]).toBe("EUR");
  expect((shown["held"] as readonly Json[]).map(({ code }) => code)).toContain(
    "payout-currency-foreign",
  );
  const refused = await bridge.api("POST", `${at(id)}/approve`, { mark: shown["mark"] });
  expect(refused.body["kind"]).toBe("payout-held");
  expect(await vouchersOf(payout.id)).toEqual([]);
});

test("the API answers a payout's lines by page, and the file as it came", async () => {
  await settle();
  const number = await sold();
  const lines = [sale(number), ...Array.from({ length: 120 }, (_, n) => sale(`NOBODY-${n}`))];
  const payout = { id: fresh(), day: "2026-03-02", lines };
  const id = await staged(payout);
  const first = await bridge.ask("GET", `${at(id)}/lines`);
  expect([first["page"], first["pages"], (first["lines"] as readonly Json[]).length]).toEqual([
    1, 2, 100,
  ]);
  expect((first["lines"] as readonly Json[])[0]).toMatchObject({
    line: 2,
    kind: "sale",
    reference: number,
    gross: "125.00",
    order: number,
    by: "reference",
  });
  const second = await bridge.ask("GET", `${at(id)}/lines?page=2`);
  expect((second["lines"] as readonly Json[]).map(({ line }) => line)).toContain(122);
  const { files } = await bridge.ask("GET", `${at(id)}/files`);
  expect(files).toHaveLength(1);
  for (const { id: file, bytes } of files as readonly Json[]) {
    const response = await bridge.fetch(`/api/v1${at(id)}/files/${String(file)}`, {
      headers: { authorization: `Bearer ${ADMIN_TOKEN}` },
    });
    expect(await response.text()).toBe(WRITE.stripe([payout]));
    expect(bytes).toBe(WRITE.stripe([payout]).length);
  }
  expect((await bridge.api("GET", `${at("nobody")}/lines`)).status).toBe(404);
});
