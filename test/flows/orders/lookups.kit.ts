import { lookupFacts } from "../../../src/flows/orders/shared/filled-fields.ts";
import type { LookupFacts } from "../../../src/settings/lookups/lookup-key.ts";
import { address, company, countries, noAddress, order } from "./kit.ts";

export const POST_TERMS = {
  center: "c0000000-0000-4000-8000-00000000000c",
  project: "b0000000-0000-4000-8000-00000000000b",
} as const;

const of = (fields: Parameters<typeof order>[1]) => () =>
  lookupFacts(order([{ price: "1.00" }], fields), { company, countries }, "private");

/** Where the goods go, seen from the company, and the order's day in the company's zone. */
export const makeFacts = (): readonly (readonly [string, () => LookupFacts, LookupFacts])[] => [
  [
    "at home, by the invoice address",
    of({}),
    { country: "SE", area: "home", kind: "private", date: "2026-11-24" },
  ],
  [
    "where the delivery goes",
    of({ deliveryAddress: address({ country: "DE" }) }),
    { country: "DE", area: "eu", kind: "private", date: "2026-11-24" },
  ],
  [
    "outside the EU",
    of({ invoiceAddress: address({ country: "NO" }) }),
    { country: "NO", area: "outside", kind: "private", date: "2026-11-24" },
  ],
  [
    "a country that the ledger doesn't list is in no group",
    of({ invoiceAddress: address({ country: "ZZ" }) }),
    { country: "ZZ", kind: "private", date: "2026-11-24" },
  ],
  [
    "nothing said is home",
    of({ invoiceAddress: noAddress, date: "2026-11-24" }),
    { country: "SE", area: "home", kind: "private", date: "2026-11-24" },
  ],
  [
    "a date that is none fits no row with days",
    of({ date: "soon" }),
    { country: "SE", area: "home", kind: "private" },
  ],
];
