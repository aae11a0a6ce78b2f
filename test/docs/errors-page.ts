/**
 * docs/errors.md as text, made from the code that it describes: the failures of
 * src/domain/failure.ts as src/sync/run/decide.ts decides them, and every reason code with its
 * words. Never edited by hand: a test compares the file with this, and `node
 * test/docs/write-errors.ts` writes it anew.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Failure, FailureKind } from "../../src/domain/failure.ts";
import { alerts, reasonOf, severityOf } from "../../src/domain/reason-texts.ts";
import {
  heldAbroad,
  recordedAbroad,
  retiredAbroad,
} from "../../src/domain/reason-words/en-abroad.ts";
import { backfills, firstDay } from "../../src/domain/reason-words/en-backfill.ts";
import { dryRuns } from "../../src/domain/reason-words/en-dry-run.ts";
import { heldDocument } from "../../src/domain/reason-words/en-document.ts";
import { engine, failures } from "../../src/domain/reason-words/en-engine.ts";
import {
  heldVouchers,
  recordedVouchers,
  takenVouchers,
} from "../../src/domain/reason-words/en-voucher.ts";
import {
  heldCredits,
  takenCredits,
  waitingCredits,
} from "../../src/domain/reason-words/en-credit.ts";
import { heldDeltas, takenDeltas } from "../../src/domain/reason-words/en-deltas.ts";
import { heldParty, recordedParty } from "../../src/domain/reason-words/en-customers.ts";
import {
  heldInvoices,
  recordedInvoices,
  takenInvoices,
} from "../../src/domain/reason-words/en-invoice.ts";
import { heldLinks, takenLinks } from "../../src/domain/reason-words/en-links.ts";
import { releases } from "../../src/domain/reason-words/en-releases.ts";
import { heldCustomer, heldLookups } from "../../src/domain/reason-words/en-lookups.ts";
import { heldMapping, recordedMapping } from "../../src/domain/reason-words/en-mapping.ts";
import { heldOrder, taken } from "../../src/domain/reason-words/en-order.ts";
import { differences, reconciliations } from "../../src/domain/reason-words/en-reconciliation.ts";
import { watched } from "../../src/domain/reason-words/en-watch.ts";
import { running, sweeps } from "../../src/domain/reason-words/en-sweep.ts";
import { heldLines, recordedLines, retiredLines } from "../../src/domain/reason-words/en-lines.ts";
import { heldPayments, recordedPayments } from "../../src/domain/reason-words/en-payment.ts";
import { heldSendings, recordedSendings } from "../../src/domain/reason-words/en-sending.ts";
import { heldProduct, product } from "../../src/domain/reason-words/en-products.ts";
import { recorded } from "../../src/domain/reason-words/en-recorded.ts";
import { heldStock, stock } from "../../src/domain/reason-words/en-stock.ts";
import type { Params, ReasonWords } from "../../src/domain/reason-words/words.ts";
import type { ReasonCode } from "../../src/domain/reasons.ts";
import { type Decision, decide } from "../../src/sync/run/decide.ts";

const root = resolve(import.meta.dirname, "../..");
export const ERRORS_PAGE = join(root, "docs/errors.md");

const vendor = "eaccounting";

/** One of each kind, and when it arises. A new kind without a row doesn't compile. */
const FAILURES: Readonly<
  Record<FailureKind, { readonly failure: Failure; readonly when: string }>
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
    when: "a write without an answer that can be believed: time-out, dropped connection, 5xx, a proxy's page, a success that can't be read",
  },
  transient: {
    failure: { kind: "transient", vendor, cause: "" },
    when: "a read that failed for a passing reason, a write that was never started, or one that eAccounting refused because the EU's register of VAT numbers is out of reach (4100)",
  },
  contract: {
    failure: { kind: "contract", vendor, path: "Rows[0].Amount", message: "" },
    when: "an answer to a read is not of the known shape",
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
  const decision: Decision = decide(failure, { tries: 0, who: "" }, BACK_OFF, FIRST_LOOK);
  switch (decision.do) {
    case "stop-tenant":
      return "everything of the tenant is paused; the job waits";
    case "end":
      return `the job ends, outcome \`${decision.outcome}\``;
    case "park":
      if (decision.capability !== null)
        return "this group of endpoints is closed for an hour, the job waits (`pause`); other work goes on";
      if (decision.wait === "in-doubt")
        return "the write is in doubt: looked up before anything is sent (docs/architecture.md)";
      if (decision.wait === "rate")
        return "the job waits for the time that the vendor named; the endpoint is closed for all tenants meanwhile";
      return `the job waits ${BACK_OFF.map((ms) => (ms < 60_000 ? `${ms / 1000} s` : `${ms / 60_000} min`)).join(", ")}, then the last again and again`;
  }
}

