/**
 * How each list of names is read: a line each. Another list is another line here and its name in
 * src/domain/ledger/names.ts.
 */
import * as shop from "../../asperion/reference-lists.ts";
import * as ledger from "../../eaccounting/reference-lists.ts";
import * as choices from "../../eaccounting/named-lists.ts";
import { readAllPages } from "../../asperion/paging.ts";
import {
  type NameEntry,
  type NameFault,
  type NameListName,
  NAME_LISTS,
  type NameList,
} from "../../domain/ledger/names.ts";
import type { SendRead } from "../../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import { customerLabels } from "../../eaccounting/labels.ts";
import { readAll, readMost, type WholeList } from "../../eaccounting/paging.ts";
import { dec, plain, type Decimal } from "../../domain/money.ts";
import type { Settings } from "../../settings/schema.ts";
import type { ListsPatch } from "../lists-patch.ts";
import { namedArticles, namedCustomers, namedDebtors } from "./parties.ts";
import type { FlowEnd, FlowPorts } from "../port.ts";
import { flowEnd } from "../flow-end.ts";

/** A list that wasn't read to its end. */
type Cut = { readonly entries: readonly NameEntry[]; readonly more: true };

/** Returns what was read of a list, and whether it continues. */
export const listed = (
  read: readonly NameEntry[] | Cut,
): { readonly entries: readonly NameEntry[]; readonly more?: true } =>
  "more" in read ? read : { entries: read };

/** Suppliers to choose from, at most: many pages read the stored lists. */
const MAX_SUPPLIERS = 3_000;

type ReadNames = (
  send: SendRead,
  administrationId: number,
  settings: Settings,
  save: (patch: ListsPatch) => void,
) => Promise<Result<readonly NameEntry[] | Cut, Failure>>;

const plainEntry = ({ id, name }: { readonly id: string; readonly name: string }): NameEntry => ({
  id,
  name,
  note: null,
});
const percent = (rate: Decimal): string => `${plain(dec(rate).times(100))} %`;

function reported<T>(
  read: Result<readonly T[], Failure>,
  entry: (item: T) => NameEntry,
): Result<readonly NameEntry[], Failure> {
  return read.ok ? ok(read.value.map(entry)) : read;
}

/** All of a list of the ledger. */
const all =
  <T>(list: WholeList<T>, entry: (item: T) => NameEntry): ReadNames =>
  async (send) =>
    reported(await readAll(send, list), entry);

/** Choices of the shop: an id and a name each. */
const choicesOf =
  (list: typeof shop.paymentMethods): ReadNames =>
  async (send, id) =>
    reported(await readAllPages(send, list, id), plainEntry);

const costCenter =
  (center: number): ReadNames =>
  async (send) => {
    const read = await readAll(send, choices.costCenterItems);
    return read.ok
      ? ok(
          read.value
            .filter((item) => item.center === center)
            .map(({ id, name, short }) => ({ id, name, note: short })),
        )
      : read;
  };

/** Each account with the VAT code that it has, where the ledger's codes can be read. */
async function readChart(send: SendRead): Promise<Result<readonly NameEntry[], Failure>> {
  const read = await readAll(send, choices.accounts);
  if (!read.ok) return read;
  const codes = await readAll(send, choices.vatCodes);
  if (!codes.ok && lasting(codes.error) === null) return codes;
  const entry = (account: choices.LedgerAccount): NameEntry => {
    const vat = codes.ok ? choices.vatOfAccount(account, codes.value) : null;
    return {
      id: account.number,
      name: `${account.number} ${account.name}`,
      note: null,
      ...(vat === null ? {} : { vat }),
    };
  };
  // An account stands in the list once for each fiscal year.
  return ok([...new Map(read.value.map((one) => [one.number, entry(one)])).values()]);
}

/** `null`: it passes, or it concerns more than this list. */
function lasting(failure: Failure): NameFault | null {
  if (failure.kind === "no-access") return "no-access";
  return failure.kind === "contract" || failure.kind === "not-found" || failure.kind === "rejected"
    ? "unreadable"
    : null;
}

/**
 * Lists that field rules alone choose from. Most shops need none of them, and not every company has
 * them: one that the vendor fails to answer keeps no other from being read.
 */
const RARE: ReadonlySet<NameListName> = new Set<NameListName>([
  "eaccounting.deliveryTerms",
  "eaccounting.backgrounds",
  "eaccounting.suppliers",
]);

