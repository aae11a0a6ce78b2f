/**
 * People who work in the ledger's own screen while the shop sells: they delete and change documents
 * that aren't booked, and register money that came to the bank.
 */
import type { Json, Operator } from "../../scripts/local/operator.ts";
import type { Chance } from "../support/seeded.ts";
import { machine } from "./current.ts";
import { type House, tell } from "./people.ts";
import type { Deployment } from "./platform/deployment.ts";

export type Screen = {
  readonly operator: Operator;
  readonly deployment: Deployment;
  readonly house: House;
  readonly chance: Chance;
};

const OURS = /(?:^|\W)(\S+) #[A-Z2-7]{8}$/;
/** What isn't booked and may be deleted or changed: orders that aren't invoiced, and drafts. */
const UNBOOKED = ["orders", "customerinvoicedrafts"] as const;
const INVOICED = 4;
const NOTES = ["Anna", "PO 4711", "gate 3"];

const numberOf = (document: Json): string | null =>
  OURS.exec(String(document["OurReference"]))?.[1] ?? null;

function rowsOf({ deployment, house }: Screen, list: "orders" | "customerinvoicedrafts"): Json[] {
  const company = deployment.vendors.eaccounting.world().company(house.tenant.company);
  const table = list === "orders" ? company?.orders : company?.invoiceDrafts;
  return ((table?.all() ?? []) as unknown as Json[]).filter(
    (row) => numberOf(row) !== null && row["Status"] !== INVOICED,
  );
}

async function withOne(
  screen: Screen,
  act: (path: string, number: string) => Promise<unknown>,
): Promise<void> {
  const { house, chance } = screen;
  const list = chance.one(UNBOOKED);
  const documents = rowsOf(screen, list);
  if (documents.length === 0) return;
  const document = chance.one(documents);
  const number = numberOf(document) ?? "";
  // A draft that the product is about to book isn't a person's to touch: it would be gone anyway.
  const kind = house.shop.kindOf(Number(number));
  if (kind !== null && kind !== "sales-order" && kind !== "draft-invoice") return;
  house.touched.add(number);
  const company = encodeURIComponent(house.tenant.company);
  machine.time.trace(`person touches ${list} of ${number}`);
  await act(`/${list}/${String(document["Id"])}?company=${company}`, number);
}

export const deleteDocument = (screen: Screen): Promise<void> =>
  withOne(screen, (path) => screen.operator.control("eaccounting", "DELETE", path));

export const changeDocument = (screen: Screen): Promise<void> =>
  withOne(screen, (path) =>
    screen.operator.control("eaccounting", "PATCH", path, {
      YourReference: screen.chance.one(NOTES),
    }),
  );

/** Money came to the bank: a person registers it on the invoice, and says so in the shop. */
export async function payAtBank(screen: Screen): Promise<void> {
  const { operator, deployment, house, chance } = screen;
  // There, money comes by payouts alone.
  if (house.profile.isSettled) return;
  const company = deployment.vendors.eaccounting.world().company(house.tenant.company);
  const invoices = ((company?.invoices.all() ?? []) as unknown as Json[]).filter(
    (invoice) => numberOf(invoice) !== null && Number(invoice["RemainingAmount"]) > 100,
  );
  if (invoices.length === 0) return;
  const invoice = chance.one(invoices);
  const amount = 1 + chance.below(5);
  // The shop gives its orders their ids as numbers.
  const told = await house.shop.paidAtBank(Number(numberOf(invoice)), amount);
  if (told === null) return;
  const path = `/customerinvoices/${String(invoice["Id"])}/payments`;
  machine.time.trace(`person registers ${amount} of ${String(numberOf(invoice))}`);
  await operator.control(
    "eaccounting",
    "POST",
    `${path}?company=${encodeURIComponent(house.tenant.company)}`,
    { PaymentAmount: amount },
  );
  await tell(deployment, house.tenant, told);
}
