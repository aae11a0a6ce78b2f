// The chart of accounts, one for each fiscal year, and what the accounts come to on a day. Numbers are texts here and
// numbers in balances and vouchers.
import { toNumber } from "../../money/round.ts";
import type { Entity, Json, JsonObject } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import { accountFields, balanceFields } from "../../schema/accounting.ts";
import type { Act } from "../../vendor/act.ts";
import { acceptBody } from "../../vendor/body.ts";
import { endpoint, ok } from "../../vendor/endpoint.ts";
import { shownFields } from "../../vendor/extra-fields.ts";
import { invalid, notFound, VendorFault } from "../../vendor/fault.ts";
import { answerList } from "../../vendor/list-answer.ts";
import { mount } from "../../vendor/mount.ts";
import { queryFlags } from "../../vendor/query-flags.ts";
import { ACCOUNTING, BOOKKEEPING, type Resource } from "../../vendor/resource.ts";
import type { Site } from "../../vendor/site.ts";
import type { Account } from "../../world/entities.ts";
import { Table } from "../../world/table.ts";
import { trialBalance } from "../ledger/balances.ts";
import { newId } from "../new-id.ts";

export const accounts: Resource<Account> = {
  path: "accounts",
  entity: "Account",
  fields: accountFields,
  scopes: ACCOUNTING,
  variants: BOOKKEEPING,
  table: (company) => company.accounts,
  view,
  noSingle: true,
};

function view(act: Act): (row: Account) => JsonObject {
  return (row) => ({
    ...row,
    VatCodeDescription: act.company.vatCodes.get(row.VatCodeId ?? "")?.["Description"] ?? null,
  });
}

export function mountAccounts(site: Site): void {
  mount(site, accounts);
  const read = { method: "GET", scopes: ACCOUNTING.read, variants: BOOKKEEPING } as const;
  const shown = (act: Act, row: Account): JsonObject =>
    shownFields(act, accountFields, view(act)(row));
  endpoint(site, { ...read, path: "/accounts/:fiscalyearid" }, (act, { param, query }) => {
    requireYear(act, param("fiscalyearid"), 404);
    return ok(
      answerList(act, accounts, query, (row) => row.FiscalYearId === param("fiscalyearid")),
    );
  });
  endpoint(site, { ...read, path: "/accounts/:fiscalyearid/:number" }, (act, { param }) =>
    ok(shown(act, one(act, param("fiscalyearid"), param("number")))),
  );
  endpoint(
    site,
    {
      method: "POST",
      path: "/accounts",
      scopes: ACCOUNTING.write,
      variants: BOOKKEEPING,
      body: "required",
    },
    (act, { query, body }) => {
      queryFlags(act, query, { useDefaultAccountType: true });
      return ok(
        shown(
          act,
          act.company.accounts.commit(
            complete(act, acceptBody(act, accountFields, body, null), null),
            act.world.now(),
          ),
        ),
        201,
      );
    },
  );
  endpoint(
    site,
    {
      method: "PUT",
      path: "/accounts/:fiscalyearid/:number",
      scopes: ACCOUNTING.write,
      variants: BOOKKEEPING,
      body: "required",
    },
    (act, { param, body }) => {
      const before = one(act, param("fiscalyearid"), param("number"));
      return ok(
        shown(
          act,
          act.company.accounts.commit(
            complete(act, acceptBody(act, accountFields, body, view(act)(before)), before),
            act.world.now(),
          ),
        ),
      );
    },
  );
  mountBalances(site);
}

function one(act: Act, yearId: string, number: string): Account {
  const account = find(act, yearId, number);
  if (account !== null) return account;
  throw new VendorFault(3002, `AccountNotFoundException - There is no account ${number}.`, {
    status: 404,
  });
}

function find(act: Act, yearId: string, number: string): Account | null {
  return act.company.accounts.find(
    (account) => account.FiscalYearId === yearId && account.Number === number,
  );
}

function requireYear(act: Act, id: string, status?: number): void {
  if (act.company.fiscalYears.get(id) !== null) return;
  throw new VendorFault(
    3000,
    notFound("FiscalYear", id).message,
    status === undefined ? {} : { status },
  );
}

function complete(act: Act, value: Record<string, Json>, before: Account | null): Account {
  const number = textOf(value["Number"]);
  const digits = Number(act.company.settings["AccountNumberDigits"] ?? 4);
  if (!/^\d+$/.test(number) || number.length !== digits)
    throw invalid("Number", `The account number must have ${digits} digits.`);
  const yearId = textOf(value["FiscalYearId"]);
  requireYear(act, yearId);
  const other = find(act, yearId, number);
  if (other !== null && other.Id !== before?.Id)
    throw new VendorFault(
      4000,
      `ConflictException - The account ${number} already exists in the fiscal year.`,
    );
  const code = value["VatCodeId"];
  if (typeof code === "string" && act.company.vatCodes.get(code) === null)
    throw notFound("VatCode", code);
  const stamp = act.world.stamp();
  const kept = {
    Type: before?.["Type"] ?? typeOf(number),
    TypeDescription: null,
    ReferenceCode: null,
    Description: null,
    CreatedUtc: before?.["CreatedUtc"] ?? stamp,
  };
  return { ...value, ...kept, Id: before?.Id ?? newId(), ModifiedUtc: stamp } as unknown as Account;
}

/** By the first digit of the Swedish plan. */
function typeOf(number: string): number {
  return { "1": 5, "2": 15, "3": 20, "8": 28 }[number.slice(0, 1)] ?? 24;
}

/** Worked out for the answer, so the list has a table of its own each time. */
function mountBalances(site: Site): void {
  const read = { method: "GET", scopes: ACCOUNTING.read, variants: BOOKKEEPING } as const;
  endpoint(site, { ...read, path: "/accountbalances/:date" }, (act, { param, query }) => {
    const table = new Table<Entity>();
    for (const row of balances(act, param("date"))) table.commit(row, 0);
    return ok(
      answerList(
        act,
        {
          path: "accountbalances",
          entity: "AccountBalance",
          fields: balanceFields,
          scopes: ACCOUNTING,
          table: () => table,
          unfilterable: ["AccountTypeDescription"],
        },
        query,
      ),
    );
  });
  endpoint(site, { ...read, path: "/accountbalances/:number/:date" }, (act, { param }) => {
    const row = balances(act, param("date")).find(
      (balance) => textOf(balance["AccountNumber"]) === param("number"),
    );
    if (row !== undefined) return ok(shownFields(act, balanceFields, row));
    throw new VendorFault(
      3002,
      `AccountNotFoundException - There is no account ${param("number")}.`,
      { status: 404 },
    );
  });
}

function balances(act: Act, date: string): Entity[] {
  const day = date.slice(0, 10);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day))
    throw new VendorFault(6001, `InvalidInput - '${date}' is not a valid date.`);
  const year = act.company.fiscalYearOf(day);
  if (year === null)
    throw new VendorFault(
      3001,
      `FiscalYearDoesNotExistException - There is no fiscal year for the date ${day}.`,
    );
  const sums = new Map(trialBalance(act.company, day).map((row) => [row.account, row.balance]));
  const chart = act.company.accounts.all().filter((account) => account.FiscalYearId === year.Id);
  return chart.map((account) => {
    const balance = sums.get(Number(account.Number));
    return {
      Id: account.Id,
      AccountNumber: Number(account.Number),
      AccountName: account.Name,
      Balance: balance === undefined ? 0 : toNumber(balance),
      AccountType: account["Type"] ?? 0,
      AccountTypeDescription: null,
    };
  });
}
