// Fiscal years: opened one after the other, locked and unlocked, each with a chart of its own; and the opening balances
// of the first one, which must come to nought.
import { Big } from "big.js";
import { type Entity, isJsonObject, type Json } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import { toNumber } from "../../money/round.ts";
import { sum } from "../../money/totals.ts";
import {
  fiscalYearFields,
  fiscalYearUpdateFields,
  openingBalanceFields,
  openingBalanceUpdateFields,
} from "../../schema/accounting.ts";
import type { Act } from "../../vendor/act.ts";
import { acceptBody } from "../../vendor/body.ts";
import { endpoint, ok } from "../../vendor/endpoint.ts";
import { invalid, VendorFault } from "../../vendor/fault.ts";
import { answerList } from "../../vendor/list-answer.ts";
import { mount } from "../../vendor/mount.ts";
import { queryFlags } from "../../vendor/query-flags.ts";
import { type Resource, SALES_OR_ACCOUNTING } from "../../vendor/resource.ts";
import type { Site } from "../../vendor/site.ts";
import type { FiscalYear } from "../../world/entities.ts";
import { Table } from "../../world/table.ts";
import { newId } from "../new-id.ts";

export const fiscalYears: Resource<FiscalYear> = {
  path: "fiscalyears",
  entity: "FiscalYear",
  fields: fiscalYearFields,
  scopes: SALES_OR_ACCOUNTING,
  table: (company) => company.fiscalYears,
  create: (act, body) => open(act, acceptBody(act, fiscalYearFields, body, null)),
  replace: (act, before, body) => ({
    ...before,
    IsLockedForAccounting:
      acceptBody(act, fiscalYearUpdateFields, body, before)["IsLockedForAccounting"] === true,
  }),
  committed: (act, before, after) => {
    if (before === null && after !== null) copyChart(act, after);
  },
};

const MOST_MONTHS = 18;

function open(act: Act, value: Record<string, Json>): FiscalYear {
  const [start, end] = [textOf(value["StartDate"]), textOf(value["EndDate"])];
  if (end <= start) throw invalid("EndDate", "The fiscal year must end after it starts.");
  if (
    act.company.fiscalYears.find((year) => year.StartDate <= end && start <= year.EndDate) !== null
  )
    throw new VendorFault(
      4020,
      "FiscalYearOverlapsException - The fiscal year overlaps another one.",
    );
  if (months(start, end) > MOST_MONTHS)
    throw new VendorFault(
      4021,
      `FiscalYearTooLongException - A fiscal year can have at most ${MOST_MONTHS} months.`,
    );
  if (!isLastOfMonth(end))
    throw new VendorFault(
      4022,
      "FiscalYearEndException - The fiscal year must end on the last day of a month.",
    );
  const before = act.company.fiscalYears
    .all()
    .toSorted((a, b) => (a.StartDate < b.StartDate ? -1 : 1))
    .at(-1);
  return {
    Id: newId(),
    StartDate: start,
    EndDate: end,
    IsLockedForAccounting: false,
    BookkeepingMethod: before?.BookkeepingMethod ?? 0,
  };
}

function months(start: string, end: string): number {
  return (
    (Number(end.slice(0, 4)) - Number(start.slice(0, 4))) * 12 +
    Number(end.slice(5, 7)) -
    Number(start.slice(5, 7)) +
    1
  );
}

function isLastOfMonth(day: string): boolean {
  return new Date(Date.parse(day) + 86_400_000).getUTCDate() === 1;
}

/** A new year's accounts are those of the year nearest to it. */
function copyChart(act: Act, year: FiscalYear): void {
  const { company, world } = act;
  const others = company.fiscalYears
    .all()
    .filter(
      (other) =>
        other.Id !== year.Id &&
        company.accounts.find((account) => account.FiscalYearId === other.Id) !== null,
    );
  const nearest = others.toSorted((a, b) => distance(a, year) - distance(b, year))[0];
  for (const account of company.accounts.all()) {
    if (account.FiscalYearId === nearest?.Id)
      company.accounts.commit({ ...account, Id: newId(), FiscalYearId: year.Id }, world.now());
  }
}

function distance(a: FiscalYear, b: FiscalYear): number {
  return Math.abs(Date.parse(a.StartDate) - Date.parse(b.StartDate));
}

export function mountFiscalYears(site: Site): void {
  const { read, write } = SALES_OR_ACCOUNTING;
  // Before the single year, whose path it would be.
  endpoint(
    site,
    { method: "GET", path: "/fiscalyears/openingbalances", scopes: read },
    (act, { query }) => {
      const table = new Table<Entity>();
      for (const [number, balance] of act.company.openingBalances)
        table.commit(
          {
            Id: String(number),
            Number: number,
            Name: nameOf(act, number),
            Balance: toNumber(balance),
          },
          0,
        );
      return ok(
        answerList(
          act,
          {
            path: "openingbalances",
            entity: "OpeningBalances",
            fields: openingBalanceFields,
            scopes: SALES_OR_ACCOUNTING,
            table: () => table,
          },
          query,
        ),
      );
    },
  );
  endpoint(
    site,
    { method: "PUT", path: "/fiscalyears/openingbalances", scopes: write, body: "list" },
    (act, { query, list }) => {
      setOpening(
        act,
        list,
        queryFlags(act, query, { enableInactiveAccounts: true }).enableInactiveAccounts,
      );
      return ok(null);
    },
  );
  mount(site, fiscalYears);
}

function firstDay(act: Act): string {
  return (
    act.company.fiscalYears
      .all()
      .map((year) => year.StartDate)
      .toSorted()[0] ?? ""
  );
}

function nameOf(act: Act, number: number): string | null {
  return act.company.account(firstDay(act), number)?.Name ?? null;
}

function setOpening(act: Act, given: readonly Json[], enables: boolean): void {
  const { company } = act;
  const day = firstDay(act);
  const wanted = new Map(company.openingBalances);
  for (const row of given.filter(isJsonObject)) {
    const value = acceptBody(act, openingBalanceUpdateFields, row, null);
    const number = Number(value["AccountNumber"]);
    const account = company.account(day, number);
    if (account === null)
      throw new VendorFault(3002, `AccountNotFoundException - There is no account ${number}.`);
    if (!account.IsActive && !enables)
      throw invalid("AccountNumber", `The account ${number} is not active.`);
    wanted.set(number, new Big(Number(value["Balance"])));
  }
  if (!sum([...wanted.values()]).eq(0))
    throw invalid("Balance", "The sum of all opening balances must be zero.");
  for (const [number, balance] of wanted) company.openingBalances.set(number, balance);
}
