/**
 * Settings and the ledger's lists: what is the same for most claims and plans of a tenant. They are
 * nine tenths of a claim's bytes and 18 of a timeline's 32 KB.
 *
 * A claim hands them over as text, which is copied at once where objects are taken apart and put
 * together again, and is parsed once for each text. Of timelines the object stores them once, under
 * a number that comes with the claim, and a timeline names the number in their place.
 */
import type { TimelineEntry } from "./contract/jobs.ts";
import type { Claim } from "./contract/runs.ts";

type Basis = Pick<Claim, "settings" | "lists">;

export type PackedClaim = Omit<Claim, keyof Basis> & { readonly basis: string };

const texts = new WeakMap<
  Basis["settings"],
  { readonly of: Basis["lists"]; readonly text: string }
>();

export function packClaim({ settings, lists, ...claim }: Claim): PackedClaim {
  const before = texts.get(settings);
  if (before?.of === lists) return { ...claim, basis: before.text };
  const basis = JSON.stringify({ settings, lists } satisfies Basis);
  texts.set(settings, { of: lists, text: basis });
  return { ...claim, basis };
}

/** Tenants whose last basis is kept, some 50 KB each. */
const MAX_KNOWN = 100;
const known = new Map<string, { readonly text: string; readonly basis: Basis }>();

/** All runs of a tenant share the basis, so it is frozen. */
export function unpackClaim(tenantId: string, { basis: text, ...claim }: PackedClaim): Claim {
  const before = known.get(tenantId);
  if (before?.text === text) return { ...claim, ...before.basis };
  const basis = frozen(JSON.parse(text) as Basis);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(tenantId, { text, basis });
  return { ...claim, ...basis };
}

function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value) as unknown[])
    if (typeof part === "object" && part !== null) frozen(part);
  return Object.freeze(value);
}

type Parts = Readonly<Record<string, unknown>>;

/** By the names that the input of a plan has for them (flows/orders/shared/plan-input.ts). */
const partsOf = ({ settings, lists }: Basis): Parts => ({
  settings,
  company: lists.company,
  codings: lists.codings,
  systemArticles: lists.systemArticles,
  terms: lists.terms,
  deliveryMethods: lists.deliveryMethods,
  currencies: lists.currencies,
  countries: lists.countries,
  years: lists.fiscalYears,
});

/** What is stored. No plan looks at the notifications, which hold addresses of people. */
export function basisText(source: Basis): string {
  const { notifications: _, ...settings } = source.settings;
  return JSON.stringify({ ...partsOf(source), settings });
}

/** Which basis, and which parts of the input are its own. Another release may leave out fewer. */
type Reference = { readonly id: number; readonly parts: readonly string[] };
type Planned = { readonly input: Parts };

/** Returns the timeline as it is sealed. A part that isn't the claim's very own one stays. */
export function withoutBasis(
  timeline: readonly TimelineEntry[],
  { planBasis: id, ...claim }: Basis & Pick<Claim, "planBasis">,
): readonly TimelineEntry[] {
  if (id === undefined || !timeline.some(isPlan)) return timeline;
  const basis = partsOf(claim);
  return timeline.map((entry) => {
    if (!isPlan(entry)) return entry;
    const { input } = entry.detail;
    const isShared = (name: string): boolean =>
      input[name] !== undefined && input[name] === basis[name];
    const parts = Object.keys(input).filter(isShared);
    const own = Object.fromEntries(Object.entries(input).filter(([name]) => !isShared(name)));
    const shared = { id, parts } satisfies Reference;
    return { ...entry, detail: { ...entry.detail, input: { ...own, shared } } };
  });
}

/**
 * Returns the timeline as it was noted, but for the notifications. `read`: the text of a basis;
 * with `null`, once that is past its retention, the parts are missing.
 */
export function withBasis(
  timeline: readonly TimelineEntry[],
  read: (id: number) => string | null,
): readonly TimelineEntry[] {
  return timeline.map((entry) => {
    if (!isPlan(entry)) return entry;
    const { shared, ...own } = entry.detail.input;
    if (!isReference(shared)) return entry;
    const text = read(shared.id);
    if (text === null) return entry;
    const basis = JSON.parse(text) as Parts;
    const parts = Object.fromEntries(shared.parts.map((name) => [name, basis[name]]));
    return { ...entry, detail: { ...entry.detail, input: { ...parts, ...own } } };
  });
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const isPlan = (entry: TimelineEntry): entry is TimelineEntry & { readonly detail: Planned } =>
  entry.what === "plan" &&
  isObject(entry.detail) &&
  "input" in entry.detail &&
  isObject(entry.detail.input);

const isReference = (value: unknown): value is Reference =>
  isObject(value) && "id" in value && "parts" in value;
