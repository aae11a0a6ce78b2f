/**
 * Asperion's debtors in the neutral model, fetched fresh; what way of asking works is remembered
 * for the tenant.
 */
import { type AsperionDebtor, readDebtor } from "../../asperion/debtors.ts";
import type { AsperionAddress } from "../../asperion/orders.ts";
import { type ReadMode, readMode } from "../../asperion/read-one.ts";
import { countryCode } from "../../domain/parties/territory.ts";
import type { Address, Debtor } from "../../domain/orders/order.ts";
import type { SendRead } from "../../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import { oneLine, nonBlankOrNull } from "../../domain/platform/text.ts";
import { choose } from "../../settings/lookups/lookup.ts";
import type { Settings } from "../../settings/schema.ts";
import type { MemoryPort, RunFacts, VendorPort } from "../port.ts";
import { derivedNumber, identitiesOf, type Party } from "./party.ts";

type PulledDebtor = { readonly debtor: Debtor; readonly mode: ReadMode };

const DEBTORS = "asperion-debtors";

export async function fetchDebtor(
  ports: RunFacts & VendorPort & MemoryPort,
  id: number,
): Promise<Result<Debtor, Failure>> {
  const pulled = await pullDebtor(
    ports.read,
    id,
    ports.administrationId,
    readMode(ports.memory[DEBTORS]),
  );
  if (!pulled.ok) return pulled;
  if (ports.memory[DEBTORS] !== pulled.value.mode) ports.remember(DEBTORS, pulled.value.mode);
  return ok(pulled.value.debtor);
}

/** `mode` comes out of the tenant's memory and the answered one goes back into it. */
export async function pullDebtor(
  send: SendRead,
  id: number,
  administrationId: number,
  mode: ReadMode,
): Promise<Result<PulledDebtor, Failure>> {
  const read = await readDebtor(send, id, administrationId, mode);
  return read.ok ? ok({ debtor: toDebtor(read.value.item), mode: read.value.mode }) : read;
}

export function toDebtor(source: AsperionDebtor): Debtor {
  return {
    id: source.id,
    customerNumber: source.customerNumber,
    name: source.name.trim(),
    attentionTo: source.attentionTo,
    email: source.emailAddress,
    phone: source.phoneNumber,
    mobile: source.mobileNumber,
    // The ledger has two lines: the third goes to the second, which is cut and recorded where it is
    // too long.
    address: toAddress({
      ...source,
      name: source.name.trim(),
      addressLine2:
        [source.addressLine2, source.addressLine3]
          .flatMap((line) => nonBlankOrNull(line) ?? [])
          .join(", ") || null,
    }),
    organisationNumber: source.cocNumber,
    vatNumber: source.vatNumber,
    paymentConditionId: source.paymentConditionId,
    kindId: source.debtorKindId,
    characteristic4: source.characteristic4,
    characteristic5: source.characteristic5,
    blocked: source.blocked ?? false,
  };
}

export function toAddress(
  source: Pick<
    AsperionAddress,
    "name" | "address" | "addressLine2" | "postCode" | "city" | "countryCode"
  > | null,
): Address {
  return {
    name: source?.name ?? null,
    street: source?.address ?? null,
    street2: source?.addressLine2 ?? null,
    postCode: source?.postCode ?? null,
    city: source?.city ?? null,
    country: source?.countryCode == null ? null : countryCode(source.countryCode),
  };
}

const NO_ADDRESS = {
  name: null,
  street: null,
  street2: null,
  postCode: null,
  city: null,
  country: null,
};

/**
 * Returns the party of a debtor from its own card alone, for the customers flow. A card has one
 * address and no company name, so its kind (where the tenant mapped it) or its numbers tell company
 * or person.
 */
export function partyOfDebtor(
  debtor: Debtor,
  settings: Pick<Settings, "orders" | "customers" | "lookups">,
): Party {
  const { kind, kindBy } = kindOf(debtor, settings);
  const name = nonBlankOrNull(debtor.name);
  const contact = nonBlankOrNull(debtor.attentionTo);
  const party = {
    kind,
    kindBy,
    guest: false,
    debtorId: debtor.id,
    name: name === null ? null : oneLine(name),
    // Whether it is a company isn't said: then a person to turn to is no contradiction, and is
    // written.
    contactPerson:
      contact === null || contact === name || (kind === "private" && kindBy !== "unsaid")
        ? null
        : oneLine(contact),
    email: nonBlankOrNull(debtor.email),
    phone: nonBlankOrNull(debtor.phone),
    mobile: nonBlankOrNull(debtor.mobile),
    organisationNumber: nonBlankOrNull(debtor.organisationNumber),
    vatNumber: nonBlankOrNull(debtor.vatNumber),
    invoiceAddress: debtor.address,
    // Where goods went is an order's affair: what the customer has stays.
    deliveryAddress: NO_ADDRESS,
    paymentConditionId: debtor.paymentConditionId,
    number: derivedNumber(debtor.id, null, settings.customers.numberPrefix),
  };
  return {
    ...party,
    ...identitiesOf(party, nonBlankOrNull(debtor.customerNumber), settings.orders.findCustomerBy),
  };
}

function kindOf(
  debtor: Debtor,
  settings: Pick<Settings, "lookups">,
): Pick<Party, "kind" | "kindBy"> {
  const { value } = choose(settings.lookups.customerKind, debtor.kindId);
  if (value === "company" || value === "private") return { kind: value, kindBy: "debtor-kind" };
  if (nonBlankOrNull(debtor.organisationNumber) !== null)
    return { kind: "company", kindBy: "organisation-number" };
  if (nonBlankOrNull(debtor.vatNumber) !== null) return { kind: "company", kindBy: "vat-number" };
  return { kind: "private", kindBy: "unsaid" };
}
