import { describe, expect, it } from "vitest";
import type { Order, OrderLine } from "../../../src/domain/order.ts";
import { checkSource } from "../../../src/flows/orders/check-source.ts";
import { sourceLines } from "../../../src/flows/orders/lines.ts";
import { order, type Sold } from "./kit.ts";

const check = (of: Order) => checkSource(of, sourceLines(of));
const changed = (of: Order, line: Partial<OrderLine>, head: Partial<Order> = {}): Order => ({ ...of, ...head, lines: of.lines.map((one, index) => (index === 0 ? { ...one, ...line } : one)) });
const three: readonly Sold[] = [{ price: "33.33" }, { price: "33.33" }, { price: "33.33" }];

describe("an honest source passes", () => {
  it.each(["line", "rate"] as const)("with VAT rounded per %s", (vatBy) => {
    expect(check(order(three, {}, vatBy))).toEqual([]);
    expect(check(order(three, { pricesIncludeVat: false }, vatBy))).toEqual([]);
  });

  it("also with many lines of one price, whose net is rounded the same way each time", () => {
    // 1.07 with 21 %: VAT 0.1857 becomes 0.19, but the net 0.88 times the rate is 0.1848: off by more than half a cent a line.
    const lines = Array.from({ length: 40 }, () => ({ price: "1.07", rate: "0.21" }));
    expect(check(order(lines))).toEqual([]);
  });
});

describe("a faulty source is told with its figures", () => {
  it("a line whose net and VAT aren't its gross", () => {
    expect(check(changed(order([{ price: "100.00" }]), { vat: "19.99" }))).toEqual([
      { code: "faulty-source-line", params: { line: 1, net: "80.00", vat: "19.99", gross: "100.00", fault: "sum" } },
    ]);
  });

  it("a line of more than two decimals", () => {
    expect(check(changed(order([{ price: "100.00" }]), { net: "80.001", vat: "19.999" }))).toMatchObject([{ params: { fault: "decimals" } }]);
  });

  it("a text line with an amount, and an amount without a quantity", () => {
    expect(check(changed(order([{ price: "100.00" }]), { kind: "text" }))).toMatchObject([{ params: { fault: "text-with-amount" } }]);
    expect(check(changed(order([{ price: "100.00" }]), { quantity: "0.00001" }))).toMatchObject([{ params: { fault: "no-quantity" } }]);
  });

  it("VAT that isn't the rate's: one cent is rounding, two aren't", () => {
    const one = order([{ price: "80.00" }], { pricesIncludeVat: false });
    const off = (vat: string, gross: string) => check(changed(one, { vat, gross }, { vat, gross }));
    expect(off("20.01", "100.01")).toEqual([]);
    expect(off("20.02", "100.02")).toEqual([
      { code: "faulty-source-vat", params: { rate: "0.25", net: "80.00", vat: "20.02", expected: "20.0000", bound: "0.01" } },
    ]);
  });

  it("VAT is checked per rate: two faults that cancel each other out are two faults", () => {
    const both = order([{ price: "100.00" }, { price: "112.00", rate: "0.12" }]);
    const swapped: Order = { ...both, lines: both.lines.map((line, index) => (index === 0 ? { ...line, net: "81.00", vat: "19.00" } : { ...line, net: "99.00", vat: "13.00" })) };
    expect(check(swapped).map(({ code, params }) => [code, params["rate"]])).toEqual([["faulty-source-vat", "0.25"], ["faulty-source-vat", "0.12"]]);
  });

  it("a head that isn't its lines: the bound grows by half a cent a line", () => {
    const of = order(three);
    expect(check({ ...of, gross: "100.01", net: "80.00" })).toEqual([]);
    expect(check({ ...of, gross: "100.02", net: "80.01" })).toEqual([
      { code: "faulty-source-totals", params: { field: "net", head: "80.01", lines: "79.98", bound: "0.02" } },
      { code: "faulty-source-totals", params: { field: "gross", head: "100.02", lines: "99.99", bound: "0.02" } },
    ]);
  });

  it("a head whose VAT alone is off", () => {
    expect(check({ ...order(three), vat: "21.01" }).map(({ params }) => params["field"])).toEqual(["head", "vat"]);
  });

  it("text lines don't widen the bound", () => {
    const words: readonly Sold[] = Array.from({ length: 9 }, () => ({ kind: "text" as const }));
    expect(check({ ...order([...three, ...words]), gross: "100.02", net: "80.01" })).toHaveLength(2);
  });
});
