/**
 * The fields that rules may fill: what each accepts, and which belong to the product under the
 * present settings. Limits are those of the vendor's specification (`OrderApi`,
 * `CustomerInvoiceDraftApi` and their rows, `CustomerApi`, `VoucherApi`, `ArticleApi`), the
 * narrower of two. docs/mapping.md lists what is left out on purpose, with the reason: figures,
 * VAT, articles, the customer's kind, country and terms, and whatever decides money.
 */
import {
  MAPPED_ARTICLE,
  MAPPED_CUSTOMER,
  MAPPED_HEAD,
  MAPPED_ROW,
  MAPPED_VOUCHER,
  MAPPED_VOUCHER_ROW,
  type MappedCustomerField,
  type MappedHeadField,
  type MappedRowField,
} from "../../domain/ledger/mapped.ts";
import { type Message, message } from "../../messages/message.ts";
import type { Target } from "../expressions/index.ts";
import { neverMapped } from "./never-mapped.ts";

export const PARTS = [
  "orders.head",
  "orders.rows",
  "vouchers.head",
  "vouchers.rows",
  "customers",
  "articles",
] as const;
/** A rule's place in the settings, below `mapping`. */
export type Part = (typeof PARTS)[number];

export type MapTarget = {
  readonly name: string;
  readonly takes: Target;
  /** A text of one line, of several, or an id of the ledger. */
  readonly form: "line" | "lines" | "guid";
  readonly about: Message;
};

const line = (max: number, about: Message) =>
  ({ takes: { kind: "text", max, required: false }, form: "line", about }) as const;
const guid = (about: Message) =>
  ({ takes: { kind: "text", max: 36, required: false }, form: "guid", about }) as const;

/** A voucher's text has 1,000 characters, of which the marker needs some. */
const VOUCHER_WORDS = 900;

const HEAD: Readonly<Record<MappedHeadField, Omit<MapTarget, "name">>> = {
  OurReference: line(100, message("described.targets.OurReference")),
  YourReference: line(100, message("described.targets.YourReference")),
  BuyersOrderReference: line(35, message("described.targets.BuyersOrderReference")),
  DeliveryCustomerName: line(50, message("described.targets.DeliveryCustomerName")),
  DeliveryAddress1: line(50, message("described.targets.DeliveryAddress1")),
  DeliveryAddress2: line(50, message("described.targets.DeliveryAddress2")),
  DeliveryPostalCode: line(10, message("described.targets.DeliveryPostalCode")),
  DeliveryCity: line(50, message("described.targets.DeliveryCity")),
  DeliveryDate: {
    takes: { kind: "date", required: false },
    form: "line",
    about: message("described.targets.DeliveryDate"),
  },
  DeliveryTermName: line(50, message("described.targets.DeliveryTermName")),
  DeliveryTermCode: line(20, message("described.targets.DeliveryTermCode")),
  ElectronicReference: line(100, message("described.targets.InvoiceElectronicReference")),
  SubscriptionNumber: line(100, message("described.targets.SubscriptionNumber")),
  ContractNumber: line(100, message("described.targets.ContractNumber")),
  BackgroundId: guid(message("described.targets.BackgroundId")),
};

const ROW: Readonly<Record<MappedRowField, Omit<MapTarget, "name">>> = {
  Text: {
    takes: { kind: "text", max: 2000, required: false },
    form: "lines",
    about: message("described.targets.Text"),
  },
  ProjectId: guid(message("described.targets.ProjectId")),
  CostCenterItemId1: guid(message("described.targets.CostCenterItemId1")),
  CostCenterItemId2: guid(message("described.targets.CostCenterItemId2")),
  CostCenterItemId3: guid(message("described.targets.CostCenterItemId3")),
};

