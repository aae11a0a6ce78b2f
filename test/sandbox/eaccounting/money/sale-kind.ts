// What kind of sale a row is, from the customer and the article: it decides the VAT rate and the account.
// Domestic; inside the EU with the buyer's VAT number (no VAT), without one (VAT of the seller's coding, or of the buyer's
// country where article and company use OSS); outside the EU (no VAT, unless the customer is set to be charged it).
// A row that says so itself is exempt where VAT would be charged.

export type SaleKind =
  | "domestic"
  | "domestic-reversed"
  | "exempt"
  | "eu-with-vat"
  | "eu-exempt"
  | "eu-third-party"
  | "oss"
  | "outside-eu"
  | "outside-eu-with-vat";

export interface Buyer {
  readonly country: string;
  readonly hasVatNumber: boolean;
  readonly forceVat: boolean;
  readonly northernIreland: boolean;
}

export interface SaleFacts {
  readonly companyCountry: string;
  readonly companyUsesOss: boolean;
  readonly buyer: Buyer;
  readonly euThirdParty: boolean;
  readonly reverseCharge: boolean;
  readonly articleUsesOss: boolean;
  readonly isService: boolean;
  readonly vatFree?: boolean;
  readonly isEuCountry: (country: string) => boolean;
}

export function saleKind(facts: SaleFacts): SaleKind {
  const kind = kindByPlace(facts);
  return facts.vatFree === true && chargesVat(kind) ? "exempt" : kind;
}

function kindByPlace(facts: SaleFacts): SaleKind {
  const { buyer } = facts;
  if (buyer.country === facts.companyCountry)
    return facts.reverseCharge ? "domestic-reversed" : "domestic";
  // Goods to Northern Ireland follow the rules inside the EU; services don't.
  // A seller outside the EU sells abroad only.
  const inEu =
    facts.isEuCountry(facts.companyCountry) &&
    (facts.isEuCountry(buyer.country) || (buyer.northernIreland && !facts.isService));
  if (!inEu) return buyer.forceVat ? "outside-eu-with-vat" : "outside-eu";
  if (buyer.hasVatNumber) return facts.euThirdParty ? "eu-third-party" : "eu-exempt";
  return facts.companyUsesOss && facts.articleUsesOss ? "oss" : "eu-with-vat";
}

export function chargesVat(kind: SaleKind): boolean {
  return (
    kind === "domestic" ||
    kind === "eu-with-vat" ||
    kind === "oss" ||
    kind === "outside-eu-with-vat"
  );
}
