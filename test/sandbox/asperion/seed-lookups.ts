// VAT codes, conditions and methods at the start. Both administrations have a code "H": 25 % in one, 21 % in the other.
import type { Lookups } from "./store.ts";
import type { VatCode } from "./types.ts";

function vat(
  id: string,
  percentage: number,
  countryCode: string,
  description: string,
  isDefault = false,
): VatCode {
  return {
    id,
    description,
    salesCode: true,
    percentage,
    isDefault,
    countryCode,
    validFrom: null,
    validUntil: null,
  };
}

const NEUTRAL = [
  vat("ICP", 0, "EU", "Intra-community supply"),
  vat("EXP", 0, "XX", "Export outside the EU"),
];

/** Swedish rates, with the Dutch ones under names of their own. */
export const demoVatCodes: readonly VatCode[] = [
  vat("H", 25, "SE", "VAT high 25 %", true),
  vat("M", 12, "SE", "VAT middle 12 %"),
  vat("L", 6, "SE", "VAT low 6 %"),
  vat("N", 0, "SE", "VAT none 0 %"),
  vat("NL21", 21, "NL", "VAT Netherlands 21 %"),
  vat("NL9", 9, "NL", "VAT Netherlands 9 %"),
  vat("NL0", 0, "NL", "VAT Netherlands 0 %"),
  ...NEUTRAL,
  { ...vat("VH", 25, "SE", "Purchase VAT high 25 %"), salesCode: false },
];

export const otherVatCodes: readonly VatCode[] = [
  vat("H", 21, "NL", "Btw hoog 21 %", true),
  vat("L", 9, "NL", "Btw laag 9 %"),
  vat("N", 0, "NL", "Btw geen 0 %"),
  ...NEUTRAL,
];

export function lookups(vatcodes: readonly VatCode[]): Lookups {
  return {
    vatcodes,
    paymentconditions: [
      { id: 1, description: "Paid in advance" },
      { id: 2, description: "14 days net" },
      { id: 3, description: "30 days net" },
      { id: 4, description: "Cash on delivery" },
    ],
    paymentmethods: [
      { id: "CARD", description: "Credit card" },
      { id: "IDEAL", description: "iDEAL" },
      { id: "SWISH", description: "Swish" },
      { id: "KLARNA", description: "Klarna" },
      { id: "INVOICE", description: "On invoice" },
    ],
    deliverymethods: [
      { id: "POST", description: "Parcel post" },
      { id: "PICKUP", description: "Collected at the shop" },
      { id: "EMAIL", description: "By e-mail" },
    ],
    salestypes: [
      { id: 10, description: "Goods, high rate", vatCode: "H" },
      { id: 11, description: "Goods, low rate", vatCode: "L" },
      { id: 12, description: "Services", vatCode: "H" },
      { id: 13, description: "Without VAT", vatCode: "N" },
    ],
    journals: [
      { id: "70", description: "Sales", type: "Sales" },
      { id: "90", description: "Memorial", type: "General" },
    ],
    ledgeraccounts: [
      {
        id: 8000,
        description: "Turnover high rate",
        type: 2,
        vatCode: "H",
        disabled: false,
        rcsfi: null,
      },
      {
        id: 8010,
        description: "Turnover low rate",
        type: 2,
        vatCode: "L",
        disabled: false,
        rcsfi: null,
      },
      { id: 1300, description: "Debtors", type: 1, vatCode: null, disabled: false, rcsfi: null },
    ],
    costcenters: [
      { id: 1, description: "Web shop", conversionCode: null },
      { id: 2, description: "Store", conversionCode: null },
    ],
  };
}
