/** Tools about one order: finding it, why it stands as it does, what it books. */
import { z } from "zod";
import { APPROVAL_WAIT, type JobView } from "../../domain/jobs/job.ts";
import type { Address, Order } from "../../domain/orders/order.ts";
import type { Posting } from "../../domain/ledger/posting.ts";
import { defined } from "../../domain/platform/defined.ts";
import { ok } from "../../domain/result.ts";
import type { JobListDetails } from "../../sync/contract/jobs.ts";
import { postingViews } from "../api/answers.ts";
import { searchConditions } from "../usecases/search/job-search.ts";
import { listJobs } from "../usecases/jobs/jobs.ts";
import { anyNames } from "../usecases/settings/names.ts";
import { orderFromTimeline } from "../usecases/dry-runs/order-from-timeline.ts";
import { type Postings, postingsOf } from "../usecases/ledger/posting.ts";
import { requireTenant } from "../usecases/tenant-access.ts";
import { explainedOrder, foundOrders, shownPosting } from "./output.ts";
import { codeOf, saidReason, untrusted, withoutTexts } from "./visible-to-agents.ts";
import { hasTexts, orderLink, orderOf, tool, type ToolAsking } from "./tool.ts";

const MOST_FOUND = 10;
/** Else an agent that asks for a name says that there is no such order. */
const NO_NAMES =
  "This token doesn't search buyers' names: an order may exist that wasn't found by one.";
const ORDER = z
  .string()
  .min(1)
  .max(100)
  .describe("the id that find_order gave (j000000042), or the shop's whole order number");

/** What every tool returns of an order: none of the buyer's texts. */
const orderView = (asking: ToolAsking, job: JobView) => ({
  id: job.id,
  number: codeOf(job.label),
  status: job.status,
  outcome: job.outcome,
  stands: job.stands === APPROVAL_WAIT ? job.outcome : (job.stands ?? job.outcome),
  date: job.facts?.date ?? null,
  payment: job.facts?.payment ?? null,
  gross: job.figures?.gross ?? null,
  vat: job.figures?.vat ?? null,
  ...defined({ sold: job.figures?.sold }),
  currency: job.figures?.currency ?? null,
  reasons: job.reasons.map((reason) => saidReason(reason, asking.language)),
  link: orderLink(asking, job.id),
});

export const findOrder = tool({
  name: "find_order",
  title: "Find an order",
  description:
    "Finds orders of the shop by number, amount, article number or a word of a reason; by a " +
    "buyer's name too, where the token has buyers' texts. Tells where each stands, and a link.",
  input: z.strictObject({
    query: z.string().trim().min(1).max(100).describe("what to look for, such as 1001 or 349.50"),
  }),
  output: foundOrders,
  run: async (asking, { query }) => {
    const listed = await listJobs(asking, {
      ...searchConditions({ text: query }, asking.language),
      flow: "orders",
      newest: true,
      rows: true,
      limit: MOST_FOUND,
    });
    if (!listed.ok) return listed;
    const { jobs, rows = {}, cursor } = listed.value;
    return ok({
      orders: jobs.map((job) => foundOrder(asking, job, rows[job.id])),
      more: cursor !== null,
      ...(hasTexts(asking) ? {} : { note: NO_NAMES }),
    });
  },
});

function foundOrder(asking: ToolAsking, job: JobView, row: JobListDetails | undefined) {
  const document = row?.document ?? null;
  return {
    ...orderView(asking, job),
    document: document === null ? null : { role: document.role, number: codeOf(document.number) },
    ...(hasTexts(asking) ? { untrusted: untrusted({ ...row?.person }) } : {}),
  };
}

export const explainOrder = tool({
  name: "explain_order",
  title: "Why an order stands as it does",
  description:
    "Why an order is on hold, left out, waiting or booked: each reason with what to do next, " +
    "what stands for it in eAccounting, and the page on which a person can act. It changes " +
    "nothing.",
  input: z.strictObject({ order: ORDER }),
  output: explainedOrder,
  run: async (asking, { order }) => {
    const described = await orderOf(asking, order);
    if (!described.ok) return described;
    const { job, documents, missing } = described.value;

    const tenant = await requireTenant(asking);
    if (!tenant.ok) return tenant;
    const read = hasTexts(asking)
      ? orderFromTimeline(described.value, tenant.value.administrationId)
      : null;
    return ok({
      order: orderView(asking, job),
      waitsFor: job.status === "waiting" ? job.wait : null,
      documents: documents.map(({ role, number, manual }) => ({
        role,
        number: codeOf(number),
        linkedByPerson: manual,
      })),
      missingInLedger: missing,
      ...(read === null ? {} : { untrusted: untrusted(textsOf(read)) }),
    });
  },
});

/** Texts of the buyer, or about the buyer. */
const textsOf = (order: Order): Readonly<Record<string, string | null>> => ({
  company: order.companyName,
  attentionTo: order.attentionTo,
  email: order.email,
  phone: order.phone,
  reference: order.buyerReference,
  comments: order.comments,
  invoiceAddress: addressText(order.invoiceAddress),
  deliveryAddress: addressText(order.deliveryAddress),
});

const addressText = ({ name, street, street2, postCode, city, country }: Address): string =>
  [name, street, street2, postCode, city, country].filter((part) => part !== null).join(", ");

export const showPosting = tool({
  name: "show_posting",
  title: "Posting of an order",
  description:
    "What an order books by account, debit and credit: predicted from its plan, and as it was " +
    "last read from eAccounting where a person asked for that, with lines that differ. Nothing " +
    "is read from eAccounting by this call.",
  input: z.strictObject({ order: ORDER }),
  output: shownPosting,
  run: async (asking, { order }) => {
    const described = await orderOf(asking, order);
    if (!described.ok) return described;

    const postings = postingsOf(described.value, await anyNames(asking));
    return ok({
      id: described.value.job.id,
      number: codeOf(described.value.job.label),
      stale: postings.stale,
      postings: postingViews(withoutTextsIn(postings), asking.language),
      link: `${orderLink(asking, described.value.job.id)}#posting`,
    });
  },
});

const withoutTextsIn = (postings: Postings): Postings => ({
  ...postings,
  documents: postings.documents.map((one) => ({
    ...one,
    number: codeOf(one.number),
    predicted: one.predicted === null ? null : plain(one.predicted),
  })),
});

const plain = (posting: Posting): Posting => ({
  ...posting,
  lines: posting.lines.map((line) => ({ ...line, reasons: line.reasons.map(withoutTexts) })),
});
