/**
 * Under which identities a customer was sent to the ledger. The shop may say something else of the
 * party before the answer is known; the record that came of it is still ours, and is told by what
 * it was sent with.
 */
import {
  type CustomerFields,
  foldEmail,
  foldNumber,
  type FoundCustomer,
} from "../../domain/party.ts";
import type { JournalEntry } from "../port.ts";
import { hexOf } from "../settlement.ts";

type Said = Pick<CustomerFields, "kind" | "name" | "email" | "vatNumber" | "organisationNumber">;

const DIGITS = 8;

/**
 * Short hashes, as an address has no place in the journal: salted with our own number, and too
 * short to single anybody out. The name stands in only where nothing else identifies the party.
 */
export async function sentAs(number: string, said: Said): Promise<readonly string[]> {
  const { email, vatNumber, organisationNumber } = said;
  const identities = [
    ...(email === null ? [] : [`email ${foldEmail(email)}`]),
    ...(vatNumber === null ? [] : [`vat-number ${foldNumber(vatNumber)}`]),
    ...(organisationNumber === null
      ? []
      : [`organisation-number ${foldNumber(organisationNumber)}`]),
  ];
  const named = identities.length === 0 ? [`name ${said.name.trim().toLowerCase()}`] : identities;
  return Promise.all(named.map((identity) => hexOf(`${number} ${said.kind} ${identity}`, DIGITS)));
}

/** It has our number, and is in identity and kind what one of our creations was sent as. */
export async function isAsSent(
  found: FoundCustomer,
  number: string,
  journal: readonly JournalEntry[],
): Promise<boolean> {
  const sent = journal.flatMap((entry) =>
    entry.kind === "customer.create" ? (entry.sentAs ?? []) : [],
  );
  return sent.length > 0 && (await sentAs(number, found)).some((one) => sent.includes(one));
}
