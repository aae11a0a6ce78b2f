/**
 * The part of a claim that is the same for most claims of a tenant: settings and the ledger's
 * lists, nine tenths of its bytes. It is handed over as text, which is copied at once where objects
 * are taken apart and put together again, and is parsed once for each text.
 */
import type { Claim } from "./contract/runs.ts";

type Basis = Pick<Claim, "settings" | "lists">;

export type PackedClaim = Omit<Claim, keyof Basis> & { readonly basis: string };

const texts = new WeakMap<
  Basis["settings"],
  { readonly of: Basis["lists"]; readonly text: string }
>();

export function packed({ settings, lists, ...claim }: Claim): PackedClaim {
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
export function unpacked(tenantId: string, { basis: text, ...claim }: PackedClaim): Claim {
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
