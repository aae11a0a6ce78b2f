/** /tenants/{id}/clearing: what payment providers owe, by payment method, age and order. */
import { z } from "@hono/zod-openapi";
import { clearingTable } from "../tables/clearing-table.ts";
import { csvHeaders, FOR_PROGRAMS } from "../tables/csv.ts";
import { PROVIDERS } from "../../domain/payouts/lines.ts";
import { defined } from "../../domain/platform/defined.ts";
import { MOVEMENT_KINDS } from "../../sync/contract/clearing-statement.ts";
import { readClearing, readClearingStatement } from "../usecases/vouchers/payouts.ts";
import type { NamedOrders } from "../../sync/contract/clearing.ts";
import { unwrapOrThrow, json } from "./answers.ts";
import { csv, rawRoute, type Route, route } from "./route.ts";

const amount = z.string().describe("major units of the company's currency");
const named = z.object({
  orders: z.int(),
  open: amount.describe("together, above zero"),
  first: z
    .array(z.object({ order: z.string().nullable(), id: z.string(), account: z.int() }))
    .describe("the ten oldest, each once, with its first account"),
});

const namedOf = ({ orders, open, first }: NamedOrders) => ({
  orders,
  open,
  first: first.map(({ key, number, account }) => ({
    order: number,
    id: key.slice("order:".length),
    account,
  })),
});

const method = z.string().describe("the shop's id of the payment method; may be empty");

const view = z
  .object({
    counting: z
      .boolean()
      .describe("what was booked before the first look is still being gone through"),
    today: z.string(),
    currency: z.string().nullable(),
    agrees: z
      .boolean()
      .describe("on each account sold less paid out is what the open orders come to"),
    below: named
      .optional()
      .describe("orders of which payouts took off more than is booked; absent: none"),
    above: named
      .optional()
      .describe("orders of which more is open than they came to, by how much; absent: none"),
    disputed: named
      .optional()
      .describe(
        "orders whose money a dispute took and whose sale was taken back besides: what of it " +
          "stands twice, once each way; absent: none",
      ),
    waiting: z
      .array(z.object({ account: z.int(), amount }))
      .optional()
      .describe("what of the open orders waits for a daily voucher; absent: nothing"),
    elsewhere: z
      .array(z.object({ account: z.int(), amount }))
      .optional()
      .describe(
        "what payouts took off for invoices beyond what they paid of them on that account, as " +
          "they were paid on another bank account: it is open there; absent: nothing",
      ),
    setOff: z
      .array(z.object({ account: z.int(), amount }))
      .optional()
      .describe(
        "what is left on that account as credits were set off against invoices that payouts pay, " +
          "until both the payment and the refund were paid out; absent: nothing",
      ),
    methods: z.array(
      z.object({
        account: z.int(),
        method,
        sold: amount,
        paid: amount,
        open: amount,
        orders: z.int(),
        ages: z.array(
          z.object({
            upTo: z.int().nullable().describe("days; null: older"),
            orders: z.int(),
            open: amount,
          }),
        ),
      }),
    ),
    account: z.int().nullable(),
    orders: z.array(
      z.object({
        order: z.string().nullable(),
        id: z.string(),
        day: z.string(),
        method,
        open: amount,
      }),
    ),
    cursor: z.string().nullable(),
    ledger: z
      .object({
        state: z.enum(["read", "later", "refused"]),
        unconfirmed: z
          .int()
          .optional()
          .describe("bookings that wait for a person: in `other`, if eAccounting has them"),
        accounts: z.array(
          z.object({
            account: z.int(),
            open: amount,
            payments: amount.describe("registered on invoices, here"),
            taken: amount.describe("what payouts took off for those"),
            waiting: amount.describe(
              "of what is open: waits for its day's voucher, not in the ledger yet",
            ),
            ledger: amount.describe("the ledger's own balance"),
            other: amount.describe("what nobody here booked"),
          }),
        ),
      })
      .optional()
      .describe("where it was asked for, and nothing is being gone through"),
  })
  .openapi("Clearing");

