/**
 * Asks both vendors, by reads alone, about the assumptions made of them
 * (docs/vendor-assumptions.md): once both sides are connected, and regularly after that. The checks
 * are the probe's (`ReadCheck`); their findings are kept for the tenant's health page. No order
 * waits for them: the product learns what it needs at work, whatever the findings say.
 */
import {
  type Asker,
  type CheckedRow,
  type Facts,
  NoAnswer,
  NothingToAsk,
  type ReadCheck,
  rowOf,
  type WorkObservations,
  type VendorChecks,
  vendorOfRow,
} from "../../domain/vendors/checks.ts";
import { buildRequest } from "../../domain/vendors/http.ts";
import { type Vendor, VENDORS } from "../../domain/ids.ts";
import { reason } from "../../domain/reasons/index.ts";
import type { SendRead, VendorAnswer } from "../../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../../domain/result.ts";
import { EACCOUNTING_READS } from "../../eaccounting/checks/filters.ts";
import type { Settings } from "../../settings/schema.ts";
import type { FlowEnd, FlowPorts } from "../port.ts";
import { guests } from "../../asperion/checks/buyers.ts";
import { OTHER_READS } from "../../asperion/checks/debtors-and-articles.ts";
import { flowEnd } from "../flow-end.ts";
import { ORDER_READS } from "../../asperion/checks/orders.ts";

/** Checks of Asperion that only read: about forty calls where lists have no lines. */
export const ASPERION_READS: readonly ReadCheck[] = [...ORDER_READS, guests, ...OTHER_READS];

const READS: Readonly<Record<Vendor, readonly ReadCheck[]>> = {
  asperion: ASPERION_READS,
  eaccounting: EACCOUNTING_READS,
};

/** A refusal is an answer here, so this capability is never paused. */
const CAPABILITY = "checks";

/** After this many checks in a row without an answer the vendor counts as down. */
const MAX_SILENT = 3;

/**
 * Differences that would do harm without holding an order: an alert asks for a person. The product
 * handles every other difference itself, and the health page shows it.
 */
const HARMFUL: Readonly<Record<string, (facts: Facts, settings: CheckedSettings) => boolean>> = {
  P6: () => true,
  P12: ({ debtors }, { orders }) =>
    String(debtors ?? "")
      .split(", ")
      .some((id) => !orders.collectiveDebtors.includes(Number(id))),
  P13: () => true,
  P14: ({ found }) => found === "none",
  P16: ({ sorting }) => sorting === "ignored",
  P34: ({ withoutStamps }) => withoutStamps !== undefined,
  E5: ({ refused }) => refused !== undefined,
  E7: () => true,
  E16: () => true,
  E17: () => true,
  E35: () => true,
  E118: () => true,
  E120: () => true,
  E172: () => true,
  E174: () => true,
  E191: () => true,
  E194: () => true,
  E197: () => true,
  E212: () => true,
  E213: () => true,
  P28: () => true,
  P30: () => true,
  P65: () => true,
};

/** Settings that answer a difference, so that no person is needed. */
type CheckedSettings = { readonly orders: Pick<Settings["orders"], "collectiveDebtors"> };

/** Rows that ask for a person once they are seen otherwise. */
export const HARMFUL_ROWS: readonly string[] = Object.keys(HARMFUL);

const isHarmful = ({ id, verdict, facts }: CheckedRow, settings: CheckedSettings): boolean =>
  verdict === "differs" && (HARMFUL[rowOf(id)]?.(facts, settings) ?? false);

/**
 * A vendor that doesn't answer fails the run, which is repeated like any other. Findings of answers
 * to writes are included.
 */
export async function checkVendors(
  ports: Pick<FlowPorts, "readPage" | "now" | "saveLists"> & {
    readonly settings: CheckedSettings;
    readonly lists: { readonly seenAtWork?: WorkObservations };
  },
): Promise<Result<FlowEnd, Failure>> {
  const seen = Object.entries(ports.lists.seenAtWork ?? {}).map(([id, one]) => ({ id, ...one }));
  const found: Partial<Record<Vendor, VendorChecks>> = {};
  for (const vendor of VENDORS) {
    const rows = await checkVendor(ports.readPage, vendor);
    if (!rows.ok) return rows;
    found[vendor] = { at: ports.now(), rows: rows.value };
  }
  ports.saveLists({ vendorChecks: found });
  const reasons = VENDORS.flatMap((vendor) => {
    const all = [
      ...(found[vendor]?.rows ?? []),
      ...seen.filter(({ id }) => vendorOfRow(id) === vendor),
    ];
    const harmful = all.filter((row) => isHarmful(row, ports.settings)).map(({ id }) => rowOf(id));
    const rows = [...new Set(harmful)].join(", ");
    return rows === "" ? [] : [reason("vendor-otherwise", { system: vendor, rows })];
  });
  return ok(flowEnd(reasons.length === 0 ? "updated" : "needs-attention", reasons));
}

async function checkVendor(
  send: SendRead,
  vendor: Vendor,
): Promise<Result<readonly CheckedRow[], Failure>> {
  const asked = askedOnce(send, vendor);
  const rows: CheckedRow[] = [];
  let silent = 0;
  for (const { id, run } of READS[vendor]) {
    try {
      rows.push({ id, ...(await run(asked)) });
      silent = 0;
    } catch (thrown) {
      if (thrown instanceof Unanswered) {
        silent += 1;
        if (!isOfOneRead(thrown.failure) || silent === MAX_SILENT) return err(thrown.failure);
      } else if (!(thrown instanceof NothingToAsk)) throw thrown;
      rows.push({ id, verdict: "unclear", facts: {} });
    }
  }
  return ok(rows);
}

class Unanswered extends NoAnswer {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.kind);
    this.failure = failure;
  }
}

/** Such a failure leaves its check open; one that concerns all reads ends the run. */
const isOfOneRead = ({ kind }: Failure): boolean =>
  kind === "transient" || kind === "stopped" || kind === "contract";

/** Several checks look at the same page: it is read once. */
function askedOnce(send: SendRead, vendor: Vendor): Asker {
  const answers = new Map<string, VendorAnswer>();
  return {
    async get(endpoint, parts = {}) {
      const name = JSON.stringify([endpoint, parts]);
      const before = answers.get(name);
      if (before !== undefined) return before;
      const sent = await send(buildRequest(vendor, "GET", endpoint, CAPABILITY, parts));
      const answer = sent.ok ? sent.value : refused(sent.error);
      answers.set(name, answer);
      return answer;
    },
  };
}

/** Returns a vendor's refusal as its answer. @throws {Unanswered} where it didn't answer at all. */
function refused(failure: Failure): VendorAnswer {
  const answered = (status: number, code: number | null): VendorAnswer => ({
    status,
    body: code === null ? null : { ErrorCode: code },
    isJson: true,
    headers: {},
  });
  switch (failure.kind) {
    case "rejected":
      return answered(failure.status, failure.code);
    case "no-access":
      return answered(403, failure.code);
    case "not-found":
      return answered(404, null);
    case "conflict":
      return answered(409, failure.code);
    default:
      throw new Unanswered(failure);
  }
}
