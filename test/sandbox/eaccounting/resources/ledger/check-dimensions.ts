// Project and cost centres of a row: there must be such, still in use, and on an account that takes them.
import type { Json } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import type { Act } from "../../vendor/act.ts";
import { invalid, notFound, VendorFault } from "../../vendor/fault.ts";
import type { Account } from "../../world/entities.ts";
import type { Dimensions } from "./dimensions.ts";

const COST_CENTERS = ["CostCenterItemId1", "CostCenterItemId2", "CostCenterItemId3"] as const;

/** `account` is null where the row doesn't say where it books to: then only existence counts. */
export function checkDimensions(
  act: Act,
  dimensions: Dimensions,
  at: string,
  account: Account | null,
  day: string,
): void {
  checkProject(act, dimensions.ProjectId, day);
  for (const [index, name] of COST_CENTERS.entries()) checkItem(act, dimensions[name], index + 1);
  if (account === null) return;
  const used = COST_CENTERS.filter((name) => dimensions[name] !== null);
  const [first] = used;
  if (first !== undefined && !account.IsCostCenterAllowed)
    throw invalid(`${at}.${first}`, `The account ${account.Number} does not allow cost centers.`);
  if (dimensions.ProjectId !== null && !account.IsProjectAllowed)
    throw invalid(`${at}.ProjectId`, `The account ${account.Number} does not allow projects.`);
  if (account.IsFirstCostCenterMandatory && dimensions.CostCenterItemId1 === null)
    throw invalid(
      `${at}.CostCenterItemId1`,
      `The account ${account.Number} must have a cost center.`,
    );
}

function checkProject(act: Act, id: Json, day: string): void {
  if (typeof id !== "string") return;
  const project = act.company.projects.get(id);
  if (project === null) throw notFound("Project", id);
  const end = project["EndDate"];
  if (project["Status"] === 2 || (typeof end === "string" && end < day))
    throw new VendorFault(
      5005,
      `ProjectEndedException - The project ${textOf(project["Number"])} has ended.`,
    );
}

function checkItem(act: Act, id: Json, number: number): void {
  if (typeof id !== "string") return;
  const item = act.company.costCenterItems.get(id);
  const center = item === null ? null : act.company.costCenters.get(textOf(item["CostCenterId"]));
  if (item === null || center === null || center["Number"] !== number)
    throw notFound("CostCenterItem", id);
  if (item["IsActive"] !== true || center["IsActive"] !== true)
    throw new VendorFault(
      5006,
      `InactiveCostCenterException - The cost center item ${textOf(item["ShortName"])} is not active.`,
    );
}
