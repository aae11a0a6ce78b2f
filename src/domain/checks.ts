/**
 * Checks of what is assumed of a vendor (docs/vendor-assumptions.md), as far as reads alone show
 * it. `look` asks and nothing else; `judge` is pure. The probe runs them in a vendor's sandbox, and
 * a tenant's object once both sides are connected: so what is told there was judged by one code.
 */
import type { RequestParts } from "./http.ts";
import type { Vendor } from "./ids.ts";
import type { VendorAnswer } from "./request.ts";

/** `unclear`: the account has nothing to tell it by, or the answer says neither. */
export const VERDICTS = ["holds", "differs", "unclear"] as const;
export type Verdict = (typeof VERDICTS)[number];

/**
 * What was seen, as names and figures: the way that a filter works, fields that are missing. Never
 * a value of somebody's record.
 */
export type Facts = Readonly<Record<string, string | number>>;

export type Seen = { readonly verdict: Verdict; readonly facts: Facts };

/**
 * Reads of one account. An answer of any status is an answer; no answer at all is thrown
 * (`NoAnswer`).
 */
export type Asker = {
  get(endpoint: string, parts?: Pick<RequestParts, "ids" | "query">): Promise<VendorAnswer>;
};

/** One check of a row, as it came out. */
export type CheckedRow = Seen & { readonly id: string };
/** What a vendor's checks found. `at`: when, ms. */
export type VendorChecks = { readonly at: number; readonly rows: readonly CheckedRow[] };
export type ChecksByVendor = Readonly<Partial<Record<Vendor, VendorChecks>>>;

/**
 * Rows that no read shows, and that the answers to a tenant's own writes do: each is judged where
 * such an answer is read anyway, or looked at once a tenant.
 */
export const WORK_ROWS = [
  "E16",
  "E17",
  "E91",
  "E94",
  "E118",
  "E120",
  "E172",
  "E174",
  "E191",
  "E194",
  "E197",
  "E213",
  "P13",
  "P28",
  "P65",
] as const;
export type WorkRow = (typeof WORK_ROWS)[number];
/** What the newest such answer showed. */
export type SeenAtWork = Readonly<Partial<Record<WorkRow, Seen>>>;

/** A row's vendor, as its letter says. */
export const vendorOfRow = (id: string): Vendor =>
  id.startsWith("P") ? "asperion" : "eaccounting";

export type ReadCheck = {
  /** Its row's, or "E5:YourReference" where one row takes several checks. */
  readonly id: string;
  /** Facts that name the position of a sandbox's switch, under the switch's own name. */
  readonly switches: readonly string[];
  readonly run: (asker: Asker) => Promise<Seen>;
};

/** Keeps the type of what was answered between the two halves. */
export function readCheck<T>(
  id: string,
  switches: readonly string[],
  look: (asker: Asker) => Promise<T>,
  judge: (answered: T) => Seen,
): ReadCheck {
  return { id, switches, run: async (asker) => judge(await look(asker)) };
}

export const rowOf = (id: string): string => id.split(":")[0] ?? id;

/** What `look` throws where the account has nothing to ask about: the row stays unclear. */
export class NothingToAsk extends Error {}
/** What an asker throws where no answer came. */
export class NoAnswer extends Error {}

export const holds = (facts: Facts = {}): Seen => ({ verdict: "holds", facts });
export const differs = (facts: Facts = {}): Seen => ({ verdict: "differs", facts });
export const unclear = (facts: Facts = {}): Seen => ({ verdict: "unclear", facts });

/** As it was written; `null`: it is none. */
export function seenOf(text: string): Seen | null {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRow(read) || !isRow(read["facts"])) return null;
  const { verdict, facts } = read;
  const known = VERDICTS.find((one) => one === verdict);
  const isFacts = (value: Row): value is Facts =>
    Object.values(value).every((one) => typeof one === "string" || typeof one === "number");
  return known === undefined || !isRow(facts) || !isFacts(facts) ? null : { verdict: known, facts };
}

/** Holds where it is what the product expects. */
export const expecting = (expected: string, name: string, seen: string): Seen =>
  seen === expected ? holds({ [name]: seen }) : differs({ [name]: seen });

export type Row = Readonly<Record<string, unknown>>;

export const isRow = (value: unknown): value is Row =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The answer's body as an object; empty where it is none. */
export const bodyOf = (answer: VendorAnswer): Row => (isRow(answer.body) ? answer.body : {});

export const rowsAt = (value: unknown, name: string): readonly Row[] => {
  const inner = isRow(value) ? value[name] : undefined;
  return Array.isArray(inner) ? inner.filter(isRow) : [];
};

export const isOk = ({ status }: VendorAnswer): boolean => status >= 200 && status < 300;

export const num = (value: unknown): number | null => (typeof value === "number" ? value : null);
export const str = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null;
