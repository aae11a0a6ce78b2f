// Projects: unique number, a customer that exists, no deletion.
import type { Entity, Json, JsonObject } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import { projectFields } from "../../schema/accounting.ts";
import type { Act } from "../../vendor/act.ts";
import { acceptBody } from "../../vendor/body.ts";
import { invalid, notFound, VendorFault } from "../../vendor/fault.ts";
import { ACCOUNTING, ANY, type Resource } from "../../vendor/resource.ts";
import { newId } from "../new-id.ts";

export const projects: Resource<Entity> = {
  path: "projects",
  entity: "Project",
  fields: projectFields,
  scopes: { read: ANY.read, write: ACCOUNTING.write },
  table: (company) => company.projects,
  create: (act, body) => complete(act, acceptBody(act, projectFields, body, null), null),
  replace: (act, before, body) =>
    complete(act, acceptBody(act, projectFields, body, view(act)(before)), before),
  // Documented so, unlike every other resource.
  replacedStatus: 201,
  view,
};

function view(act: Act): (row: Entity) => JsonObject {
  return (row) => ({
    ...row,
    CustomerName: act.company.customers.get(textOf(row["CustomerId"]))?.Name ?? null,
  });
}

function complete(act: Act, value: Record<string, Json>, before: Entity | null): Entity {
  const number = textOf(value["Number"]);
  const other = act.company.projects.find(
    (project) => textOf(project["Number"]).toLowerCase() === number.toLowerCase(),
  );
  if (other !== null && other.Id !== before?.Id)
    throw new VendorFault(
      4000,
      `ConflictException - A project with number ${number} already exists.`,
    );
  const customer = value["CustomerId"];
  if (typeof customer === "string" && act.company.customers.get(customer) === null)
    throw notFound("Customer", customer);
  const end = value["EndDate"];
  if (typeof end === "string" && end < textOf(value["StartDate"]))
    throw invalid("EndDate", "The project must end after it starts.");
  return { ...value, Id: before?.Id ?? newId(), ModifiedUtc: act.world.stamp() };
}
