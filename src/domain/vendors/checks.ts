/**
 * Checks of assumptions about a vendor (docs/vendor-assumptions.md), as far as reads show them.
 * `look` only reads; `judge` is pure. The probe runs them in a vendor's sandbox, and a tenant's
 * object once both sides are connected, so both use one code.
 */
import type { RequestParts } from "./http.ts";
import type { Vendor } from "../ids.ts";
import type { VendorAnswer } from "./request.ts";

/** `unclear`: the account has no data to tell, or the answer doesn't tell. */
export const VERDICTS = ["holds", "differs", "unclear"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Findings as names and figures, such as how a filter works. Never a value of a record. */
export type Facts = Readonly<Record<string, string | number>>;

export type Observation = { readonly verdict: Verdict; readonly facts: Facts };

/** Reads of one account. Every answer counts; without one it throws `NoAnswer`. */
export type Asker = {
  get(endpoint: string, parts?: Pick<RequestParts, "ids" | "query">): Promise<VendorAnswer>;
};

export type CheckedRow = Observation & { readonly id: string };
/** A vendor's results. `at`: when, in ms. */
export type VendorChecks = { readonly at: number; readonly rows: readonly CheckedRow[] };
export type ChecksByVendor = Readonly<Partial<Record<Vendor, VendorChecks>>>;

/**
 * Assumptions that no read shows, but answers to a tenant's own writes do: each is judged where
 * such an answer is read anyway, or read once per tenant.
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
export type WorkObservations = Readonly<Partial<Record<WorkRow, Observation>>>;

/** Returns an assumption's vendor, by its letter. */
export const vendorOfRow = (id: string): Vendor =>
  id.startsWith("P") ? "asperion" : "eaccounting";

export type ReadCheck = {
  /** The assumption's id, or "E5:YourReference" where one has several checks. */
  readonly id: string;
  /** Facts that name the position of a sandbox's switch, under the switch's own name. */
  readonly switches: readonly string[];
  readonly run: (asker: Asker) => Promise<Observation>;
};

/** Keeps the type of the answer between `look` and `judge`. */
export function readCheck<T>(
  id: string,
  switches: readonly string[],
  look: (asker: Asker) => Promise<T>,
  judge: (answered: T) => Observation,
): ReadCheck {
  return { id, switches, run: async (asker) => judge(await look(asker)) };
}

export const rowOf = (id: string): string => id.split(":")[0] ?? id;

/** Thrown by `look` where the account has no data: the assumption stays unclear. */
export class NothingToAsk extends Error {}
/** Thrown by an asker where no answer came. */
export class NoAnswer extends Error {}

export const holds = (facts: Facts = {}): Observation => ({ verdict: "holds", facts });
export const differs = (facts: Facts = {}): Observation => ({ verdict: "differs", facts });
export const unclear = (facts: Facts = {}): Observation => ({ verdict: "unclear", facts });

/** Reads a stored finding; `null`: not one. */
export function readObservation(text: string): Observation | null {
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

/** Holds where it equals what the product expects. */
export const expecting = (expected: string, name: string, seen: string): Observation =>
  seen === expected ? holds({ [name]: seen }) : differs({ [name]: seen });

export type Row = Readonly<Record<string, unknown>>;

export const isRow = (value: unknown): value is Row =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Returns the answer's body as an object; empty where it is none. */
export const bodyOf = (answer: VendorAnswer): Row => (isRow(answer.body) ? answer.body : {});

export const rowsAt = (value: unknown, name: string): readonly Row[] => {
  const inner = isRow(value) ? value[name] : undefined;
  return Array.isArray(inner) ? inner.filter(isRow) : [];
};

export const isOk = ({ status }: VendorAnswer): boolean => status >= 200 && status < 300;

export const num = (value: unknown): number | null => (typeof value === "number" ? value : null);
export const str = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null;
