/**
 * The customers flow over a shop and a ledger in functions: debtors as Asperion answers them,
 * customers as eAccounting does.
 */
import type { VendorAnswer, VendorRequest } from "../../../src/domain/vendors/request.ts";
import { err, type Result, type Failure } from "../../../src/domain/result.ts";
import { runCustomers } from "../../../src/flows/customers/run.ts";
import type { Settings } from "../../../src/settings/schema.ts";
import { settings } from "../orders/kit.ts";
import { answer, Ledger, type Raw } from "../parties/ledger.ts";

export const ANNA: Raw = {
  id: 55,
  customerNumber: "10055",
  name: "Anna Svensson",
  address: "Storgatan 1",
  addressLine2: null,
  postCode: "11122",
  city: "Stockholm",
  countryCode: "SE",
  attentionTo: null,
  phoneNumber: "08-1",
  mobileNumber: null,
  emailAddress: "anna@example.com",
  cocNumber: null,
  vatNumber: null,
  debtorKindId: "1",
  paymentConditionId: 2,
  characteristic4: null,
  characteristic5: null,
  dateAdded: "2026-01-05T09:00:00",
  dateLastChange: null,
  blocked: false,
};
export const BYGG: Raw = {
  ...ANNA,
  id: 56,
  customerNumber: "10056",
  name: "Bygg AB",
  attentionTo: "Bo Ek",
  emailAddress: "info@bygg.example",
  cocNumber: "556000-0000",
  debtorKindId: "2",
};

/** What the ledger holds once Anna was brought there. */
export const ANNA_THERE: Raw = {
  Name: "Anna Svensson",
  EmailAddress: "anna@example.com",
  Telephone: "08-1",
  InvoiceAddress1: "Storgatan 1",
  InvoicePostalCode: "11122",
  InvoiceCity: "Stockholm",
  InvoiceCountryCode: "SE",
  IsPrivatePerson: true,
};

export type Given = Parameters<typeof settings>[0] & { readonly trial?: boolean };

export const settingsOf = ({ trial = false, ...given }: Given = {}): Settings => ({
  ...settings({ ...given, customers: { enabled: true, ...given.customers } }),
  trial,
});

export type Ran = {
  readonly outcome: string;
  readonly codes: readonly string[];
  readonly label: string | null;
  readonly params: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
};

/** One run for the debtor `id`; `debtor` is what Asperion has of it, `null` when it has none. */
export async function run(
  ledger: Ledger,
  id: unknown,
  debtor: Raw | null,
  given: Given = {},
  eventTypes: readonly string[] = ["debtor.updated"],
): Promise<Ran> {
  const asperion = ({ endpoint }: VendorRequest): Result<VendorAnswer, Failure> => {
    if (endpoint !== "/v1/debtors")
      return debtor === null
        ? err({ kind: "not-found", vendor: "asperion", what: "debtor" })
        : answer(debtor);
    const data = debtor === null ? [] : [debtor];
    return answer({
      _data: data,
      _meta: {
        administrationId: 7,
        totalCount: data.length,
        pageCount: 1,
        nextPage: null,
        previousPage: null,
        self: "",
      },
    });
  };
  const ended = await runCustomers({
    ...ledger.ports(`debtor:${String(id)}`, settingsOf(given), asperion),
    eventTypes,
  });
  if (!ended.ok) return { outcome: ended.error.kind, codes: [], label: null, params: {} };
  const { outcome, reasons, label } = ended.value;
  return {
    outcome,
    codes: reasons.map(({ code }) => code),
    label,
    params: Object.fromEntries(reasons.map(({ code, params }) => [code, params])),
  };
}
