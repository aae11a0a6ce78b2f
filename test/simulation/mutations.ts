/**
 * Faults that are put into the engine and the flows on purpose, each at one place of one file. The
 * simulation must find every one of them, or it couldn't find what it is there for.
 */
import type { Mutation } from "./bundle.ts";
import type { Weather } from "./rates.ts";

/** `weather`: in whose worlds it is looked for first; a mechanism is there for some trouble. */
export type Mutant = Mutation & {
  readonly weather?: Weather;
  /** Orders of one world, where it shows in large ones alone. */
  readonly world?: number;
};

const TENANT = "src/sync/tenant";
const CLAIMS = `${TENANT}/claims/claims.ts`;
const JOURNAL = `${TENANT}/journal/journal.ts`;

const mutation = (
  name: string,
  file: string,
  find: string,
  replace: string,
  weather?: Weather,
): Mutant => ({ name, file, find, replace, ...(weather === undefined ? {} : { weather }) });

/** All of them. */
export const MUTATIONS: readonly Mutant[] = [
  mutation(
    "journal-off",
    JOURNAL,
    "  ).map((row) => remembered(sql, row));\n\nconst OF_KEY",
    "  ).slice(0, 0);\n\nconst OF_KEY",
    "torn",
  ),
  mutation(
    "doubts-forgotten",
    "src/sync/run/resolve-doubts.ts",
    "if (!isUnresolved(operation)) continue;",
    "if (operation.id >= 0) continue;",
    "doubts",
  ),
  mutation(
    "fence-off",
    CLAIMS,
    'job.status === "running" && job.claim === ref.claimNo ? job',
    "job.claim > 0 ? job",
    "races",
  ),
  mutation(
    "wanted-not-raised",
    `${TENANT}/intake/intake.ts`,
    "known?.wanted ?? 0) + 1;",
    "known?.wanted ?? 0, 1);",
    "races",
  ),
  mutation(
    "told-meanwhile-ignored",
    CLAIMS,
    "const runsAgain = jobs.reportedCount(sql, job.key) > job.seen;",
    "const runsAgain = jobs.reportedCount(sql, job.key) < 0;",
    "races",
  ),
  mutation(
    "lock-freed-early",
    `${TENANT}/claims/locks.ts`,
    "release(sql, jobId, { unless: OPEN_CREATIONS, parties: keepsCredits })",
    "release(sql, jobId)",
    "doubts",
  ),
  mutation(
    "lock-of-others-ignored",
    `${TENANT}/claims/locks.ts`,
    "return holder !== null && holder !== jobId;",
    "return holder === jobId && holder === null;",
    "races",
  ),
  mutation(
    "transaction-split",
    `${TENANT}/storage/sql.ts`,
    "return this.#storage.transactionSync(work);",
    "return work();",
    "torn",
  ),
  mutation(
    "dead-runner-not-replaced",
    `${TENANT}/intake/pump.ts`,
    "if (leaseUntil <= now && ",
    "if (leaseUntil < 0 && ",
    "torn",
  ),
  mutation(
    "lost-wake-up-not-repeated",
    `${TENANT}/intake/pump.ts`,
    "export const LOST_MS = 30_000;",
    "export const LOST_MS = 30_000_000;",
    "mixed",
  ),
  mutation(
    "look-ups-skipped",
    "src/sync/doubt-policy.ts",
    'if (lookups < (repeat === "after-first" ? 1 : settleMs.length)) return "lookup-again";',
    "void [lookups, settleMs];",
    "doubts",
  ),
  mutation(
    "booking-repeated",
    "src/sync/doubt-policy.ts",
    'case "by-state":\n      return "person";',
    'case "by-state":\n      return "send-again";',
    "doubts",
  ),
  mutation(
    "what-was-found-is-sent-again",
    "src/sync/run/resolve-doubts.ts",
    "  if (found.value !== null) {",
    "  if (found.value !== null && found.value.documentId === null) {",
    "doubts",
  ),
  mutation(
    "unclear-answer-taken-for-no",
    "src/sync/run/outgoing.ts",
    '    default:\n      return "in-doubt";',
    '    default:\n      return "not-sent";',
    "doubts",
  ),
  mutation(
    "back-off-without-end",
    "src/sync/backoff.ts",
    "const whole = waits[Math.min(tries, waits.length - 1)] ?? 0;",
    "const whole = (waits[0] ?? 0) * 900 ** tries;",
  ),
  mutation(
    "watermark-moved-early",
    "src/flows/orders/intake/sweep.ts",
    "  if (taken.value.length > 0) {\n",
    "  if (taken.value.length > 0 && run.read < 0) {\n",
  ),
  mutation(
    "alerts-not-raised",
    `${TENANT}/monitoring/alert-causes.ts`,
    'else alerts.raise(sql, `job ${key}`, cause(reasons) ?? reasons[0] ?? reason("poison"), id, now);',
    "else void [cause, reason];",
  ),
  mutation(
    "credit-waits-for-ever",
    CLAIMS,
    'if (job?.status === "waiting" && job.wait === "key")',
    'if (job?.status === "dead" && job.wait === "key")',
  ),
  mutation(
    "payment-of-others-ignored",
    "src/flows/orders/payments/plan-payment.ts",
    "const due = dec(paid).minus(there);",
    "const due = dec(paid).minus(there.times(0));",
    "races",
  ),
  mutation(
    "part-paid-taken-for-all",
    "src/flows/orders/payments/plan-payment.ts",
    'return order.amountPaid ?? (order.payment === "paid" ? order.gross : null);',
    "return order.gross;",
  ),
  mutation(
    "cent-dropped",
    "src/flows/orders/money/rows.ts",
    "const wanted = amount(sum([group.rest, headRest]));",
    "const wanted = amount(sum([headRest]));",
  ),
  mutation(
    "closing-row-left-out",
    "src/flows/orders/money/rows.ts",
    "...(reachable ? [] : closingRow(soFar, rules))",
    "...(reachable || soFar.length > 0 ? [] : closingRow(soFar, rules))",
  ),
  mutation(
    "sign-of-a-reversal-turned",
    "src/flows/orders/documents/vouchers/reversal-voucher.ts",
    "debit: amount(credit),",
    "debit: amount(debit),",
  ),
  mutation(
    "cancelled-order-kept",
    "src/flows/orders/preparation/eligibility.ts",
    'if (order.state === "cancelled")\n    return {',
    'if (order.state === "cancelled" && order.gross === "")\n    return {',
  ),
  mutation(
    "refund-made-twice",
    "src/flows/orders/payments/refund.ts",
    'dec(registeredAmount(ports.journal, "refund")).plus(\n    dec(refundedByOthers(ports, ids)),\n  );',
    "dec(refundedByOthers(ports, ids));",
  ),
  mutation(
    "acknowledged-though-not-stored",
    "src/http/webhooks/endpoint.ts",
    'deps.log({ event: "webhook.not-stored", tenant: tenantId });\n    return problemResponse(503, UNAVAILABLE);',
    "return c.json({}, 202);",
    "torn",
  ),
  mutation(
    "more-taken-back-than-sold",
    "src/flows/orders/documents/credits/original.ts",
    // By the total, and by each rate.
    `  if (over.gt(0) && !(known && isRoundingDifference(over, sale, [...taken, contentOf(order)])))
    return { beyond: reason("credit-exceeds-original", { ...totals, rate: null }), told: [] };
  const cents = over.gt(0)
    ? [reason("credit-rounded-apart", { ...totals, over: amount(over) })]
    : [];
  return { beyond: excessAtRate(of, order), told`,
    `  void isRoundingDifference;
  void known;
  void excessAtRate;
  const cents = over.gt(0)
    ? [reason("credit-rounded-apart", { ...totals, over: amount(over) })]
    : [];
  return { beyond: null, told`,
  ),
  mutation(
    "edit-taken-for-known",
    "src/flows/orders/decision/cancelled-or-zero.ts",
    "document.sourceHash === order.sourceHash &&",
    "document.sourceHash !== null &&",
  ),
  mutation(
    "rate-ignored",
    "src/flows/orders/documents/vouchers/plan-voucher.ts",
    'const rate = input.rate?.rate ?? "1";',
    'const rate = "1";',
  ),
  mutation(
    "difference-counted-both-ways",
    "src/flows/orders/booked/booked-vs-charged.ts",
    "sign === 1 ? line :",
    "sign !== 0 ? line :",
  ),
  mutation(
    "lines-of-payouts-not-claimed",
    `${TENANT}/payouts/run-questions.ts`,
    "if (found.count === 0 && !isPaid && !looks) store.reserveLines(sql, row, mine);",
    "void mine;",
  ),
  mutation(
    "payout-being-booked-is-replaced",
    `${TENANT}/payouts/payout-store.ts`,
    "  approved !== null &&\n  (jobs",
    "  approved === id &&\n  (jobs",
  ),
  mutation(
    "share-of-a-day-given-twice",
    `${TENANT}/days/days.ts`,
    "of waiting.slice(0, taken))",
    "of waiting.slice(0, Math.max(1, taken - 1)))",
  ),
  {
    ...mutation(
      "rows-of-a-day-forgotten",
      `${TENANT}/days/days.ts`,
      "    rowsOf(voucher),\n    waiting",
      "    [],\n    waiting",
    ),
    // A day of more orders than one step takes.
    world: 2_000,
  },
  mutation(
    "cent-of-a-fee-dropped",
    "src/flows/payouts/read/format.ts",
    'fee: Decimal = "0.00"): PayoutLine {',
    'all: Decimal = "0.00"): PayoutLine {\n  const fee = dec(all).gt("0.1") ? amount(dec(all).minus("0.01")) : all;',
  ),
  mutation(
    "paid-by-order-and-payout",
    "src/flows/payouts/settling.ts",
    "if (registered.banks.length > 0) {",
    "if (registered.banks.length > 99) {",
  ),
  mutation(
    "late-payment-not-known",
    "src/flows/orders/payments/register.ts",
    "invoices.some((one) => !isRounded(one) && hasPaymentSucceeded(asked, one))",
    "invoices.some((one) => asked.n < 0 && !isRounded(one) && hasPaymentSucceeded(asked, one))",
    "doubts",
  ),
];
