/**
 * Addresses of pages in both systems, for links from our pages. Neither vendor documents them
 * (assumptions E234 and P82), so a person copies them from the browser; without one no link is
 * shown.
 */
import { z } from "zod";

/**
 * On `https`, of a fixed host and without a sign-in. `{id}` and `{number}` stand for those of the
 * record.
 */
const address = z
  .string()
  .trim()
  .max(300)
  .regex(/^(?:https:\/\/[\w.-]+(?::\d+)?(?:[/?#][^\s"<>\\]*)?)?$/)
  .default("");

export const vendorPages = z
  .strictObject({
    ledgerOrder: address,
    ledgerInvoice: address,
    ledgerVoucher: address,
    ledgerCustomer: address,
    ledgerArticle: address,
    shopOrder: address,
    shopCustomer: address,
    shopArticle: address,
  })
  .prefault({});

export type VendorPages = z.infer<typeof vendorPages>;

/** As it is named by its vendor; `null`: not known here. */
type Named = { readonly id: string | null; readonly number: string | null };

/**
 * The page's address. `null`: none is set, it leaves out the record, or it asks for what isn't
 * known: no link is better than a wrong one.
 */
export function vendorPage(template: string, { id, number }: Named): string | null {
  const asks = { id: template.includes("{id}"), number: template.includes("{number}") };
  if (!asks.id && !asks.number) return null;
  if ((asks.id && id === null) || (asks.number && number === null)) return null;
  const filled = template
    .replaceAll("{id}", () => encodeURIComponent((id ?? "").toWellFormed()))
    .replaceAll("{number}", () => encodeURIComponent((number ?? "").toWellFormed()));
  const url = URL.parse(filled);
  return url?.protocol === "https:" && url.username === "" && url.password === "" ? url.href : null;
}