/** Returns the fault of an unreadable list; `null`: all of it is tried again. */
const faultOf = (name: NameListName, failure: Failure): NameFault | null =>
  RARE.has(name) && (failure.kind === "transient" || failure.kind === "stopped")
    ? "later"
    : lasting(failure);

export const READ_NAMES: Readonly<Record<NameListName, ReadNames>> = {
  "asperion.paymentConditions": choicesOf(shop.paymentConditions),
  "asperion.paymentMethods": choicesOf(shop.paymentMethods),
  "asperion.deliveryMethods": choicesOf(shop.deliveryMethods),
  "asperion.vatCodes": async (send, id) =>
    reported(await readAllPages(send, shop.vatCodes, id), ({ id: code, description, rate }) => ({
      id: code,
      name: description,
      note: percent(rate),
    })),
  "asperion.salesTypes": choicesOf(shop.salesTypes),
  "eaccounting.termsOfPayment": all(ledger.termsOfPayments, ({ id, name, days }) => ({
    id,
    name,
    note: String(days),
  })),
  "eaccounting.deliveryMethods": all(ledger.deliveryMethods, ({ id, name, code }) => ({
    id,
    name,
    note: code,
  })),
  "eaccounting.bankAccounts": all(choices.bankAccounts, ({ id, name, account, currency }) => ({
    id,
    name,
    note: [account, currency].filter((part) => part !== null).join(", ") || null,
  })),
  "eaccounting.codings": async (send, _, __, save) => {
    const read = await readAll(send, ledger.codings);
    // Kept whole as well: by them the system articles are shown before they are made.
    if (read.ok && read.value.length > 0) save({ codings: read.value });
    return read.ok
      ? reported(ok(read.value.filter((coding) => coding.active)), ({ id, name, vatRate }) => ({
          id,
          name,
          note: percent(vatRate),
        }))
      : read;
  },
  "eaccounting.units": all(ledger.units, ({ id, name, short }) => ({
    id,
    name,
    note: short,
  })),
  "eaccounting.vatCodes": all(choices.vatCodes, ({ code, name, rate }) => ({
    id: code,
    name,
    note: percent(rate),
  })),
  "eaccounting.accounts": readChart,
  "eaccounting.labels": all(customerLabels, ({ name }) => plainEntry({ id: name, name })),
  "eaccounting.currencies": all(ledger.currencies, (code) => plainEntry({ id: code, name: code })),
  "eaccounting.costCenter1": costCenter(1),
  "eaccounting.costCenter2": costCenter(2),
  "eaccounting.costCenter3": costCenter(3),
  "eaccounting.projects": all(choices.projects, ({ id, number, name }) =>
    plainEntry({ id, name: `${number} ${name}` }),
  ),
  "eaccounting.deliveryTerms": async (send) => readAll(send, choices.deliveryTerms),
  "eaccounting.backgrounds": async (send) => readAll(send, choices.backgrounds),
  "eaccounting.suppliers": async (send) => {
    const read = await readMost(send, choices.suppliers, MAX_SUPPLIERS);
    if (!read.ok) return read;
    const { items, more } = read.value;
    return ok(more ? { entries: items, more } : items);
  },
  "asperion.debtors": (send, id, settings) => namedDebtors(send, id, settings),
  "eaccounting.customers": (send, _, settings) => namedCustomers(send, settings),
  "eaccounting.articles": (send, _, settings) => namedArticles(send, settings),
};

/**
 * Reads the names that settings choose from, on both sides. A list that this company's variant,
 * modules or scopes don't give is an answer, told with the list: it fails nothing, as no order
 * needs it. What passes (a vendor that can't be reached, a limit) is tried again like any job.
 */
export async function readNames(
  ports: Pick<FlowPorts, "readPage" | "administrationId" | "now" | "saveLists" | "settings">,
): Promise<Result<FlowEnd, Failure>> {
  const names: Partial<Record<NameListName, NameList>> = {};
  for (const name of NAME_LISTS) {
    const read = await READ_NAMES[name](
      ports.readPage,
      ports.administrationId,
      ports.settings,
      (patch) => ports.saveLists(patch),
    );
    const readNow = { readAt: ports.now(), fault: null };
    const fault = read.ok ? null : faultOf(name, read.error);
    if (!read.ok && fault === null) return read;
    names[name] = read.ok
      ? { ...listed(read.value), ...readNow }
      : { entries: [], readAt: null, fault };
  }
  ports.saveLists({ names });
  return ok(flowEnd("updated"));
}
