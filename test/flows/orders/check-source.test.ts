import { describe, expect, it, test } from "vitest";
import type { Order, OrderLine } from "../../../src/domain/orders/order.ts";
import { checkSource } from "../../../src/flows/orders/preparation/check-source.ts";
import { sourceLines } from "../../../src/flows/orders/money/lines.ts";
import { order, type Sold } from "./kit.ts";

const check = (of: Order) => checkSource(of, sourceLines(of));
const changed = (of: Order, line: Partial<OrderLine>, head: Partial<Order> = {}): Order => ({
  ...of,
  ...head,
  lines: of.lines.map((one, index) => (index === 0 ? { ...one, ...line } : one)),
});
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
      {
        code: "faulty-source-line",
        params: { line: 1, net: "80.00", vat: "19.99", gross: "100.00", fault: "sum" },
      },
    ]);
  });

  it("a payment that no ledger can take, whatever it is of", () => {
    const paid = order([{ price: "100.00" }], { amountPaid: "-469536957974864.7" });
    expect(check(paid)).toEqual([
      { code: "faulty-source-shape", params: { field: "amountPaid", got: "-469536957974864.7" } },
    ]);
    expect(check({ ...paid, amountPaid: "99999999999.00" })).toEqual([]);
  });

  it("a line of more than two decimals", () => {
    expect(
      check(changed(order([{ price: "100.00" }]), { net: "80.001", vat: "19.999" })),
    ).toMatchObject([{ params: { fault: "decimals" } }]);
  });

  it("a head of more than two decimals, with and without a discount of its own", () => {
    const fault = { field: "gross", head: "90.0005", fault: "decimals" };
    expect(check(order([{ price: "90.00" }], { gross: "90.0005" }))).toMatchObject([
      { params: fault },
    ]);
    const off = order([{ price: "100.00" }], {
      headDiscount: "0.1",
      net: "72.00",
      vat: "18.00",
      gross: "90.0005",
    });
    expect(check(off)).toEqual(
      expect.arrayContaining([expect.objectContaining({ params: expect.objectContaining(fault) })]),
    );
  });

  it.each([
    ["vatRate", "-1"],
    ["vatRate", "-0.25"],
    ["vatRate", "1.01"],
  ])("a line whose VAT is no percentage", (field, value) => {
    expect(check(changed(order([{ price: "100.00" }]), { [field]: value }))).toMatchObject([
      { params: { fault: "rate" } },
    ]);
  });

  it("figures that no ledger could be told to the cent", () => {
    const large = "100000000000.00";
    expect(check(changed(order([{ price: "100.00" }]), { quantity: large }))).toMatchObject([
      { params: { fault: "too-large" } },
    ]);
    const all = { net: large, vat: "0.00", gross: large, vatRate: "0" };
    expect(check(changed(order([{ price: "100.00" }]), all, all))).toMatchObject([
      { params: { fault: "too-large" } },
    ]);
    const half = {
      net: "60000000000.00",
      vat: "0.00",
      gross: "60000000000.00",
      vatRate: "0",
      price: "60000000000.00",
    };
    const two = order([{ rate: "0" }, { rate: "0" }], {
      net: "120000000000.00",
      vat: "0.00",
      gross: "120000000000.00",
    });
    const lines = two.lines.map((line) => ({ ...line, ...half }));
    expect(check({ ...two, lines })).toMatchObject([
      { code: "faulty-source-totals", params: { fault: "too-large" } },
    ]);
  });

  it("a text line with an amount, and an amount without a quantity", () => {
    expect(check(changed(order([{ price: "100.00" }]), { kind: "text" }))).toMatchObject([
      { params: { fault: "text-with-amount" } },
    ]);
    expect(check(changed(order([{ price: "100.00" }]), { quantity: "0.00001" }))).toMatchObject([
      { params: { fault: "no-quantity" } },
    ]);
  });

  it("VAT that isn't the rate's: one cent is rounding, two aren't", () => {
    const one = order([{ price: "80.00" }], { pricesIncludeVat: false });
    const off = (vat: string, gross: string) => check(changed(one, { vat, gross }, { vat, gross }));
    expect(off("20.01", "100.01")).toEqual([]);
    expect(off("20.02", "100.02")).toEqual([
      {
        code: "faulty-source-vat",
        params: { rate: "0.25", net: "80.00", vat: "20.02", expected: "20.0000", bound: "0.01" },
      },
    ]);
  });

  it("VAT is checked per rate: two faults that cancel each other out are two faults", () => {
    const both = order([{ price: "100.00" }, { price: "112.00", rate: "0.12" }]);
    const swapped: Order = {
      ...both,
      lines: both.lines.map((line, index) =>
        index === 0
          ? { ...line, net: "81.00", vat: "19.00" }
          : { ...line, net: "99.00", vat: "13.00" },
      ),
    };
    expect(check(swapped).map(({ code, params }) => [code, params["rate"]])).toEqual([
      ["faulty-source-vat", "0.25"],
      ["faulty-source-vat", "0.12"],
    ]);
  });

  it("a head that isn't its lines: the bound grows by half a cent a line", () => {
    const of = order(three);
    expect(check({ ...of, gross: "100.01", net: "80.00" })).toEqual([]);
    expect(check({ ...of, gross: "100.02", net: "80.01" })).toEqual([
      {
        code: "faulty-source-totals",
        params: { field: "net", head: "80.01", lines: "79.98", bound: "0.02" },
      },
      {
        code: "faulty-source-totals",
        params: { field: "gross", head: "100.02", lines: "99.99", bound: "0.02" },
      },
    ]);
  });

  it("a head whose VAT alone is off", () => {
    expect(check({ ...order(three), vat: "21.01" }).map(({ params }) => params["field"])).toEqual([
      "head",
      "vat",
    ]);
  });

  it("text lines don't widen the bound", () => {
    const words: readonly Sold[] = Array.from({ length: 9 }, () => ({ kind: "text" as const }));
    expect(check({ ...order([...three, ...words]), gross: "100.02", net: "80.01" })).toHaveLength(
      2,
    );
  });
});

