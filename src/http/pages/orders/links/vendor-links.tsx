/**
 * Links from a record's page to the same thing in both systems, where the shop's settings have the
 * address of such pages.
 */
import { type Vendor, VENDOR_NAMES } from "../../../../domain/ids.ts";
import type { Role } from "../../../../domain/jobs/job.ts";
import type { JobTimeline } from "../../../../sync/contract/index.ts";
import { type VendorPages, vendorPage } from "../../../../settings/vendor-pages.ts";
import { useMessages } from "../../frame/use-messages.ts";

type VendorLink = {
  readonly vendor: Vendor;
  /** What it is called there, where several stand beside each other; `null`: it isn't known. */
  readonly number: string | null;
  readonly href: string;
};

/** Of documents in the ledger. A draft of an invoice stands in another list, so it has none. */
const PAGE_OF: Partial<Readonly<Record<Role, keyof VendorPages>>> = {
  "sales-order": "ledgerOrder",
  invoice: "ledgerInvoice",
  credit: "ledgerInvoice",
  "delta-invoice": "ledgerInvoice",
  "delta-credit": "ledgerInvoice",
  voucher: "ledgerVoucher",
  "voucher-credit": "ledgerVoucher",
  "voucher-reversal": "ledgerVoucher",
};

/** `customer`: the ledger's, of a customer's page. */
export function vendorLinks(
  pages: VendorPages,
  { job, documents, operations }: JobTimeline,
  customer: string | null,
): readonly VendorLink[] {
  const [kind, id = null] = job.key.split(":");
  const link = (
    vendor: Vendor,
    page: keyof VendorPages,
    named: { readonly id: string | null; readonly number: string | null },
  ): readonly VendorLink[] => {
    const href = vendorPage(pages[page], named);
    return href === null ? [] : [{ vendor, number: named.number, href }];
  };
  if (kind === "product") {
    // In the shop it has the id that the last write of it was answered with.
    const there = operations.findLast(
      ({ role, documentId }) => role === "product" && documentId !== null,
    );
    return [
      ...link("eaccounting", "ledgerArticle", { id, number: job.label }),
      ...link("asperion", "shopArticle", {
        id: there?.documentId ?? null,
        number: there?.documentNumber ?? null,
      }),
    ];
  }
  if (kind === "debtor")
    return [
      ...link("eaccounting", "ledgerCustomer", { id: customer, number: null }),
      ...link("asperion", "shopCustomer", { id, number: null }),
    ];
  return [
    ...documents.flatMap(({ role, id: document, number }) => {
      const page = PAGE_OF[role];
      return page === undefined
        ? []
        : link("eaccounting", page, { id: document, number: number ?? null });
    }),
    ...(kind === "order" ? link("asperion", "shopOrder", { id, number: job.label }) : []),
  ];
}

/** Of the voucher of a day or a payout. */
export function voucherLinks(
  pages: VendorPages,
  voucher: { readonly id?: string; readonly number: string | null } | null,
): readonly VendorLink[] {
  if (voucher === null) return [];
  const { id = null, number } = voucher;
  const href = vendorPage(pages.ledgerVoucher, { id, number });
  return href === null ? [] : [{ vendor: "eaccounting", number, href }];
}

export const VendorLinks = ({ links }: { links: readonly VendorLink[] }) => {
  const { t } = useMessages();
  if (links.length === 0) return null;
  return (
    <ul class="vendor-links">
      {links.map(({ vendor, number, href }) => (
        <li>
          <a href={href} target="_blank" rel="noopener noreferrer">
            {t("orders.openAtVendor", {
              vendor: VENDOR_NAMES[vendor],
              number: number ?? "none",
            })}
            <span class="unseen"> {t("orders.inNewTab")}</span>
          </a>
        </li>
      ))}
    </ul>
  );
};