const statement = z
  .object({
    account: z.int(),
    method: z.string().nullable().describe("null: all of the account"),
    methods: z.array(method),
    accounts: z.array(z.int()).describe("those that have a statement"),
    currency: z.string().nullable(),
    counting: z
      .boolean()
      .describe("what was booked before the first look is still being gone through"),
    from: z.string(),
    to: z.string(),
    opening: amount,
    closing: amount,
    debit: amount,
    credit: amount,
    agrees: z.boolean().describe("the movements lead to what is counted by day"),
    waiting: amount.describe("what of the account waits for a daily voucher today"),
    movements: z.array(
      z.object({
        day: z.string(),
        what: z.enum(MOVEMENT_KINDS),
        document: z
          .string()
          .nullable()
          .describe("its number in eAccounting; null: none is known, or it waits"),
        waits: z.boolean().describe("its daily voucher isn't in eAccounting yet"),
        order: z
          .object({ id: z.string(), number: z.string().nullable() })
          .nullable()
          .describe("null: of several orders"),
        payout: z
          .object({ id: z.string(), provider: z.enum(PROVIDERS), payout: z.string() })
          .nullable(),
        debit: amount,
        credit: amount,
        balance: amount.describe("after this movement"),
      }),
    ),
    total: z.int(),
    page: z.int(),
    pages: z.int(),
  })
  .openapi("ClearingStatement");

export const clearingRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/clearing/statement", {
    summary: "The statement of an account of payment methods: what stood, what moved, what stands",
    description: "Every movement of these days with the balance after it, a page at a time.",
    query: z.strictObject({
      account: z.coerce.number().int().positive(),
      method: z.string().max(100).optional(),
      from: z.iso.date(),
      to: z.iso.date(),
      page: z.coerce.number().int().min(1).max(1_000_000).default(1),
    }),
    answer: json("These days", statement),
    handle: async ({ asking, query: { page, method: only, ...query } }) => {
      const found = unwrapOrThrow(
        await readClearingStatement(asking, {
          ...query,
          page: page - 1,
          ...defined({ method: only }),
        }),
      );
      return {
        ...found,
        methods: [...found.methods],
        accounts: [...found.accounts],
        page: found.page + 1,
        movements: found.movements.map(({ order, payout, ...movement }) => ({
          ...movement,
          order:
            order === null ? null : { id: order.key.slice("order:".length), number: order.number },
          payout: payout === null ? null : { ...payout },
        })),
      };
    },
  }),
  route("get", "/tenants/{id}/clearing", {
    summary: "What payment providers owe: sold, paid out and open, by payment method and age",
    description: "With the open orders of one account, the oldest first, fifty at a time.",
    query: z.strictObject({
      account: z.coerce.number().int().positive().optional(),
      cursor: z.string().max(100).optional(),
      compare: z
        .enum(["true", "false"])
        .optional()
        .describe("read the ledger's balances of these accounts now, beside what is counted"),
    }),
    answer: json("As it stands now", view),
    handle: async ({ asking, query: { compare, ...query } }) => {
      const found = unwrapOrThrow(
        await readClearing(asking, {
          ...defined(query),
          ...(compare === "true" ? { compare: true } : {}),
        }),
      );
      const { ledger, below, above, disputed } = found;
      return {
        counting: found.counting,
        today: found.today,
        currency: found.currency,
        agrees: found.agrees,
        ...(found.waiting === undefined ? {} : { waiting: [...found.waiting] }),
        ...(found.elsewhere === undefined ? {} : { elsewhere: [...found.elsewhere] }),
        ...(found.setOff === undefined ? {} : { setOff: [...found.setOff] }),
        ...(below === undefined ? {} : { below: namedOf(below) }),
        ...(above === undefined ? {} : { above: namedOf(above) }),
        ...(disputed === undefined ? {} : { disputed: namedOf(disputed) }),
        methods: found.sums.map(({ ages, ...sum }) => ({ ...sum, ages })),
        account: found.account,
        orders: found.orders.map(({ key, number, ...order }) => ({
          order: number,
          id: key.slice("order:".length),
          ...order,
        })),
        cursor: found.cursor,
        ...(ledger === undefined
          ? {}
          : {
              ledger: {
                state: ledger.kind,
                ...(ledger.kind === "read" && ledger.unconfirmed !== undefined
                  ? { unconfirmed: ledger.unconfirmed }
                  : {}),
                accounts: ledger.kind === "read" ? ledger.accounts : [],
              },
            }),
      };
    },
  }),
  rawRoute("get", "/tenants/{id}/clearing.csv", {
    summary: "Every open order of all accounts, a line each",
    responses: { 200: csv },
    handle: async ({ c, asking }) => {
      unwrapOrThrow(await readClearing(asking, { limit: 1 }));
      const table = clearingTable(
        ["account", "order", "id", "day", "method", "open", "currency"],
        async (query) => unwrapOrThrow(await readClearing(asking, query)),
        (one) => one,
        FOR_PROGRAMS,
      );
      return c.body(table, 200, csvHeaders("clearing"));
    },
  }),
];