describe("what discounts take off at a rate was sold at that rate", () => {
  const off = (price: string, rate = "0.25"): Sold => ({
    kind: "discount",
    quantity: "-1",
    price,
    rate,
  });
  it.each<[string, readonly Sold[]]>([
    ["nothing was sold at it", [{ price: "100.00", rate: "0.12" }, off("10.00")]],
    ["less was sold at it", [{ price: "50.00" }, { price: "100.00", rate: "0.12" }, off("75.00")]],
  ])("else it is held: %s", (_, lines) => {
    expect(check(order(lines)).map(({ code }) => code)).toEqual(["discount-exceeds-sold"]);
  });

  it.each<[string, readonly Sold[]]>([
    ["all of it", [{ price: "100.00" }, { price: "50.00", rate: "0.12" }, off("100.00")]],
    [
      "all of it, and a cent of rounding",
      [{ price: "100.00" }, { price: "50.00", rate: "0.12" }, off("100.01")],
    ],
    [
      "what was sold, beside goods that came back",
      [{ price: "120.00" }, { price: "79.00", quantity: "-1" }, off("50.00")],
    ],
    ["loyalty money or a rounded total, without VAT", [{ price: "100.00" }, off("0.50", "0")]],
    [
      "shipping",
      [{ price: "100.00", rate: "0.12" }, { kind: "shipping", price: "49.00" }, off("49.00")],
    ],
  ])("may take off %s", (_, lines) => {
    expect(check(order(lines))).toEqual([]);
  });
});

test("a discount of the head that isn't that part of all lines is named", () => {
  const sold: readonly Sold[] = [{ price: "100.00" }, { kind: "shipping", price: "49.00" }];
  const head = { headDiscount: "0.1", net: "111.20", vat: "27.80", gross: "139.00" };
  expect(check(order(sold, head))).toEqual([
    {
      code: "faulty-source-discount",
      params: { discount: "0.1", head: "139.00", lines: "149.00" },
    },
  ]);
  const inLines = { headDiscount: "0.1", net: "119.20", vat: "29.80", gross: "149.00" };
  expect(check(order(sold, inLines))).toEqual([]);
});