const CUSTOMER: Readonly<Record<MappedCustomerField, Omit<MapTarget, "name">>> = {
  ContactPersonEmail: line(255, message("described.targets.ContactPersonEmail")),
  ContactPersonPhone: line(50, message("described.targets.ContactPersonPhone")),
  ContactPersonMobile: line(50, message("described.targets.ContactPersonMobile")),
  EmailAddressOrder: line(255, message("described.targets.EmailAddressOrder")),
  EmailAddressQuote: line(255, message("described.targets.EmailAddressQuote")),
  WwwAddress: line(255, message("described.targets.WwwAddress")),
  EdiGlnNumber: line(255, message("described.targets.EdiGlnNumber")),
  ElectronicAddress: line(255, message("described.targets.ElectronicAddress")),
  ElectronicReference: line(35, message("described.targets.ElectronicReference")),
  WebshopCustomerNumber: {
    takes: { kind: "number", decimals: 0, required: false },
    form: "line",
    about: message("described.targets.WebshopCustomerNumber"),
  },
  DeliveryTermId: guid(message("described.targets.DeliveryTermId")),
  Iban: line(35, message("described.targets.Iban")),
  EdiServiceDelivererId: line(255, message("described.targets.EdiServiceDelivererId")),
};

const VOUCHER: Readonly<Record<(typeof MAPPED_VOUCHER)[number], Omit<MapTarget, "name">>> = {
  VoucherText: line(VOUCHER_WORDS, message("described.targets.VoucherText")),
};

const VOUCHER_ROW: Readonly<Record<(typeof MAPPED_VOUCHER_ROW)[number], Omit<MapTarget, "name">>> =
  {
    TransactionText: line(60, message("described.targets.TransactionText")),
    ProjectId: ROW.ProjectId,
    CostCenterItemId1: ROW.CostCenterItemId1,
    CostCenterItemId2: ROW.CostCenterItemId2,
    CostCenterItemId3: ROW.CostCenterItemId3,
  };

const ARTICLE: Readonly<Record<(typeof MAPPED_ARTICLE)[number], Omit<MapTarget, "name">>> = {
  NameEnglish: line(50, message("described.targets.NameEnglish")),
  Note: {
    takes: { kind: "text", max: 4000, required: false },
    form: "lines",
    about: message("described.targets.Note"),
  },
  StockLocationReference: line(50, message("described.targets.StockLocationReference")),
  SupplierArticleNumber: line(16, message("described.targets.SupplierArticleNumber")),
  SupplierId: guid(message("described.targets.SupplierId")),
};

const named = <Name extends string>(
  names: readonly Name[],
  of: Readonly<Record<Name, Omit<MapTarget, "name">>>,
): readonly MapTarget[] => names.map((name) => ({ name, ...of[name] }));

export const TARGETS: Readonly<Record<Part, readonly MapTarget[]>> = {
  "orders.head": named(MAPPED_HEAD, HEAD),
  "orders.rows": named(MAPPED_ROW, ROW),
  "vouchers.head": named(MAPPED_VOUCHER, VOUCHER),
  "vouchers.rows": named(MAPPED_VOUCHER_ROW, VOUCHER_ROW),
  customers: named(MAPPED_CUSTOMER, CUSTOMER),
  articles: named(MAPPED_ARTICLE, ARTICLE),
};

export const targetNamed = (part: Part, name: string): MapTarget | null =>
  TARGETS[part].find((target) => target.name === name) ?? null;

/** The settings that decide which fields belong to the product. */
export type OwnFields = {
  readonly markerField: string;
  readonly buyerReferenceField: string;
  readonly ourReference: string;
};

/** Why a target can't be filled by a rule under these settings; `null` where it can. */
export function targetFault(part: Part, target: string, orders: OwnFields): Message | null {
  if (part === "orders.head") {
    if (target === orders.markerField) return message("settings.faults.targetOfMarker", { target });
    if (target === orders.buyerReferenceField)
      return message("settings.faults.targetOfReference", { target });
    if (target === "OurReference" && orders.ourReference !== "")
      return message("settings.faults.targetOfText");
  }
  if (targetNamed(part, target) !== null) return null;
  const never = neverMapped(part, target);
  return never === null
    ? message("settings.faults.noTarget", {
        target,
        targets: TARGETS[part].map(({ name }) => name).join(", "),
      })
    : message("settings.faults.neverMapped", { target, reason: { id: never } });
}
