/** /tenants/{id}/payouts: settlement files, the payouts that they hold, and booking them. */
import { z } from "@hono/zod-openapi";
import { PROVIDERS } from "../../domain/payouts/lines.ts";
import type { Language } from "../../domain/language.ts";
import type { Reason } from "../../domain/reasons/index.ts";
import { ENCODINGS } from "../../flows/payouts/read/rows.ts";
import { type ListedPayout, PAYOUTS_PER_PAGE } from "../../sync/contract/payouts.ts";
import {
  approvePayout,
  chooseOrder,
  countPayouts,
  discardPayout,
  listPayouts,
  readPayout,
  uploadSettlement,
} from "../usecases/vouchers/payouts.ts";
import { PAYOUT_STATES, payoutState } from "../usecases/vouchers/voucher-states.ts";
import { describeReason } from "../usecases/jobs/reason-text.ts";
import { body, unwrapOrThrow, json, languageFor, type View } from "./answers.ts";
import { lengthOf, listLength, listPage } from "./shapes.ts";
import { type Route, route } from "./route.ts";
import * as schemas from "./schemas.ts";

const params = schemas.tenantPath;
const onePath = params.extend({ payoutId: z.string().min(1).max(100) });
const amount = z.string().describe("major units of the payout's currency");

const row = z
  .object({
    id: z.string(),
    provider: z.enum(PROVIDERS),
    account: z.string(),
    payout: z.string(),
    currency: z.string(),
    day: z.string(),
    amount,
    lines: z.int(),
    state: z.enum(PAYOUT_STATES),
    voucher: z.object({ number: z.string().nullable() }).nullable(),
    job: z
      .object({ id: z.string(), status: z.string(), outcome: z.string().nullable() })
      .nullable(),
    differs: z.boolean().describe("a later file says otherwise of it"),
  })
  .openapi("Payout");

const said = z.object({ code: z.string(), text: z.string() });

const view = row
  .extend({
    mark: z.string().describe("names this plan; an approval sends it back"),
    matched: z.int(),
    held: z.array(said),
    date: z.string().nullable(),
    moved: said.nullable().describe("why it isn't dated on the payout's own day; null: it is"),
    rows: z.array(
      z.object({
        role: z.string(),
        account: z.int(),
        of: z.string(),
        debit: amount,
        credit: amount,
      }),
    ),
    unmatched: z.array(
      z.object({
        id: z.string(),
        line: z.int(),
        day: z.string(),
        kind: z.string(),
        reference: z.string().nullable(),
        gross: amount,
        why: z.string(),
        suggestions: z.array(z.object({ order: z.string(), day: z.string() })),
      }),
    ),
    overlaps: z.object({ count: z.int(), payout: z.string() }).nullable(),
    otherAccount: z
      .object({ id: z.string(), payout: z.string(), account: z.string() })
      .nullable()
      .describe("may be the same payout, read under another account"),
    payments: z
      .array(
        z.object({
          account: z.int(),
          lines: z.int(),
          received: amount,
          paidBack: amount,
        }),
      )
      .describe("registered on invoices and credits, once the voucher stands"),
    settled: z
      .array(
        z.object({
          line: z.int(),
          order: z.string(),
          on: z.enum(["invoice", "credit"]),
          numbers: z.array(z.string()),
          gross: amount,
          invoiced: amount
            .nullable()
            .describe("of the order's invoices; null: a credit, or not known"),
          open: amount
            .nullable()
            .describe("of them, once the payout is booked, by what is registered here"),
        }),
      )
      .describe(
        "a hundred lines that those payments are for; of more, those first that pay less than " +
          "their order",
      ),
    foreign: z
      .object({ count: z.int(), line: z.int(), amount })
      .nullable()
      .describe(
        "lines of invoices in another currency, taken off with what was paid out: a person " +
          "books what their payments differ by; line: the first of them",
      ),
    cancelled: z
      .array(z.object({ line: z.int(), order: z.string(), gross: amount }))
      .describe(
        "cancelled orders that it pays for, a hundred at most; once it is booked, those whose " +
          "money didn't go back yet",
      ),
    beyond: z
      .array(
        z.object({
          line: z.int(),
          order: z.string().nullable(),
          id: z.string(),
          what: z.enum(["above", "below", "named"]),
          amount,
          payout: z.string().optional(),
        }),
      )
      .describe(
        "until it is booked: orders of which more would be open than they came to (`above`), " +
          "or of which that much more is paid than is still owed (`below`), by what earlier " +
          "payouts took of them; or that a person chose although `payout` names them too (`named`)",
      ),
  })
  .openapi("PayoutPlan");

const saidIn = (why: Reason, language: Language): View<typeof said> => ({
  code: why.code,
  text: describeReason(why, language).text,
});

const rowOf = (of: ListedPayout): View<typeof row> => ({
  id: of.id,
  provider: of.provider,
  account: of.account,
  payout: of.payout,
  currency: of.currency,
  day: of.day,
  amount: of.amount,
  lines: of.lines,
  state: payoutState(of),
  voucher: of.voucher === null ? null : { number: of.voucher.number },
  job: of.job === null ? null : { id: of.job.id, status: of.job.status, outcome: of.job.outcome },
  differs: of.differsAt !== null,
});

