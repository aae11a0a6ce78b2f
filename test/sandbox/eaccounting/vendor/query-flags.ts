// The true/false parameters of a write's address, by name in any case. One that the vendor doesn't know is ignored by it
// and noted here: a misspelt one is a booking under another rule than the caller meant.
import { type Act, note } from "./act.ts";
import { VendorFault } from "./fault.ts";

export function queryFlags<const Name extends string>(
  act: Act,
  query: Readonly<Record<string, string>>,
  defaults: Readonly<Record<Name, boolean>>,
): Record<Name, boolean> {
  const given = new Map(Object.entries(query).map(([name, value]) => [name.toLowerCase(), value]));
  const known = Object.keys(defaults).map((name) => name.toLowerCase());
  for (const name of Object.keys(query)) {
    if (!known.includes(name.toLowerCase())) note(act, "unknown-parameter", name);
  }
  return Object.fromEntries(
    Object.entries<boolean>(defaults).map(([name, fallback]) => [
      name,
      flag(name, given.get(name.toLowerCase()), fallback),
    ]),
  ) as Record<Name, boolean>;
}

function flag(name: string, value: string | undefined, fallback: boolean): boolean {
  if (value === undefined) return fallback;
  if (/^true$/i.test(value)) return true;
  if (/^false$/i.test(value)) return false;
  throw new VendorFault(6001, `InvalidInput - '${value}' is not valid for ${name}.`);
}
