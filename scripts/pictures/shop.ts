/**
 * The world of the pictures: the demo's shop with every flow on, past orders, people, and a second
 * shop half set up. Every name is made up.
 */
import { play, place } from "../demo/play.ts";
import { type Debtors, seedShop } from "../demo/seed.ts";
import { stories } from "../demo/stories.ts";
import { prepareTenant } from "../demo/tenant.ts";
import { WRITE } from "../../test/sandbox/settlement-files.ts";
import type { Json, Operator } from "../local/operator.ts";
import { dayAgo } from "./daily.ts";

/** What an address of a page is made from. */
export type Shop = {
  readonly id: string;
  readonly booked: string;
  readonly held: string;
  readonly product: string;
  readonly fresh: string;
  readonly invitation: string;
  readonly payout: string;
  /** The number of an order that is booked. */
  readonly sold: string;
  /** A link for one more person. */
  readonly personal: string;
  /** Today, as addresses name it. */
  readonly today: string;
  readonly backfill: string;
  /** An order that is booked as an invoice, whose posting was read. */
  readonly invoiced: string;
  readonly customer: string;
  readonly stockRun: string;
};

const PAYOUT_LOOKUPS: Json = {
  payoutBank: { default: "1930", table: {} },
  payoutClearing: { default: "1580", table: {} },
  payoutFee: { default: "6570", table: {} },
  payoutFeeVat: { default: "included 25", table: {} },
};
/** The sandbox's debtor for corrections of stock. */
const CORRECTIONS = 205;
/** The one that stands for guests. */
const GUESTS = 299;

export async function openShop(operator: Operator, cron: () => Promise<void>): Promise<Shop> {
  const { debtors } = await seedShop(operator);
  for (const [Number, Name, StockBalance] of [
    ["TENT-2", "Tent, two persons", 14],
    ["MAT", "Sleeping mat", 60],
    ["STOVE", "Camping stove", 8],
  ] as const)
    await operator.control("eaccounting", "POST", "/articles", {
      Number,
      Name,
      NetPrice: 480,
      IsStock: true,
      StockBalance,
      ArticleLabels: [{ Name: "Web" }],
    });
  const { id } = await prepareTenant(operator, () => undefined);
  await operator.ask("PATCH", `/tenants/${id}`, { name: "Fjällbutiken" });
  for (const timeline of stories)
    await play(operator, id, timeline, await place(operator, debtors, timeline));
  await operator.configure(id, {
    orders: {
      ourReference: "Anna Berg",
      collectiveDebtors: [GUESTS],
      typeRules: [{ grossFrom: "5000.00", type: "invoice" }],
      approval: { grossFrom: "10000.00" },
    },
    lookups: PAYOUT_LOOKUPS,
    payouts: { accounts: { inputVat: "2641" } },
    mapping: {
      tables: { carriers: { "12": "PostNord" } },
      orders: {
        head: [{ target: "YourReference", expression: '"web " + coalesce(order.number, "-")' }],
        rows: [],
      },
    },
    customers: { enabled: true },
    products: {
      enabled: true,
      filter: { labels: ["Web"] },
      vatCode: { table: { "25": "H", "12": "M", "6": "L", "0": "N" } },
    },
    stock: { enabled: true, correctionDebtor: CORRECTIONS },
    notifications: { emails: ["ekonomi@fjallbutiken.example"] },
  });
  await operator.ask("POST", `/tenants/${id}/flows/lookups/run`);
  await operator.settled(id);
  await passed(operator, id, "products");
  await passed(operator, id, "stock");
  await cron();
  await operator.settled(id);
  await operator.ask("POST", `/tenants/${id}/dry-run`, { last: 5 });
  const backfill = await pastOrders(operator, id);
  const sold = await largeOrders(operator, id, debtors);
  const { link } = await operator.ask("POST", "/users", {
    email: "lena.holm@fjallbutiken.example",
    name: "Lena Holm",
    role: "owner",
    tenantId: id,
  });
  const another = await operator.ask("POST", "/users", {
    email: "erik.sand@fjallbutiken.example",
    name: "Erik Sand",
    role: "accountant",
    tenantId: id,
  });
  await operator.ask("POST", "/tokens", { name: "Warehouse", tenantId: id, scope: "full" });
  await compared(operator, id);
  await operator.control("asperion", "POST", "/debtors", {
    id: debtors.company,
    notify: false,
    phoneNumber: "08-123 456 78",
  });
  await passed(operator, id, "customers");
  // What the sweep found begins a moment after it.
  const customer = await operator.until("the customer's own run is over", async () => {
    const runs = await operator.jobs(id, { flow: "customers" });
    return runs.find(({ key, outcome }) => key.startsWith("debtor:") && outcome !== null) ?? null;
  });
  // What the next sync of articles would write.
  await operator.control("eaccounting", "POST", "/articles", {
    Number: "LANTERN",
    Name: "Lantern",
    NetPrice: 240,
    IsStock: true,
    StockBalance: 30,
    ArticleLabels: [{ Name: "Web" }],
  });
  const jobs = await operator.jobs(id);
  const newestOf = async (flow: string): Promise<string> =>
    idOf(`of ${flow}`, (await operator.jobs(id, { flow }))[0]);
  const invoiced = idOf(
    "booked as an invoice",
    jobs.find(({ figures, outcome }) => outcome === "booked" && figures?.gross === "6543.75"),
  );
  await operator.ask("POST", `/tenants/${id}/jobs/${invoiced}/posting`);
  const fresh = await operator.createTenant("Norrsken Handel", 124);
  await signedInElsewhere(operator, fresh);
  return {
    id,
    booked: idOf(
      "booked to the cent",
      jobs.find(({ figures, outcome }) => outcome === "booked" && figures?.gross === "100.00"),
    ),
    held: idOf(
      "held",
      jobs.find(({ outcome, figures }) => outcome === "held" && figures?.gross === "448.75"),
    ),
    product: idOf(
      "of an article",
      jobs.find(({ key }) => key.startsWith("product:")),
    ),
    customer: customer.id,
    stockRun: await newestOf("stock"),
    invoiced,
    fresh,
    invitation: String(link).split("/").pop() ?? "",
    sold,
    personal: String(another["link"]).split("/").pop() ?? "",
    payout: await paidOut(operator, id, sold),
    today: dayAgo(0),
    backfill,
  };
}