export const payoutRoutes: readonly Route[] = [
  route("post", "/tenants/{id}/payouts", {
    summary: "Read a provider's settlement file; its payouts are listed, and nothing is booked",
    description:
      "The file is the body, at most 64 MB, and is read as it comes. One that can't be read or " +
      "doesn't add up is refused whole, with its line.",
    query: z.strictObject({
      provider: z.enum(PROVIDERS),
      account: z
        .string()
        .max(100)
        .default("")
        .describe("the shop's account at the provider, for files that don't name it"),
      encoding: z.enum(ENCODINGS).default("utf-8"),
    }),
    body: { required: true, content: { "text/csv": { schema: z.string() } } },
    answer: json(
      "What became of each payout of the file; or why nothing of it was kept",
      z.object({
        refused: said.nullable(),
        payouts: z.array(
          z.object({
            id: z.string(),
            payout: z.string(),
            as: z.enum(["new", "same", "corrected", "differs", "incomplete"]),
            lacks: z
              .object({ count: z.int(), line: z.string() })
              .optional()
              .describe("of one that is incomplete: lines that are here and not in the file"),
          }),
        ),
      }),
    ),
    handle: async ({ c, asking, query }) => {
      const language = await languageFor(c, asking);
      const done = unwrapOrThrow(
        await uploadSettlement(asking, { ...query, file: c.req.raw.body ?? new Blob([]).stream() }),
      );
      return done.kind === "refused"
        ? {
            refused: saidIn(done.reason, language),
            payouts: [],
          }
        : { refused: null, payouts: done.payouts };
    },
  }),
  route("get", "/tenants/{id}/payouts", {
    summary: "Payouts, the newest first",
    query: listPage,
    answer: json("At most 200, a page of them", z.object({ payouts: z.array(row), ...listLength })),
    handle: async ({ asking, query: { page } }) => {
      const [listed, counted] = await Promise.all([
        listPayouts(asking, page - 1),
        countPayouts(asking),
      ]);
      const payouts = unwrapOrThrow(listed);
      return { payouts: payouts.map(rowOf), ...lengthOf(unwrapOrThrow(counted), PAYOUTS_PER_PAGE) };
    },
  }),
  route("get", "/tenants/{id}/payouts/{payoutId}", {
    summary: "What a payout would book now, or what holds it; lines without an order",
    params: onePath,
    answer: json("The payout", view),
    handle: async ({ c, asking, param: { payoutId } }) => {
      const language = await languageFor(c, asking);
      const found = unwrapOrThrow(await readPayout(asking, payoutId));
      const { plan } = found;
      return {
        ...rowOf(found),
        mark: found.mark,
        matched: found.matched,
        held: plan.kind === "held" ? plan.reasons.map((why) => saidIn(why, language)) : [],
        date: plan.kind === "held" ? null : plan.date,
        moved:
          plan.kind === "held" || plan.moved === undefined ? null : saidIn(plan.moved, language),
        rows: plan.kind === "held" ? [] : plan.rows,
        unmatched: found.unmatched.map(({ at, suggestions, ...line }) => ({
          ...line,
          line: at,
          suggestions: suggestions.map(({ label, day }) => ({ order: label, day })),
        })),
        overlaps: found.overlaps,
        otherAccount: found.otherAccount ?? null,
        payments: (plan.kind === "held" ? [] : (plan.payments ?? [])).map(
          ({ account, lines, received, paidBack }) => ({ account, lines, received, paidBack }),
        ),
        settled: (found.settled ?? []).map(({ at, order, on, numbers, gross, ...line }) => ({
          line: at,
          order,
          on,
          numbers,
          gross,
          invoiced: line.invoiced ?? null,
          open: line.open ?? null,
        })),
        foreign: found.sums.foreign ?? null,
        cancelled: (found.cancelled ?? []).map(({ at, order, gross }) => ({
          line: at,
          order,
          gross,
        })),
        beyond: (found.beyond ?? []).map(({ at, key, ...one }) => ({
          ...one,
          line: at,
          id: key.slice("order:".length),
        })),
      };
    },
  }),
  route("post", "/tenants/{id}/payouts/{payoutId}/approve", {
    summary: "Book a payout exactly as it was shown; `mark` names that plan",
    params: onePath,
    body: body(
      z.strictObject({
        mark: z.string().min(1).max(100),
        otherAccount: z
          .boolean()
          .default(false)
          .describe("what `otherAccount` of the payout names is another account's, and not this"),
        skipped: z
          .boolean()
          .default(false)
          .describe("it was skipped, and isn't booked in eAccounting after all"),
      }),
    ),
    status: 202,
    answer: json("Under way", z.object({ jobId: z.string() })),
    handle: async ({
      c,
      deps,
      asking,
      param: { id, payoutId },
      input: { mark, otherAccount, skipped },
    }) => {
      const { jobId } = unwrapOrThrow(
        await approvePayout(asking, payoutId, {
          mark,
          isOther: otherAccount,
          despiteSkip: skipped,
        }),
      );
      if (jobId !== null) c.executionCtx.waitUntil(deps.dispatch(id, jobId));
      return { jobId: jobId ?? "" };
    },
  }),
  route("post", "/tenants/{id}/payouts/{payoutId}/match", {
    summary: "Say which order a line is of, by the order's number",
    params: onePath,
    body: body(
      z.strictObject({ line: z.string().min(1).max(300), order: z.string().trim().min(1).max(60) }),
    ),
    handle: ({ asking, param: { payoutId }, input: { line, order } }) =>
      chooseOrder(asking, payoutId, { line, number: order }),
  }),
  route("delete", "/tenants/{id}/payouts/{payoutId}", {
    summary: "Take a payout that isn't booked off the list",
    params: onePath,
    handle: ({ asking, param: { payoutId } }) => discardPayout(asking, payoutId),
  }),
];
