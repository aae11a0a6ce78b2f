/**
 * A vendor's own words of a refusal. They may name people, so they are stored only in the sealed
 * timeline; this file finds them there for readers who may see them.
 */
import type { Vendor } from "../domain/ids.ts";
import type { VendorErrorText } from "./contract/views.ts";
import type { Reason, ReasonCode } from "../domain/reasons/index.ts";
import type { TimelineEntry } from "./contract/jobs.ts";

/** Reasons that report a vendor's refusal, whose own words say more. */
const REFUSALS: ReadonlySet<ReasonCode> = new Set<ReasonCode>([
  "rejected-by-vendor",
  "no-access",
  "company-blocked",
  "article-number-taken",
  "payment-refused",
  "rounding-refused",
  "refund-refused",
  "write-back-refused",
  "sending-refused",
  "period-closed",
  "vat-number-rejected",
]);

/** Failures whose message is the vendor's, not ours. */
const SPOKEN: ReadonlySet<string> = new Set([
  "rejected",
  "conflict",
  "no-access",
  "company-blocked",
]);

const MAX = 600;

export const isRefusal = (reasons: readonly Reason[]): boolean =>
  reasons.some(({ code }) => REFUSALS.has(code));

/** Returns the words of the newest refusal in these entries; `null`: none, or without words. */
export function findVendorErrorText(entries: readonly TimelineEntry[]): VendorErrorText | null {
  const failure = entries.map(({ detail }) => failureIn(detail)).findLast((one) => one !== null);
  if (failure === undefined) return null;
  const words = [
    ...new Set(
      [failure.message, ...failure.fields].map((text) => text.trim()).filter((text) => text !== ""),
    ),
  ].join(" · ");
  return words === ""
    ? null
    : { vendor: failure.vendor, text: words.length > MAX ? `${words.slice(0, MAX)}…` : words };
}

type Spoken = {
  readonly vendor: Vendor;
  readonly message: string;
  readonly fields: readonly string[];
};

/** Read leniently: an older or newer release may have written it. */
function failureIn(detail: unknown): Spoken | null {
  const failure = at(detail, "failure");
  const [kind, vendor, message, fields] = [
    at(failure, "kind"),
    at(failure, "vendor"),
    at(failure, "message"),
    at(failure, "fields"),
  ];
  if (
    typeof kind !== "string" ||
    !SPOKEN.has(kind) ||
    (vendor !== "asperion" && vendor !== "eaccounting")
  )
    return null;
  return {
    vendor,
    message: typeof message === "string" ? message : "",
    fields: Array.isArray(fields) ? fields.flatMap(fieldSaid) : [],
  };
}

/** `OrderDate: is too late` */
function fieldSaid(fault: unknown): readonly string[] {
  const [field, message] = [at(fault, "field"), at(fault, "message")];
  return typeof message !== "string" || message === ""
    ? []
    : [typeof field === "string" && field !== "" ? `${field}: ${message}` : message];
}

const at = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (Reflect.get(value, name) as unknown) : undefined;
