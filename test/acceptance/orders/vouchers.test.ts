/**
 * Each voucher of the acceptance suite, planned and then added up by a ledger that shares nothing
 * with the planner.
 */
import { describe, expect, test } from "vitest";
import { PLAN_VERSION } from "../../../src/flows/orders/shared/plan-input.ts";
import type { Order } from "../../../src/domain/orders/order.ts";
import type { Voucher } from "../../../src/domain/ledger/voucher.ts";
import { asSale } from "../../../src/flows/orders/intake/order-case.ts";
import { planVoucher } from "../../../src/flows/orders/documents/vouchers/plan-voucher.ts";
import { company, order } from "../../flows/orders/kit.ts";
import {
  moved,
  shownRows,
  voucherInput,
  voucherOf,
  voucherSettings,
} from "../../flows/orders/vouchers/kit.ts";
import type { VoucherCase } from "./voucher-case.ts";
import { VOUCHERS } from "./vouchers.cases.ts";

const all: readonly VoucherCase[] = Object.values(VOUCHERS).flat();

test("no two cases bear one name", () => {
  const names = all.map(({ name }) => name);
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
});

describe.each(Object.entries(VOUCHERS))("%s", (_, cases: readonly VoucherCase[]) => {
  test.each(cases.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    const plan = planned(one);
    if ("held" in one.expect) {
      expect([plan.kind, plan.reasons.map(({ code }) => code)]).toEqual(["hold", one.expect.held]);
      return;
    }
    const voucher = voucherOf(plan);
    expect(shownRows(voucher).toSorted()).toEqual(one.expect.rows);
    expect([...moved([voucher]).values()].reduce((sum, amount) => sum + amount, 0n)).toBe(0n);
    if (one.expect.date !== undefined) expect(voucher.date).toBe(one.expect.date);
    if (one.expect.text !== undefined) expect(voucher.text).toBe(one.expect.text);
    if (one.expect.item !== undefined) expect(voucher.ledgerItem).toMatchObject(one.expect.item);
    if (one.expect.spread !== undefined) expect(spreadOf(voucher)).toEqual(one.expect.spread);
    const codes = [...plan.reasons, ...voucher.rows.flatMap((row) => row.reasons)].map(
      ({ code }) => code,
    );
    expect((one.expect.because ?? []).filter((code) => !codes.includes(code))).toEqual([]);
    expect(voucher.rows.filter((row) => row.reasons.length === 0)).toEqual([]);
  });
});

const spreadOf = ({ rows }: Pick<Voucher, "rows">): readonly string[] =>
  rows
    .flatMap(({ account, mapped }) =>
      mapped === undefined
        ? []
        : [
            `${account} ${Object.entries(mapped)
              .map(([field, id]) => `${field}=${id}`)
              .join(" ")}`,
          ],
    )
    .toSorted();

const NOTHING_SOLD = {
  made: { country: "SE", kind: "private", paid: "receivable", accounts: [] },
  owedOn: null,
  receivable: null,
  customerId: null,
  cleared: [],
} as const;

function planned(one: VoucherCase) {
  const settings = voucherSettings(one.settings);
  const placed = order(one.lines, one.order);
  const given = (sale: Order) =>
    voucherInput(sale, {
      settings,
      company: { ...company, ...one.company },
      today: one.today ?? "2026-11-24",
      years: one.years ?? [],
      rate: one.rate ?? null,
      ...(one.booked === undefined ? {} : { level: one.booked }),
      ...(one.codings === undefined ? {} : { codings: one.codings }),
      customer: {
        id: one.customerId ?? null,
        kind: one.buyer ?? "private",
        termsOfPaymentId: null,
      },
    });
  if (placed.creditsOrderId === null) return planVoucher(given(placed));
  const sale = asSale(placed, settings.orders.creditSign);
  return sale.ok
    ? planVoucher({
        ...given(sale.value),
        form: "voucher-credit",
        credits: {
          voucher: "A12",
          ...(one.sold === undefined ? {} : { sold: { ...NOTHING_SOLD, ...one.sold } }),
        },
      })
    : {
        version: PLAN_VERSION as typeof PLAN_VERSION,
        kind: "hold" as const,
        reasons: [sale.error],
      };
}
