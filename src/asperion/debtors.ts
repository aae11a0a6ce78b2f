/** Debtors (`/v1/debtors`; seen in a public client). Street and house number share one line; there is one address. */
import { z } from "zod";
import type { Failure } from "../domain/failure.ts";
import type { SendRead } from "../domain/request.ts";
import type { Result } from "../domain/result.ts";
import { PATHS } from "./contract.ts";
import { blankToNull, optionalId } from "./read.ts";
import { type OneOf, readOne, type ReadMode, type ReadOne } from "./read-one.ts";

const debtorSchema = z.looseObject({
  id: z.int(),
  customerNumber: blankToNull,
  name: z.string(),
  address: blankToNull,
  addressLine2: blankToNull,
  postCode: blankToNull,
  city: blankToNull,
  countryCode: blankToNull,
  attentionTo: blankToNull,
  phoneNumber: blankToNull,
  mobileNumber: blankToNull,
  emailAddress: blankToNull,
  cocNumber: blankToNull,
  vatNumber: blankToNull,
  paymentConditionId: optionalId,
  debtorKindId: optionalId,
  characteristic4: blankToNull,
  characteristic5: blankToNull,
  blocked: z.boolean().nullish(),
});
export type AsperionDebtor = z.infer<typeof debtorSchema>;

const DEBTOR: OneOf<AsperionDebtor> = {
  list: PATHS.debtors,
  single: PATHS.debtor,
  capability: "debtors",
  schema: debtorSchema,
  idOf: (debtor) => debtor.id,
  isWhole: () => true,
};

/** One debtor out of this administration; `mode` is how the tenant's debtor was read last. */
export function readDebtor(send: SendRead, id: number, administrationId: number, mode: ReadMode): Promise<Result<ReadOne<AsperionDebtor>, Failure>> {
  return readOne(send, DEBTOR, id, administrationId, mode);
}
