/** Vendor calls by case, counted at the sandboxes and held against the table of the design. */
import type { World } from "../../scripts/local/world.ts";
import { load } from "./load.ts";
import {
  connectedTenant,
  drained,
  newDebtors,
  newOrders,
  tell,
  type Tenant,
  warmDebtors,
} from "./shop.ts";
import { webhook } from "./sign.ts";
import type { Section } from "./table.ts";
import { counting, READ_ORDER, WRITE_ORDER } from "./vendor-log.ts";
import { isDeepStrictEqual } from "node:util";

type Counts = Readonly<Record<string, number>>;
export type Case = {
  readonly name: string;
  readonly wanted: Counts;
  /** Not counted. */
  readonly before?: () => Promise<void>;
  readonly run: () => Promise<void>;
};

const UPDATE_ORDER = "PUT /v2/orders/{id}";

export async function measureCalls(world: World): Promise<Section> {
  const tenant = await connectedTenant(world, "Calls");
  const { operator } = world;
  const [known = 0] = await warmDebtors(world, tenant, 1, "Calls");
  const [order = 0] = await newOrders(operator, 1, [known]);
  // A sender that repeats itself keeps the event's id.
  const repeated = (): Buffer => webhook(tenant.target, order, { id: "msg_repeated" });
  const cases: readonly Case[] = [
    {
      name: "known customer, known articles",
      wanted: { [READ_ORDER]: 1, [WRITE_ORDER]: 1 },
      run: () => book(world, tenant, order),
    },
    {
      name: "the same webhook again",
      wanted: {},
      before: () => send(world, tenant, repeated(), "202"),
      run: () => send(world, tenant, repeated(), "200"),
    },
    {
      name: "an event without a change",
      wanted: { [READ_ORDER]: 1 },
      run: () => book(world, tenant, order),
    },
    {
      name: "edit: two more pieces",
      wanted: { [READ_ORDER]: 1, "GET /v2/orders/{id}": 1, [UPDATE_ORDER]: 1 },
      run: () => edit(world, tenant, order),
    },
    {
      name: "new customer, known articles",
      wanted: {
        [READ_ORDER]: 1,
        "GET /v1/debtors": 1,
        "GET /v2/customers": 1,
        "POST /v2/customers": 1,
        [WRITE_ORDER]: 1,
      },
      run: async () => {
        const debtors = await newDebtors(operator, 1, "Newcomer");
        await tell(tenant, await newOrders(operator, 1, debtors));
        await drained(operator, tenant.id, 30_000);
      },
    },
  ];
  return counted(world, "Vendor calls by case, counted at the sandboxes", cases, [
    "Connectors in use today make about four and one more for each line.",
  ]);
}

/** Runs each case and holds its calls against what was wanted. */
export async function counted(
  { operator }: World,
  title: string,
  cases: readonly Case[],
  notes: readonly string[],
): Promise<Section> {
  const rows: string[][] = [];
  for (const one of cases) {
    await one.before?.();
    const counts = await counting(operator, one.run);
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    rows.push([
      one.name,
      String(total),
      named(counts),
      same(counts, one.wanted) ? "as wanted" : `wanted ${named(one.wanted)}: MISSED`,
    ]);
  }
  return { title, head: ["", "calls", "which", "wanted"], rows, notes };
}

export async function book(world: World, tenant: Tenant, orderId: number): Promise<void> {
  await tell(tenant, [orderId]);
  await drained(world.operator, tenant.id, 30_000);
}

async function send(world: World, tenant: Tenant, request: Buffer, wanted: string): Promise<void> {
  const { statuses } = await load(tenant.target.port, [request], 1);
  if (statuses[wanted] !== 1)
    throw new Error(`a webhook was answered with ${JSON.stringify(statuses)}`);
  await drained(world.operator, tenant.id, 30_000);
}

async function edit(world: World, tenant: Tenant, orderId: number): Promise<void> {
  await world.operator.control("asperion", "PATCH", `/orders/${orderId}`, {
    lines: [{ articleCode: "MUG", quantity: 6 }],
    notify: false,
  });
  await book(world, tenant, orderId);
}

const named = (counts: Counts): string =>
  Object.keys(counts).length === 0
    ? "none"
    : Object.entries(counts)
        .map(([route, count]) => `${count > 1 ? `${count} × ` : ""}${route}`)
        .join(", ");

const same = (found: Counts, wanted: Counts): boolean => isDeepStrictEqual(found, wanted);