async function passed(operator: Operator, id: string, flow: string): Promise<void> {
  await operator.ask("POST", `/tenants/${id}/flows/${flow}/run`);
  await operator.settled(id);
}

/** A dry run over days before the start line. */
async function pastOrders(operator: Operator, id: string): Promise<string> {
  for (const day of ["2026-01-20", "2026-01-21"])
    await operator.control("asperion", "POST", "/orders", {
      currencyCode: "SEK",
      debtorId: 203,
      date: `${day}T10:00:00`,
      notify: false,
      lines: [{ articleCode: "LAMP", quantity: 1 }],
    } satisfies Json);
  const run = await operator.ask("POST", `/tenants/${id}/backfills`, {
    from: "2026-01-19",
    to: "2026-01-31",
    dryRun: true,
  });
  await operator.until("the dry run is over", async () => {
    const { state } = await operator.ask("GET", `/tenants/${id}/backfills/${String(run["id"])}`);
    return state === "listing" || state === "running" ? null : true;
  });
  return String(run["id"]);
}

/** An API token begins a sign-in at a vendor, and nobody has confirmed yet what it gives. */
async function signedInElsewhere(operator: Operator, id: string): Promise<void> {
  const { authorizeUrl } = await operator.ask("POST", `/tenants/${id}/connect/eaccounting`);
  const consent = await fetch(String(authorizeUrl), { redirect: "manual" });
  await fetch(consent.headers.get("location") ?? "", { headers: { accept: "application/json" } });
}

/** Two that wait for an approval, and an invoice. Answers the number of one that is booked. */
async function largeOrders(operator: Operator, id: string, debtors: Debtors): Promise<string> {
  const numbers: string[] = [];
  for (const [debtorId, quantity] of [
    [debtors["second-company"], 40],
    [debtors.company, 25],
    [debtors.company, 15],
    [debtors.company, 1],
  ] as const) {
    const placed = await operator.control("asperion", "POST", "/orders", {
      currencyCode: "SEK",
      debtorId,
      notify: true,
      lines: [{ articleCode: "LAMP", quantity }],
    } satisfies Json);
    numbers.push(String(placed["orderNumber"]));
  }
  await operator.settled(id);
  return numbers.at(-1) ?? "";
}

/** One payout of a provider's file: an order that is known, and a line that no order has. */
async function paidOut(operator: Operator, id: string, order: string): Promise<string> {
  const file = WRITE.stripe([
    {
      id: "po_1Q7hKb",
      day: dayAgo(1),
      lines: [
        { kind: "sale", ref: order, cents: 43_625, fee: 873 },
        { kind: "sale", ref: "2231", cents: 19_900, fee: 458 },
      ],
    },
  ]);
  const { worker, token } = operator.at;
  const answer = await fetch(`${worker}/api/v1/tenants/${id}/payouts?provider=stripe`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "text/csv" },
    body: file,
  });
  const { payouts } = (await answer.json()) as { payouts: readonly Json[] };
  return String(payouts[0]?.["id"]);
}

/** Both sides held against each other, today and the two days before. */
async function compared(operator: Operator, id: string): Promise<void> {
  const range = { from: dayAgo(2), to: dayAgo(0) };
  await operator.ask("POST", `/tenants/${id}/reconciliation`, range);
  await operator.until("the comparison is over", async () => {
    const { run } = (await operator.ask(
      "GET",
      `/tenants/${id}/reconciliation?${new URLSearchParams(range)}`,
    )) as { run: { endedAt: number | null } | null };
    return run === null || run.endedAt === null ? null : true;
  });
}

function idOf(what: string, job: { readonly id: string } | undefined): string {
  if (job === undefined) throw new Error(`the shop has no job that is ${what}`);
  return job.id;
}
