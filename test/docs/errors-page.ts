/**
 * docs/errors.md and docs/information.md as text, made from what they describe: the failures of
 * src/domain/result.ts as src/sync/run/failure-policy.ts decides them, and every code of the table
 * of reasons (src/domain/reasons/index.ts) with the first sentence of its English text. Never
 * edited by hand: a test compares the files with this, and `npx node test/docs/write-errors.ts`
 * writes them anew.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Failure } from "../../src/domain/result.ts";
import { reasonOf } from "../../src/domain/vendors/reason-of-failure.ts";
import { isAlerted, type ReasonCode, severityOf } from "../../src/domain/reasons/index.ts";
import { AFTER_BOOKING, PERIODS, SENDING } from "../../src/domain/reasons/after-booking.ts";
import { HELD_DOCUMENTS, LINKS, RULES } from "../../src/domain/reasons/documents.ts";
import { ENGINE, FAILED_CALLS } from "../../src/domain/reasons/engine.ts";
import { PRODUCTS, STOCK } from "../../src/domain/reasons/goods.ts";
import { CREDITS, INVOICES, PAYMENTS } from "../../src/domain/reasons/invoices.ts";
import { HELD_CUSTOMERS, HELD_LOOKUPS } from "../../src/domain/reasons/lookups.ts";
import { HELD_ORDERS, TAKEN } from "../../src/domain/reasons/orders.ts";
import {
  PAID_CANCELLED,
  PAYOUT_MAILS,
  PAYOUTS,
  SETTLEMENT_FILES,
} from "../../src/domain/reasons/payouts.ts";
import { POSTINGS } from "../../src/domain/reasons/postings.ts";
import { RECORDED } from "../../src/domain/reasons/recorded.ts";
import { BACK_FILLS, COMPARISON, SWEEPS, WATCHED } from "../../src/domain/reasons/tenant.ts";
import { CROSS_BORDER, VOUCHERS } from "../../src/domain/reasons/vouchers.ts";
import { decideFailure, type Decision } from "../../src/sync/run/failure-policy.ts";
import { reasonText } from "../support/reason-text.ts";

const root = resolve(import.meta.dirname, "../..");
export const ERRORS_PAGE = join(root, "docs/errors.md");
export const INFORMATION_PAGE = join(root, "docs/information.md");

const vendor = "eaccounting";

/** One of each kind, and when it arises. A new kind without a row doesn't compile. */
const FAILURES: Readonly<
  Record<Failure["kind"], { readonly failure: Failure; readonly when: string }>
> = {
  "rate-limited": {
    failure: { kind: "rate-limited", vendor, endpoint: "/orders", retryAfterMs: 55_000 },
    when: "429, or eAccounting's code 4010",
  },
  unauthorized: {
    failure: { kind: "unauthorized", vendor, tokenVersion: 1 },
    when: "401 with a token that was renewed a moment ago (the first 401 renews the token and asks again)",
  },
  "needs-login": {
    failure: { kind: "needs-login", vendor },
    when: "`invalid_grant` when a token is renewed",
  },
  "client-refused": {
    failure: { kind: "client-refused", vendor, cause: "" },
    when: "`invalid_client` or `unauthorized_client` when a token is renewed or a code exchanged",
  },
  "no-access": {
    failure: { kind: "no-access", vendor, capability: "orders", code: 4006, message: "" },
    when: "403, or a code for scope, module or permission",
  },
  "company-blocked": {
    failure: { kind: "company-blocked", vendor, code: 4004, message: "" },
    when: "codes 4003, 4004, 4011, 4012: the company as a whole",
  },
  "company-claimed": {
    failure: { kind: "company-claimed", vendor, claim: "" },
    when: "a customer label in the company names another installation",
  },
  rejected: {
    failure: { kind: "rejected", vendor, status: 400, code: 4001, message: "", fields: [] },
    when: "400 with the vendor's own error body",
  },
  conflict: {
    failure: { kind: "conflict", vendor, code: 4000, message: "" },
    when: "409: a unique number exists",
  },
  "not-found": {
    failure: { kind: "not-found", vendor, what: "/orders/{id}" },
    when: "404 for one thing by its id",
  },
  "unknown-outcome": {
    failure: { kind: "unknown-outcome", vendor, cause: "" },
    when: "a write without a believable answer: time-out, dropped connection, 5xx, a proxy's page, an unreadable success",
  },
  transient: {
    failure: { kind: "transient", vendor, cause: "" },
    when: "a read that failed for a passing reason, a write that never started, or was refused as the EU's VAT register is out of reach (4100)",
  },
  stopped: {
    failure: { kind: "stopped", vendor, cause: "" },
    when: "our own stop before a call; its job was decided already",
  },
  contract: {
    failure: { kind: "contract", vendor, path: "Rows[0].Amount", message: "" },
    when: "an answer to a read of an unknown shape, or longer than 8 MB (`answer-too-large`), also in smaller pages. A list with an unreadable row isn't read, and the row is named",
  },
  "wrong-administration": {
    failure: { kind: "wrong-administration", expected: 1, got: 2 },
    when: "Asperion answered from another administration, or named none",
  },
  "wrong-company": {
    failure: { kind: "wrong-company", expected: "a", got: "b" },
    when: "a renewed token belongs to another eAccounting company",
  },
};

