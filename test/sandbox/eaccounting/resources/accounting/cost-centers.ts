// Cost centres: at most three, which are there from the beginning and can be named and put away, and their items.
import type { Entity, Json } from "../../json.ts";
import { textOf } from "../../../kit/text.ts";
import { costCenterFields, costCenterItemFields } from "../../schema/accounting.ts";
import type { Act } from "../../vendor/act.ts";
import { acceptBody } from "../../vendor/body.ts";
import { endpoint, ok } from "../../vendor/endpoint.ts";
import { shownFields } from "../../vendor/extra-fields.ts";
import { invalid, notFound, VendorFault } from "../../vendor/fault.ts";
import { answerList } from "../../vendor/list-answer.ts";
import { stored } from "../../vendor/mount.ts";
import { commit, type Resource, SALES_OR_ACCOUNTING, show } from "../../vendor/resource.ts";
import type { Site } from "../../vendor/site.ts";
import { newId } from "../new-id.ts";

export const costCenters: Resource<Entity> = {
  path: "costcenters",
  entity: "CostCenter",
  fields: costCenterFields,
  scopes: SALES_OR_ACCOUNTING,
  table: (company) => company.costCenters,
  view: (act) => (row) => ({
    ...row,
    Items: act.company.costCenterItems.all().filter((item) => item["CostCenterId"] === row.Id),
  }),
};

export const costCenterItems: Resource<Entity> = {
  path: "costcenteritems",
  entity: "CostCenterItem",
  fields: costCenterItemFields,
  scopes: SALES_OR_ACCOUNTING,
  table: (company) => company.costCenterItems,
};

/** No list of items, no single cost centre, no way to make a fourth. */
export function mountCostCenters(site: Site): void {
  const { read, write } = SALES_OR_ACCOUNTING;
  endpoint(site, { method: "GET", path: "/costcenters", scopes: read }, (act, { query }) =>
    ok(answerList(act, costCenters, query)),
  );
  endpoint(
    site,
    { method: "PUT", path: "/costcenters/:id", scopes: write, body: "required" },
    (act, { param, body }) => {
      const before = stored(act, costCenters, param("id"));
      const after = {
        ...before,
        ...acceptBody(act, costCenterFields, body, show(act, costCenters, before)),
        Id: before.Id,
      };
      return ok(
        shownFields(
          act,
          costCenterFields,
          show(act, costCenters, commit(act, costCenters, before, after)),
        ),
      );
    },
  );
  endpoint(site, { method: "GET", path: "/costcenteritems/:id", scopes: read }, (act, { param }) =>
    ok(shownFields(act, costCenterItemFields, stored(act, costCenterItems, param("id")))),
  );
  endpoint(
    site,
    { method: "POST", path: "/costcenteritems", scopes: write, body: "required" },
    (act, { body }) =>
      ok(
        shownFields(
          act,
          costCenterItemFields,
          commit(
            act,
            costCenterItems,
            null,
            item(act, acceptBody(act, costCenterItemFields, body, null), null),
          ),
        ),
        201,
      ),
  );
  endpoint(
    site,
    { method: "PUT", path: "/costcenteritems/:id", scopes: write, body: "required" },
    (act, { param, body }) => {
      const before = stored(act, costCenterItems, param("id"));
      return ok(
        shownFields(
          act,
          costCenterItemFields,
          commit(
            act,
            costCenterItems,
            before,
            item(act, acceptBody(act, costCenterItemFields, body, before), before),
          ),
        ),
      );
    },
  );
}

function item(act: Act, value: Record<string, Json>, before: Entity | null): Entity {
  const center = textOf(value["CostCenterId"]);
  if (act.company.costCenters.get(center) === null) throw notFound("CostCenter", center);
  if (before !== null && before["CostCenterId"] !== center)
    throw invalid("CostCenterId", "The cost center of an item can not be changed.");
  const name = textOf(value["ShortName"]).toLowerCase();
  const other = act.company.costCenterItems.find(
    (one) => one["CostCenterId"] === center && textOf(one["ShortName"]).toLowerCase() === name,
  );
  if (other !== null && other.Id !== before?.Id)
    throw new VendorFault(
      4000,
      `ConflictException - A cost center item ${textOf(value["ShortName"])} already exists.`,
    );
  return {
    ...value,
    Id: before?.Id ?? newId(),
    CreatedUtc: before?.["CreatedUtc"] ?? act.world.stamp(),
  };
}
