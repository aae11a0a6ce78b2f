/** What a person sets up in the ledger's sandbox, so that the probe has something to ask about. */
import type { Probed } from "./probing.ts";

type Made = { readonly Id: string };

const poster = (world: Probed) => sender(world, "POST");

function sender(world: Probed, method: string) {
  const { http, apiUrl, tokens } = world.access();
  return async (path: string, body: unknown): Promise<Made> => {
    const headers = {
      authorization: `Bearer ${tokens.accessToken}`,
      "content-type": "application/json",
    };
    const sent = { method, headers, body: JSON.stringify(body) };
    const answer = await http.fetch(`${apiUrl}${path}`, sent);
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as Made;
  };
}

export function companyOf({ sandbox }: Probed) {
  const company = "world" in sandbox ? sandbox.world().company(undefined) : null;
  if (company === null) throw new Error("no ledger");
  return company;
}

/** A ledger with a document of each kind, all long since seen by its lists. */
export async function furnishLedger(world: Probed): Promise<void> {
  const post = poster(world);
  const company = companyOf(world);
  const CustomerId = company.customers.all()[0]?.Id;
  const ArticleId = company.articles.all().find(({ Number: one }) => one === "TSHIRT")?.Id;
  const row = { ArticleId, Quantity: 1, UnitPrice: 80 };
  const head = { CustomerId, EuThirdParty: false, RotReducedInvoicingType: 0 };
  const orderRow = { LineNumber: 0, IsTextRow: false, IsWorkCost: false };
  const order = {
    ...head,
    CurrencyCode: "SEK",
    OrderDate: "2026-06-01",
    Status: 2,
    ReverseChargeOnConstructionServices: false,
    Rows: [{ ...row, ...orderRow, EligibleForReverseChargeOnVat: false }],
  };
  for (let made = 0; made < 8; made += 1) {
    await post("/orders", order);
    await world.time.sleep(1000);
  }
  const draftRow = { ...row, IsTextRow: false, ReversedConstructionServicesVatFree: false };
  await post("/customerinvoicedrafts", { ...head, Rows: [draftRow] });
  await post("/customerinvoices", { ...head, Rows: [row] });
  const voucher = {
    VoucherDate: "2026-06-01",
    VoucherText: "Sold",
    Rows: [
      { AccountNumber: 1510, DebitAmount: 125, CreditAmount: 0 },
      { AccountNumber: 3001, DebitAmount: 0, CreditAmount: 125 },
    ],
  };
  await post("/customerledgeritems/customerledgeritemswithvoucher", {
    CustomerId,
    CurrencyCode: "SEK",
    InvoiceNumber: 50_001,
    InvoiceDate: "2026-06-01",
    DueDate: "2026-07-01",
    IsCreditInvoice: false,
    TotalAmountInvoiceCurrency: 125,
    RemainingAmountInvoiceCurrency: 125,
    Voucher: voucher,
  });
  await world.time.sleep(120_000);
}

/** The fiscal year before this one can't be booked in. */
export async function lockLastYear(world: Probed): Promise<void> {
  const year = companyOf(world)
    .fiscalYears.all()
    .find(({ StartDate }) => StartDate.startsWith("2025"));
  await sender(world, "PUT")(`/fiscalyears/${year?.Id ?? ""}`, { IsLockedForAccounting: true });
}

/** An article of its own whose coding lacks the account for sales at home. */
export async function codingWithoutAccount(world: Probed): Promise<void> {
  const article = companyOf(world)
    .articles.all()
    .find(({ Number: one }) => one === "BOOK");
  await world.control("PATCH", `/articleaccountcodings/${article?.CodingId ?? ""}`, {
    DomesticSalesSubjectToVatAccountNumber: null,
  });
}

export async function costCentreItem(world: Probed): Promise<void> {
  const centre = companyOf(world)
    .costCenters.all()
    .find((one) => one["Number"] === 1);
  await poster(world)("/costcenteritems", {
    CostCenterId: centre?.Id,
    Name: "Web",
    ShortName: "W",
    IsActive: true,
  });
}
