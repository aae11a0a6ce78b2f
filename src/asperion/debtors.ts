/**
 * Debtors (`/v1/debtors`; seen in a public client). Street and house number share one line, and
 * there is one address.
 */
import { z } from "zod";
import { foldEmail } from "../domain/parties/party.ts";
import type { SendRead } from "../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../domain/result.ts";
import { FILTERS, ORDER_BY_ID, PATHS } from "./contract.ts";
import { isQueryRefused } from "./errors.ts";
import { listQuery, readList } from "./paging.ts";
import { type OneOf, type ReadMode, type ReadOne, readOne } from "./read-one.ts";
import { blankToNull, get, optionalId } from "./request.ts";

const debtorSchema = z.looseObject({
  id: z.int(),
  customerNumber: blankToNull,
  name: z.string(),
  address: blankToNull,
  addressLine2: blankToNull,
  addressLine3: blankToNull,
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

/** Reads one debtor of this administration. `mode`: how the tenant's last debtor was read. */
export function readDebtor(
  send: SendRead,
  id: number,
  administrationId: number,
  mode: ReadMode,
): Promise<Result<ReadOne<AsperionDebtor>, Failure>> {
  return readOne(send, DEBTOR, id, administrationId, mode);
}

type DebtorSearch = "number" | "email" | "name";

const SEARCHES: Readonly<
  Record<
    DebtorSearch,
    { readonly filter: string; readonly fits: (debtor: AsperionDebtor, text: string) => boolean }
  >
> = {
  number: {
    filter: FILTERS.customerNumber,
    fits: ({ customerNumber }, text) => customerNumber?.trim().toLowerCase() === text.toLowerCase(),
  },
  email: {
    filter: FILTERS.emailAddress,
    fits: ({ emailAddress }, text) =>
      emailAddress !== null && foldEmail(emailAddress) === foldEmail(text),
  },
  name: {
    filter: FILTERS.name,
    fits: ({ name }, text) => name.toLowerCase().includes(text.toLowerCase()),
  },
};

const SEARCH_PAGES = 3;

/**
 * Returns debtors with this number or e-mail address, or with this text in their name. The vendor's
 * text filters match more, so each is compared again. `null`: the filter is refused or ignored, so
 * an absence proves nothing.
 */
export async function findDebtors(
  send: SendRead,
  by: DebtorSearch,
  text: string,
  administrationId: number,
): Promise<
  Result<
    { readonly debtors: readonly AsperionDebtor[]; readonly complete: boolean } | null,
    Failure
  >
> {
  const { filter, fits } = SEARCHES[by];
  const found: AsperionDebtor[] = [];
  let next: number | null = 1;
  for (let read = 0; next !== null && read < SEARCH_PAGES; read += 1) {
    const answer = await send(
      get(PATHS.debtors, "debtors", { query: listQuery({ [filter]: text }, next, ORDER_BY_ID) }),
    );
    if (!answer.ok) return isQueryRefused(answer.error) ? ok(null) : answer;
    const page: ReturnType<typeof readList<AsperionDebtor>> = readList(
      debtorSchema,
      answer.value,
      administrationId,
    );
    if (!page.ok) return page;
    found.push(...page.value.items.filter((debtor) => fits(debtor, text)));
    next = page.value.nextPage;
  }
  return ok(
    found.length === 0 && next !== null ? null : { debtors: found, complete: next === null },
  );
}
