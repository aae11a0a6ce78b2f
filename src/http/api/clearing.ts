/** /tenants/{id}/clearing: what payment providers owe, by payment method, age and order. */
import { z } from "@hono/zod-openapi";
import { clearingTable } from "../tables/clearing-table.ts";
import { csvHeaders, FOR_PROGRAMS } from "../tables/csv.ts";
import { defined } from "../../domain/platform/defined.ts";
import { readClearing } from "../usecases/vouchers/payouts.ts";
import { granted, json } from "./answers.ts";
import { csv, rawRoute, type Route, route } from "./route.ts";

const amount = z.string().openapi({ description: "major units of the company's currency" });
const method = z
  .string()
  .openapi({ description: "the shop's id of the payment method; may be empty" });

const view = z
  .object({
    counting: z.boolean().openapi({
      description: "what was booked before the first look is still being gone through",
    }),
    today: z.string(),
    currency: z.string().nullable(),
    agrees: z.boolean().openapi({
      description: "on each account sold less paid out is what the open orders come to",
    }),
    below: z
      .object({
        orders: z.int(),
        open: amount.openapi({ description: "together, above zero" }),
        first: z
          .array(z.object({ order: z.string().nullable(), id: z.string(), account: z.int() }))
          .openapi({ description: "the ten oldest, each once, with its first account" }),
      })
      .optional()
      .openapi({
        description: "orders of which payouts took off more than is booked; absent: none",
      }),
    waiting: z
      .array(z.object({ account: z.int(), amount }))
      .optional()
      .openapi({
        description: "what of the open orders waits for a daily voucher; absent: nothing",
      }),
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
            upTo: z.int().nullable().openapi({ description: "days; null: older" }),
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
        unconfirmed: z.int().optional().openapi({
          description: "bookings that wait for a person: in `other`, if eAccounting has them",
        }),
        accounts: z.array(
          z.object({
            account: z.int(),
            open: amount,
            payments: amount.openapi({ description: "registered on invoices, here" }),
            taken: amount.openapi({ description: "what payouts took off for those" }),
            waiting: amount.openapi({
              description: "of what is open: waits for its day's voucher, not in the ledger yet",
            }),
            ledger: amount.openapi({ description: "the ledger's own balance" }),
            other: amount.openapi({ description: "what nobody here booked" }),
          }),
        ),
      })
      .optional()
      .openapi({ description: "where it was asked for, and nothing is being gone through" }),
  })
  .openapi("Clearing");

export const clearingRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/clearing", {
    summary: "What payment providers owe: sold, paid out and open, by payment method and age",
    description: "With the open orders of one account, the oldest first, fifty at a time.",
    query: z.strictObject({
      account: z.coerce.number().int().positive().optional(),
      cursor: z.string().max(100).optional(),
      compare: z.enum(["true", "false"]).optional().openapi({
        description: "read the ledger's balances of these accounts now, beside what is counted",
      }),
    }),
    answer: json("As it stands now", view),
    handle: async ({ asking, query: { compare, ...query } }) => {
      const found = granted(
        await readClearing(asking, {
          ...defined(query),
          ...(compare === "true" ? { compare: true } : {}),
        }),
      );
      const { ledger, below } = found;
      return {
        counting: found.counting,
        today: found.today,
        currency: found.currency,
        agrees: found.agrees,
        ...(found.waiting === undefined ? {} : { waiting: [...found.waiting] }),
        ...(below === undefined
          ? {}
          : {
              below: {
                orders: below.orders,
                open: below.open,
                first: below.first.map(({ key, number, account }) => ({
                  order: number,
                  id: key.slice("order:".length),
                  account,
                })),
              },
            }),
        methods: found.sums.map(({ ages, ...sum }) => ({
          ...sum,
          ages,
        })),
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
      granted(await readClearing(asking, { limit: 1 }));
      const table = clearingTable(
        ["account", "order", "id", "day", "method", "open", "currency"],
        async (query) => granted(await readClearing(asking, query)),
        (one) => one,
        FOR_PROGRAMS,
      );
      return c.body(table, 200, csvHeaders("clearing"));
    },
  }),
];