/** Parameters that say their own names. */
const placeholders = new Proxy({} as Params, {
  get: (_, name) => (name === "vendor" ? vendor : `{${String(name)}}`),
});

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
const row = (...cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;

function failureTable(): string {
  const rows = Object.entries(FAILURES).map(([kind, { failure, when }]) => {
    const { code } = reasonOf(failure);
    return row(
      `\`${kind}\``,
      when,
      deed(failure),
      alerts(code) ? "yes" : "no",
      `[\`${code}\`](#${code})`,
    );
  });
  return [
    row("Failure", "When", "What the engine does", "Told at once", "Text and next step"),
    "|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

const GROUPS: readonly (readonly [string, Readonly<Partial<Record<ReasonCode, ReasonWords>>>])[] = [
  ["Taken or left", taken],
  ["Held: the order itself", heldOrder],
  ["Held: articles, VAT, terms", heldLookups],
  ["Held: the customer", { ...heldCustomer, ...heldParty }],
  ["Held: the document in eAccounting", heldDocument],
  ["Held: a rule of the tenant", heldMapping],
  ["Recorded with a document", { ...recorded, ...recordedParty, ...recordedMapping }],
  ["Invoices: booked or made", takenInvoices],
  ["Invoices: recorded", recordedInvoices],
  ["Invoices: held", heldInvoices],
  ["Vouchers: booked or taken back", takenVouchers],
  ["Vouchers: recorded", recordedVouchers],
  ["Vouchers: held, or for a person", heldVouchers],
  ["Credits: booked or made", takenCredits],
  ["Credits: held", { ...heldCredits, ...waitingCredits }],
  ["Edited or cancelled after booking: done", takenDeltas],
  ["Edited or cancelled after booking: held", heldDeltas],
  ["Payments: recorded", recordedPayments],
  ["Payments: held", heldPayments],
  ["Sending to the customer: recorded", recordedSendings],
  ["Sending to the customer: held", heldSendings],
  ["Lines and gift cards: recorded", recordedLines],
  ["Lines and gift cards: held", { ...heldLines, ...retiredLines }],
  ["Abroad: held", { ...heldAbroad, ...retiredAbroad }],
  ["Abroad: recorded", recordedAbroad],
  ["Products", product],
  ["Held: the product", heldProduct],
  ["Stock", { ...stock, ...heldStock }],
  ["Failed calls", failures],
  ["The engine", engine],
  ["A tenant as a whole", watched],
  ["Both sides compared", { ...reconciliations, ...differences }],
  ["Running flows", { ...running, ...firstDay, ...sweeps, ...backfills, ...dryRuns }],
  ["Linked by hand", { ...takenLinks, ...heldLinks }],
  ["Another release", releases],
];

function reasonTable(
  words: Readonly<Partial<Record<ReasonCode, ReasonWords>>>,
  used: ReadonlySet<string>,
): string {
  const rows = (Object.entries(words) as [ReasonCode, ReasonWords][]).map(
    ([code, { text, next }]) =>
      row(
        `<a id="${code}"></a>\`${code}\`${used.has(code) ? "" : " (not raised yet)"}`,
        severityOf(code),
        alerts(code) ? "yes" : "no",
        text(placeholders),
        next,
      ),
  );
  return [
    row("Code", "Severity", "Told at once", "Text", "Next step"),
    "|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

/**
 * Every quoted word of the source, but for the lists and texts of the reasons themselves, and for
 * what only reads them.
 */
function wordsOfSource(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): string[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return ["reason-words", "messages"].includes(entry.name) ? [] : wordsOfSource(path);
    if (
      !/\.tsx?$/.test(entry.name) ||
      [
        "reasons.ts",
        "reason-texts.ts",
        "remedies.ts",
        "vendor-words.ts",
        "notifications.ts",
      ].includes(entry.name)
    )
      return [];
    return [...readFileSync(path, "utf8").matchAll(/"([a-z]+(?:-[a-z]+)*)"/g)].map(
      (match) => match[1] ?? "",
    );
  });
}

export function errorsPage(): string {
  const used = new Set(wordsOfSource(join(root, "src")));
  return [
    "# Errors and reasons",
    "",
    "<!-- Made by `node test/docs/write-errors.ts` from the code; test/docs/errors.test.ts holds it to that. Don't edit. -->",
    "",
    "Two things are told apart. A *failure* is what a call of a vendor came to (`src/domain/failure.ts`); one switch decides what the engine does with it",
    "(`src/sync/run/decide.ts`). A *reason* is why a job ended or waits as it does: a code with parameters, stored without names or addresses, put into words only when it is shown.",
    "",
    "`Told at once` means that the catalogue counts it as something a person must know of. An alert is raised for every job that ends `held`, `rejected` or `needs-attention`,",
    "for every write in doubt, for a closed group of endpoints and for a tenant that the engine stopped.",
    "",
    "## What the engine does with a failure",
    "",
    failureTable(),
    "",
    "Waits are the defaults of `TIMINGS.backoffMs`, and the most that is waited: each is spread over its second half, so that what failed together isn't tried again together (`src/sync/backoff.ts`). Nothing is given up by time: a job that backs off goes on doing so until it gets through or a person skips it.",
    "A *bug* (a thrown error) ends a run without an end: its lease runs out after `TIMINGS.leaseMs` (25 s), the job is claimed again, and after three runs without an end, or two that died while planning,",
    "it is put aside as `dead` ([`poison`](#poison), [`planning-died`](#planning-died)).",
    "",
    "## Reason codes",
    "",
    'Words in braces are filled in. Pages and notices say them in four languages ([languages](languages.md)); here they stand in English. "Not raised yet" marks a code that has its words but that no part of the product gives so far.',
    "",
    ...GROUPS.flatMap(([title, words]) => [`### ${title}`, "", reasonTable(words, used), ""]),
  ].join("\n");
}
