/**
 * Asperion's debtors in the neutral model, fetched fresh; what way of asking works is remembered
 * for the tenant.
 */
import { type AsperionDebtor, readDebtor } from "../../asperion/debtors.ts";
import type { AsperionAddress } from "../../asperion/orders.ts";
import { readMode, type ReadMode } from "../../asperion/read-one.ts";
import type { Failure } from "../../domain/failure.ts";
import type { Address, Debtor } from "../../domain/order.ts";
import type { SendRead } from "../../domain/request.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { MemoryPort, RunFacts, VendorPort } from "../port.ts";

export type PulledDebtor = { readonly debtor: Debtor; readonly mode: ReadMode };

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
    address: toAddress({ ...source, name: source.name.trim() }),
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
    country: source?.countryCode?.toUpperCase() ?? null,
  };
}
