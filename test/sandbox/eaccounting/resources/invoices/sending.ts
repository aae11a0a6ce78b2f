// Sending an invoice after its booking, by mail or by e-invoice.
import { electronicInvoiceFields, emailFields } from "../../schema/sending.ts";
import { acceptBody } from "../../vendor/body.ts";
import { endpoint, ok } from "../../vendor/endpoint.ts";
import { invalid } from "../../vendor/fault.ts";
import { stored } from "../../vendor/mount.ts";
import type { Site } from "../../vendor/site.ts";
import { customerOf } from "./head.ts";
import { invoices } from "./invoices.ts";
import { checkSendType, recordSending } from "./send-types.ts";
import { textOf } from "../../../kit/text.ts";

export function mountSending(site: Site): void {
  const { write } = invoices.scopes;
  endpoint(
    site,
    { method: "POST", path: "/customerinvoices/:id/email", scopes: write, body: "optional" },
    (act, { param, body }) => {
      const invoice = stored(act, invoices, param("id"));
      const given = acceptBody(act, emailFields, body, null)["Email"];
      const to = typeof given === "string" && given !== "" ? given : invoice["CustomerEmail"];
      if (typeof to !== "string" || to === "")
        throw invalid("Email", "The customer has no email address.");
      if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(to))
        throw invalid("Email", "The email address is not valid.");
      act.company.sent.push({ invoiceId: invoice.Id, way: "email", to });
      return ok(null);
    },
  );
  endpoint(
    site,
    { method: "POST", path: "/customerinvoices/:id/einvoice", scopes: write, body: "required" },
    (act, { param, body }) => {
      const invoice = stored(act, invoices, param("id"));
      const { SendType = null } = acceptBody(act, electronicInvoiceFields, body, null);
      const customer = customerOf(act, invoice["CustomerId"], textOf(invoice["CustomerId"]));
      checkSendType(act, SendType, customer);
      recordSending(act, invoice.Id, SendType, customer);
      return ok(null);
    },
  );
}
