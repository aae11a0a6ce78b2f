/**
 * What is seen at the vendors' doors while the product works: both sides of each voucher at the
 * write that made it, requests that no careful client sends, and who still asks for something.
 */
import { machine } from "../current.ts";
import type { Vendors } from "../platform/vendors.ts";
import { cents, shown } from "./cents.ts";
import type { Finding } from "./judge.ts";

type Row = { readonly DebitAmount?: number; readonly CreditAmount?: number };
type Voucher = {
  readonly Id: string;
  readonly NumberAndNumberSeries?: unknown;
  readonly Rows?: readonly Row[];
};

/** One read of an order may still come of a look; more of it is work without an end. */
const MOST_READS = 3;
/**
 * By the switch and its position that it comes of: what is assumed of the vendor is wrong there,
 * and docs/vendor-assumptions.md says that this becomes of it.
 */
const BECOMES: Readonly<Record<string, string>> = {
  // E194: an upload whose answer was lost isn't found; the second one is linked.
  "uploaded-twice": "eaccounting unmatchedListed no",
};
/** No fault of one that came true late: the order went on meanwhile, and refuses what it was. */
const OF_LATE: ReadonlySet<string> = new Set(["status-by-put"]);
const ONE_ORDER = /^\/v1\/SalesOrderWithLines\/(\d+)$/;

export class Watch {
  readonly #vendors: Vendors;
  readonly #known = new Set<string>();
  readonly #unbalanced: Finding[] = [];
  #asked: string[] = [];

  constructor(vendors: Vendors) {
    this.#vendors = vendors;
    vendors.seen = (vendor, method, path) => {
      if (vendor === "eaccounting" && method !== "GET") this.#look();
      this.#asked.push(`${method} ${path}`);
    };
  }

  /** From now on nothing should be done any more. */
  rest(): void {
    this.#asked = [];
  }

  /** What was still under way since then. */
  restless(): readonly Finding[] {
    const writes = this.#asked.filter((what) => /^(POST|PUT|DELETE|PATCH) \/v/.test(what));
    const reads = Map.groupBy(
      this.#asked.flatMap((what) => ONE_ORDER.exec(what.replace(/^GET /, ""))?.[1] ?? []),
      (id) => id,
    );
    return [
      ...writes.map((what) => restless("a write", `${what} after all was over`)),
      ...[...reads]
        .filter(([, times]) => times.length > MOST_READS)
        .map(([id, times]) => restless(`order ${id}`, `read ${times.length} times after all`)),
    ];
  }

  /** `turned`: switches of the sandboxes, and to what. */
  findings(turned: Readonly<Record<string, unknown>>): readonly Finding[] {
    this.#look();
    const { clientFaults } = this.#vendors.eaccounting.world();
    const { late } = this.#vendors;
    const positions = new Set(Object.entries(turned).map(([name, to]) => `${name} ${String(to)}`));
    return [
      ...this.#unbalanced,
      ...clientFaults
        .filter(({ kind }) => !positions.has(BECOMES[kind] ?? ""))
        .filter(({ kind, at, call }) => !OF_LATE.has(kind) || !late.has(`${at} ${call}`))
        .map((fault) => ({
          fault: "client-fault",
          of: "the ledger",
          detail: JSON.stringify(fault),
        })),
    ];
  }

  #look(): void {
    for (const company of this.#vendors.eaccounting.world().companies)
      for (const voucher of company.vouchers.all() as unknown as Voucher[]) {
        if (this.#known.has(voucher.Id)) continue;
        this.#known.add(voucher.Id);
        const off = (voucher.Rows ?? []).reduce(
          (sum, row) => sum + (cents(row.DebitAmount) ?? NaN) - (cents(row.CreditAmount) ?? NaN),
          0,
        );
        if (off !== 0)
          this.#unbalanced.push({
            fault: "unbalanced",
            of: String(voucher.NumberAndNumberSeries),
            detail: `off by ${shown(off)} at ${new Date(machine.time.now()).toISOString()}`,
          });
      }
  }
}

const restless = (of: string, detail: string): Finding => ({ fault: "not-ended", of, detail });
