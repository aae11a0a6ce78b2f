/**
 * The ledger's side of the nightly comparison, as lists show it: what it rests on, and what is seen
 * where that is otherwise.
 */
import { expect, test } from "vitest";
import { ok } from "../../src/domain/result.ts";
import type { SalesOrder } from "../../src/domain/orders/sales-order.ts";
import type { Voucher, VoucherRow } from "../../src/domain/ledger/voucher.ts";
import type { DocumentKind } from "../../src/eaccounting/documents.ts";
import { type MarkedDocument, readMarked } from "../../src/eaccounting/marked-documents.ts";
import { createOrder, invoiceOrder, readWrittenOrder } from "../../src/eaccounting/orders.ts";
import { createVoucher } from "../../src/eaccounting/vouchers.ts";
import {
  must,
  read,
  sandbox,
  setting,
  switches,
  useLedger,
  write,
} from "../support/ledger-client.ts";

useLedger();

const CODE = "K7Q2M5XA";

async function listed(kind: DocumentKind): Promise<readonly MarkedDocument[]> {
  const found: MarkedDocument[] = [];
  must(
    await readMarked(read, kind, Date.now() - 3_600_000, async (documents) =>
      ok(void found.push(...documents)),
    ),
  );
  return found;
}

async function ordered(order: SalesOrder) {
  return must(
    readWrittenOrder(must(await write(createOrder({ ...order, ourReference: `1001 #${CODE}` })))),
  ).order;
}

const row = (
  role: VoucherRow["role"],
  account: number,
  debit: string,
  credit: string,
): VoucherRow => ({ role, account, debit, credit, text: "", sourceLines: [], reasons: [] });

async function vouched(): Promise<void> {
  const voucher: Voucher = {
    date: new Date().toISOString().slice(0, 10),
    text: `1001 #${CODE} Anna`,
    series: null,
    ledgerItem: null,
    charged: "125.00",
    currency: "SEK",
    rate: null,
    rows: [
      row("receivable", 1510, "125.00", "0.00"),
      row("revenue", 3001, "0.00", "100.00"),
      row("vat", 2611, "0.00", "25.00"),
    ],
  };
  must(await write(createVoucher(voucher)));
}

test("lists carry rows, from which an order's VAT by rate is worked out; without them the document is there, its figures unknown", async () => {
  await ordered((await setting()).order);
  const [whole] = await listed("order");
  expect([whole?.sums?.rows, whole?.sums?.perRate?.length]).toEqual([1, 1]);
  await switches({ listRows: "heads" });
  const [head] = await listed("order");
  expect([head?.code, head?.sums]).toEqual([whole?.code, null]);
});

test.each(["row", "rate"] as const)(
  "an order's VAT by rate comes to the document's own VAT, which the ledger rounds by %s",
  async (vatRounding) => {
    await switches({ vatRounding });
    const { order } = await setting();
    const [first] = order.rows;
    if (first === undefined) throw new Error("an order has a row");
    const rows = [1, 2, 3].map((lineNumber) => ({
      ...first,
      lineNumber,
      quantity: "1",
      unitPrice: "1.01",
      discount: "0",
      amount: "1.01",
    }));
    await ordered({ ...order, rows } as SalesOrder);
    const sums = (await listed("order"))[0]?.sums;
    expect(sums?.perRate?.map(({ vat }) => vat)).toEqual([sums?.vat]);
    expect(sums?.vat).toBe(vatRounding === "row" ? "0.60" : "0.61");
  },
);

test("an invoice that was made from an order has its marker; without it the invoice isn't seen, and the order says that it became one", async () => {
  const { order } = await setting();
  const [kept, lost] = [await ordered(order), await ordered(order)];
  must(await write(invoiceOrder(kept.id)));
  await switches({ convertKeepsReferences: "no" });
  must(await write(invoiceOrder(lost.id)));
  expect([
    (await listed("invoice")).map(({ code }) => code),
    (await listed("order")).map(({ invoiced }) => invoiced),
  ]).toEqual([[CODE], [true, true]]);
});

test("a voucher that a client wrote is shown as made by hand; as anything else it is taken for the ledger's own, and not seen", async () => {
  await vouched();
  expect((await listed("voucher")).map(({ code }) => code)).toEqual([CODE]);
  // A type that isn't known as one of the ledger's own may be ours.
  await switches({ voucherTypeByHand: "1" });
  expect((await listed("voucher")).map(({ code }) => code)).toEqual([CODE]);
  await switches({ voucherTypeByHand: "14" });
  expect(await listed("voucher")).toEqual([]);
});

test.each(["yes", "no", "ignored"])(
  "what was made since an instant is listed, and nothing older, whether the vendor heeds the filter (%s), refuses it or ignores it",
  async (filterCreatedUtc) => {
    const { order } = await setting();
    await ordered({ ...order, orderDate: new Date().toISOString().slice(0, 10) });
    await sandbox.control("POST", "/vouchers", {
      VoucherText: `1001 #${CODE}`,
      CreatedUtc: "2020-01-01T00:00:00Z",
    });
    await vouched();
    await switches({ filterCreatedUtc });
    expect(
      await Promise.all(
        (["order", "voucher", "invoice-draft", "invoice"] as const).map(
          async (kind) => (await listed(kind)).length,
        ),
      ),
    ).toEqual([1, 1, 0, 0]);
  },
);
