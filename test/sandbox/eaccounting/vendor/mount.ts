// The usual routes of a resource: list, one, create, replace, remove, as far as the resource has them.
import type { Entity } from "../json.ts";
import type { Act } from "./act.ts";
import { endpoint, ok } from "./endpoint.ts";
import { shownFields } from "./extra-fields.ts";
import { notFound, VendorFault } from "./fault.ts";
import { answerList } from "./list-answer.ts";
import { commit, type Resource, show } from "./resource.ts";
import type { Site } from "./site.ts";

export function mount<Row extends Entity>(site: Site, resource: Resource<Row>): void {
  const { path, scopes, module, variants, create, replace, remove } = resource;
  const all = `/${path}`;
  const one = `/${path}/:id`;
  const shown = (act: Act, row: Row) => shownFields(act, resource.fields, show(act, resource, row));

  endpoint(
    site,
    { method: "GET", path: all, scopes: scopes.read, module, variants },
    (act, { query }) => ok(answerList(act, resource, query)),
  );
  if (resource.noSingle !== true) {
    endpoint(
      site,
      { method: "GET", path: one, scopes: scopes.read, module, variants },
      (act, { param }) => ok(shown(act, stored(act, resource, param("id")))),
    );
  }
  if (create !== undefined) {
    endpoint(
      site,
      { method: "POST", path: all, scopes: scopes.write, module, variants, body: "required" },
      (act, { body }) =>
        ok(
          shown(act, commit(act, resource, null, create(act, body))),
          resource.createdStatus ?? 201,
        ),
    );
  }
  if (replace !== undefined) {
    endpoint(
      site,
      { method: "PUT", path: one, scopes: scopes.write, module, variants, body: "required" },
      (act, { param, body }) => {
        const before = stored(act, resource, param("id"));
        return ok(
          shown(act, commit(act, resource, before, replace(act, before, body))),
          resource.replacedStatus ?? 200,
        );
      },
    );
  }
  if (remove !== undefined) {
    endpoint(
      site,
      { method: "DELETE", path: one, scopes: scopes.write, module, variants },
      (act, { param }) => {
        const before = stored(act, resource, param("id"));
        remove(act, before);
        resource.table(act.company).remove(before.Id, act.world.now());
        resource.committed?.(act, before, null);
        return ok(null);
      },
    );
  }
}

/** An id in the path that isn't there is a 404, whatever status an id in a body gets. */
export function stored<Row extends Entity>(act: Act, resource: Resource<Row>, id: string): Row {
  const row = resource.table(act.company).get(id);
  if (row !== null) return row;
  const fault = notFound(resource.entity, id);
  throw new VendorFault(fault.code, fault.message, { status: 404 });
}
