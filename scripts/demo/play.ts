/** Plays one story: places the order, lets its webhooks arrive, and waits until the job is over. */
import { type Json, type JobSummary, type Operator, over } from "../local/operator.ts";
import type { Debtors } from "./seed.ts";
import type { Story } from "./stories.ts";

export type Played = {
  readonly story: Story;
  readonly orderNumber: string;
  readonly charged: string;
  /** All jobs of the order. */
  readonly jobs: readonly JobSummary[];
  /** Calls that both vendors got meanwhile, tokens left out. */
  readonly calls: number;
  /**
   * From the first webhook's departure to the last answer of the ledger, or to the end where
   * nothing was written.
   */
  readonly ms: number;
};

export type Placed = {
  readonly id: number;
  readonly orderNumber: string;
  readonly charged: string;
  readonly currency: string;
};

export async function place(operator: Operator, debtors: Debtors, story: Story): Promise<Placed> {
  const debtorId = debtors[story.buyer];
  const address = debtorId === null ? { invoiceAddress: HOME, deliveryAddress: HOME } : {};
  const placed = await operator.control("asperion", "POST", "/orders", {
    currencyCode: "SEK",
    debtorId,
    ...address,
    ...story.order,
    notify: false,
  });
  return {
    id: Number(placed["id"]),
    orderNumber: String(placed["orderNumber"]),
    charged: Number(placed["amountInclVat"]).toFixed(2),
    currency: String(placed["currencyCode"]),
  };
}

const HOME = {
  name: "A guest",
  address: "Storgatan 1",
  postCode: "111 22",
  city: "Stockholm",
  countryCode: "SE",
};

export async function play(
  operator: Operator,
  tenantId: string,
  story: Story,
  placed: Placed,
): Promise<Played> {
  const before = await vendorCalls(operator);
  const started = Date.now();
  const fired = await operator.control("asperion", "POST", "/webhooks/fire", {
    orderId: placed.id,
    type: "order.created",
    times: story.webhooks,
  });
  const refused = (fired["deliveries"] as readonly Json[]).filter(
    (delivery) => delivery["status"] !== 202,
  );
  if (refused.length > 0)
    throw new Error(
      `the endpoint answered a webhook of order ${placed.orderNumber} with ${JSON.stringify(refused[0])}`,
    );
  const jobs = await operator.until(`order ${placed.orderNumber} is over`, async () => {
    const all = await operator.jobs(tenantId, { key: `order:${placed.id}` });
    return all.length > 0 && all.every(over) ? all : null;
  });
  const ms = (await endOf(operator, tenantId, jobs)) - started;
  return {
    story,
    orderNumber: placed.orderNumber,
    charged: placed.charged,
    jobs,
    calls: (await vendorCalls(operator)) - before,
    ms,
  };
}

async function endOf(
  operator: Operator,
  tenantId: string,
  jobs: readonly JobSummary[],
): Promise<number> {
  const stories = await Promise.all(jobs.map((job) => operator.story(tenantId, job.id)));
  const written = stories
    .flatMap((story) => story.operations)
    .flatMap((operation) => operation.settledAt ?? []);
  return Math.max(...(written.length > 0 ? written : jobs.map((job) => job.updatedAt)));
}

async function vendorCalls(operator: Operator): Promise<number> {
  const answers = await Promise.all(
    (["asperion", "eaccounting"] as const).map((vendor) =>
      operator.control(vendor, "GET", "/calls/counts"),
    ),
  );
  return answers
    .flatMap((answer) => Object.entries(answer["counts"] as Record<string, number>))
    .filter(([route]) => !route.includes("/connect/"))
    .reduce((sum, [, count]) => sum + count, 0);
}
