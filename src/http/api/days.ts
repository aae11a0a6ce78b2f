/** /tenants/{id}/days: vouchers of days, and the orders that each is made of. */
import { z } from "@hono/zod-openapi";
import { ROLES } from "../../domain/jobs/job.ts";
import { DAYS_PER_PAGE, type DayVoucherView } from "../../sync/contract/days.ts";
import { listDays, readDay } from "../usecases/vouchers/days.ts";
import { DAY_STATES, dayState } from "../usecases/vouchers/voucher-states.ts";
import { unwrapOrThrow, json, type View } from "./answers.ts";
import { lengthOf, listLength, listPage } from "./shapes.ts";
import { type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath;
const onePath = params.extend({ dayId: z.string().regex(/^\d{4}-\d{2}-\d{2}-\d{1,6}$/) });
const amount = z.string().describe("major units of the company's currency");

const row = z.object({
  account: z.int(),
  of: z.string().describe("a VAT rate (25%) or the id of a payment method; empty: neither"),
  debit: amount,
  credit: amount,
});

const vat = z
  .array(
    z.object({
      rate: z.string().nullable().describe("a fraction; null: of no rate"),
      net: amount,
      vat: amount,
    }),
  )
  .describe("of the voucher, by rate; none of one that isn't in the ledger");

const unlessKnown = amount.nullable();
const sums = {
  vat: vat.optional(),
  charged: unlessKnown
    .optional()
    .describe("what its orders charge by the shop, as they were read last"),
  held: unlessKnown
    .optional()
    .describe("what the ledger holds, as it was compared last; what a day that waits will hold"),
  difference: unlessKnown.optional().describe("held less charged"),
};

const sumsOf = (amounts: DayVoucherView["amounts"]) =>
  amounts === undefined
    ? {}
    : {
        vat: amounts.vat.map((one) => ({ ...one })),
        charged: amounts.charged,
        held: amounts.held,
        difference: amounts.difference,
      };

const voucher = z
  .object({
    id: z.string(),
    day: z.string(),
    n: z.int().describe("1, and further ones for what came after the close"),
    orders: z.int().describe("vouchers of orders and credits in it"),
    closed: z.boolean(),
    state: z.enum(DAY_STATES),
    voucher: z.object({ number: z.string().nullable() }).nullable(),
    job: z
      .object({ id: z.string(), status: z.string(), outcome: z.string().nullable() })
      .nullable(),
    rows: z.array(row),
    ...sums,
  })
  .openapi("DayVoucher");

const rowsOf = (rows: DayVoucherView["rows"]): View<typeof row>[] =>
  rows.map(({ account, of, debit, credit }) => ({ account, of, debit, credit }));

const voucherOf = (of: DayVoucherView): View<typeof voucher> => ({
  id: of.id,
  day: of.day,
  n: of.n,
  orders: of.members,
  closed: of.closedAt !== null,
  state: dayState(of),
  voucher: of.voucher === null ? null : { number: of.voucher.number },
  job: of.job === null ? null : { id: of.job.id, status: of.job.status, outcome: of.job.outcome },
  rows: rowsOf(of.rows),
  ...sumsOf(of.amounts),
});

export const dayRoutes: readonly Route[] = [
  route("get", "/tenants/{id}/days", {
    summary: "Vouchers of days, the newest first, and what waits for the next close",
    query: listPage,
    answer: json(
      "At most 100 of each; what waits is the same on each page",
      z.object({
        vouchers: z.array(voucher),
        waiting: z.array(z.object({ day: z.string(), orders: z.int(), ...sums })),
        nextClose: z.int().nullable().describe("ms since the epoch"),
        ...listLength,
      }),
    ),
    handle: async ({ asking, query: { page } }) => {
      const { vouchers, waiting, next, total } = unwrapOrThrow(await listDays(asking, page - 1));
      return {
        vouchers: vouchers.map(voucherOf),
        waiting: waiting.map(({ day, members, amounts }) => ({
          day,
          orders: members,
          ...sumsOf(amounts),
        })),
        nextClose: next,
        ...lengthOf(total, DAYS_PER_PAGE),
      };
    },
  }),
  route("get", "/tenants/{id}/days/{dayId}", {
    summary: "A day's voucher with its orders, each with its share",
    params: onePath,
    query: z.strictObject({ cursor: z.string().max(300).optional() }),
    answer: json(
      "At most 200 orders",
      z.object({
        voucher,
        orders: z.array(
          z.object({
            key: z.string(),
            order: z.string(),
            role: z.enum(ROLES),
            n: z.int(),
            rows: z.array(row),
            jobId: z.string().nullable(),
          }),
        ),
        cursor: z.string().nullable(),
      }),
    ),
    handle: async ({ asking, param: { dayId }, query: { cursor = null } }) => {
      const found = unwrapOrThrow(await readDay(asking, dayId, cursor));
      return {
        voucher: voucherOf(found.voucher),
        orders: found.members.map(({ label, rows, ...member }) => ({
          ...member,
          order: label,
          rows: rowsOf(rows),
        })),
        cursor: found.cursor,
      };
    },
  }),
];