const BACK_OFF = [1_000, 5_000, 30_000, 120_000, 600_000];
const FIRST_LOOK = 60_000;

function deed(failure: Failure): string {
  const decision: Decision = decideFailure(failure, { tries: 0, who: "" }, BACK_OFF, FIRST_LOOK);
  switch (decision.do) {
    case "stop-tenant":
      return "the tenant is paused; the job waits";
    case "end":
      return `the job ends, outcome \`${decision.outcome}\``;
    case "park":
      if (decision.capability !== null)
        return "this group of endpoints is closed for an hour, the job waits (`pause`); other work goes on";
      if (decision.wait === "in-doubt")
        return "the write is in doubt: looked up before anything is sent";
      if (decision.wait === "rate")
        return "the job waits for the time that the vendor named; the endpoint is closed for all tenants meanwhile";
      return "the job waits (*)";
  }
}

/** Parameters that say their own names. */
const placeholders = new Proxy<Readonly<Record<string, string>>>(
  {},
  { get: (_, name) => (name === "vendor" ? vendor : `{${String(name)}}`) },
);

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;

function failureTable(): string {
  const rows = Object.entries(FAILURES).map(([kind, { failure, when }]) => {
    const { code } = reasonOf(failure);
    return row(`\`${kind}\``, when, deed(failure), isAlerted(code) ? "yes" : "no", `\`${code}\``);
  });
  return [
    row("Failure", "When", "What the engine does", "Alerts", "Reason"),
    "|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

/** `manual`: the page of the manual that says what to do. */
const AREAS: readonly (readonly [title: string, reasons: object, manual: string])[] = [
  ["Orders: taken or left", TAKEN, "orders"],
  ["Orders: held for what they are", HELD_ORDERS, "held"],
  ["Orders: held for an article, VAT or terms", HELD_LOOKUPS, "mapping"],
  ["Orders: held for the customer", HELD_CUSTOMERS, "customers"],
  ["Orders: held for a document in eAccounting", HELD_DOCUMENTS, "held"],
  ["Linked by hand", LINKS, "held"],
  ["Rules of the tenant", RULES, "mapping"],
  ["Recorded while a document is written", RECORDED, "orders"],
  ["Invoices", INVOICES, "orders"],
  ["Credits", CREDITS, "orders"],
  ["Payments and gift cards", PAYMENTS, "orders"],
  ["After booking: edits, cancellations, refunds, writing back", AFTER_BOOKING, "orders"],
  ["Sending to the customer", SENDING, "orders"],
  ["Closed periods", PERIODS, "orders"],
  ["Abroad", CROSS_BORDER, "mapping"],
  ["Vouchers", VOUCHERS, "orders"],
  ["Settlement files", SETTLEMENT_FILES, "payouts"],
  ["Files by mail", PAYOUT_MAILS, "payouts"],
  ["Booked payouts", PAID_CANCELLED, "payouts"],
  ["Payouts", PAYOUTS, "payouts"],
  ["Postings", POSTINGS, "orders"],
  ["Products", PRODUCTS, "products"],
  ["Stock", STOCK, "stock"],
  ["Failed calls", FAILED_CALLS, "everyday"],
  ["The engine", ENGINE, "everyday"],
  ["Running flows", SWEEPS, "everyday"],
  ["Both sides compared", COMPARISON, "comparison"],
  ["A tenant as a whole", WATCHED, "everyday"],
  ["Back-fills and dry runs", BACK_FILLS, "going-live"],
];

/** Ends before what follows as a sentence of its own; abbreviations end none. */
const firstSentence = (text: string): string =>
  text.split(/(?<=[.!?])(?<!\b(?:excl|incl|e\.g)\.)\s+(?=[\p{Lu}{“"\d])/u)[0] ?? text;

/** What is beside the code, where it isn't an error that alerts, or isn't raised. */
function marks(code: ReasonCode, isUsed: boolean): string {
  const severity = severityOf(code);
  const said = [
    ...(severity === "warning" ? ["warning"] : []),
    ...(severity === "error" && !isAlerted(code) ? ["no alert"] : []),
    ...(severity !== "error" && isAlerted(code) ? ["alerts"] : []),
    ...(isUsed ? [] : ["not raised yet"]),
  ];
  return said.length === 0 ? "" : ` (${said.join(", ")})`;
}

/** A line for each reason that `belongs` to the page, by area. */
function reasonList(used: ReadonlySet<string>, belongs: (code: ReasonCode) => boolean): string[] {
  return AREAS.flatMap(([title, reasons, manual]) => {
    const codes = (Object.keys(reasons) as ReasonCode[]).filter(belongs);
    if (codes.length === 0) return [];
    const lines = codes.map((code) => {
      const { text } = reasonText({ code, params: placeholders });
      return `- \`${code}\`${marks(code, used.has(code))}: ${firstSentence(text)}`;
    });
    return [`### ${title} ([manual](manual/en/${manual}.md))`, "", ...lines, ""];
  });
}

const TABLES = new Set(["domain/reasons", "messages"].map((name) => join(root, "src", name)));

/**
 * Every quoted word of the source, but for the table and texts of the reasons themselves, and for
 * what only reads them.
 */
function wordsOfSource(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): string[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return TABLES.has(path) ? [] : wordsOfSource(path);
    if (
      !/\.tsx?$/.test(entry.name) ||
      ["reasons.ts", "remedies.ts", "vendor-error-text.ts", "notifications.ts"].includes(entry.name)
    )
      return [];
    return [...readFileSync(path, "utf8").matchAll(/"([a-z]+(?:-[a-z]+)*)"/g)].map(
      (match) => match[1] ?? "",
    );
  });
}

const isInformation = (code: ReasonCode): boolean =>
  severityOf(code) === "info" && !isAlerted(code);

const MADE =
  "<!-- Made by `npx node test/docs/write-errors.ts` from the code; test/docs/errors.test.ts holds it to that. Don't edit. -->";

export function errorsPage(): string {
  const used = new Set(wordsOfSource(join(root, "src")));
  return [
    "# Errors and warnings",
    "",
    MADE,
    "",
    "A *failure* is what a call of a vendor came to (`src/domain/result.ts`); one switch decides what the engine does with it (`src/sync/run/failure-policy.ts`).",
    "A *reason* is why a job ended or waits as it does: a code with parameters, stored without names or addresses, and worded when it is shown.",
    "Its severity, alert and parameters stand in `src/domain/reasons/index.ts`, its texts in `src/messages`.",
    "",
    "An alert is raised for every job that ends `held`, `rejected` or `needs-attention`, every write in doubt, a closed group of endpoints and a tenant that the engine stopped.",
    "",
    "## What the engine does with a failure",
    "",
    failureTable(),
    "",
    `(*) ${BACK_OFF.map((ms) => (ms < 60_000 ? `${ms / 1000} s` : `${ms / 60_000} min`)).join(", ")}, the last repeated.`,
    "Waits are `TIMINGS.backoffMs` at most; each is spread over its second half (`src/sync/backoff.ts`). The job goes on until it gets through or a person skips it.",
    "A *bug* (a thrown error) ends a run: its lease runs out after `TIMINGS.leaseMs` (25 s), the job is claimed again, and after three such runs, or two that died while planning,",
    "it is put aside as `dead` (`poison`, `planning-died`).",
    "",
    "## Reason codes",
    "",
    "Each is an error that alerts, unless it says otherwise. Words in braces are filled in. Pages, notices and the manual say what to do, in four languages ([languages](languages.md)). Reasons that ask nothing of anybody: [information](information.md).",
    "",
    ...reasonList(used, (code) => !isInformation(code)),
  ].join("\n");
}

export function informationPage(): string {
  const used = new Set(wordsOfSource(join(root, "src")));
  return [
    "# Information",
    "",
    MADE,
    "",
    "Reasons that are kept with a job and shown, but alert nobody and need nothing in most cases. Errors and warnings: [errors](errors.md). Words in braces are filled in.",
    "",
    ...reasonList(used, isInformation).map((line) => line.replace(/^###/, "##")),
  ].join("\n");
}
