// The read-only lists: administrations, VAT codes, conditions, methods, sales types, ledger look-ups.
// Administrations are the user's own; the list needs no administration and names the one that is served.
import { Hono } from "hono";
import type { SandboxEnv } from "../kit/socket.ts";
import type { Filters } from "./filters.ts";
import { gate, type Vendor } from "./gate.ts";
import { list } from "./list.ts";
import { problem } from "./problem.ts";
import { single } from "./single.ts";
import type { Lookups } from "./store.ts";
import type { Administration } from "./types.ts";

const LOOKUPS = [
  "vatcodes",
  "paymentconditions",
  "paymentmethods",
  "deliverymethods",
  "salestypes",
  "journals",
  "ledgeraccounts",
  "costcenters",
] as const satisfies readonly (keyof Lookups)[];

const administrationFilters: Filters<Administration> = {
  Id: { kind: "number", read: (row) => row.id },
  Name: { kind: "text", read: (row) => row.name },
};

interface Described {
  readonly id: string | number;
  readonly description: string;
}

/** An id is text or number, as the list has it. */
function lookupFilters(rows: readonly Described[]): Filters<Described> {
  const description = { kind: "text", read: (row: Described) => row.description } as const;
  return typeof rows[0]?.id === "number"
    ? { Id: { kind: "number", read: (row) => Number(row.id) }, Description: description }
    : { Id: { kind: "text", read: (row) => String(row.id) }, Description: description };
}

export function lookupRoutes(vendor: Vendor): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  const serve = gate(vendor);

  app.get(
    "/v1/administrations",
    serve((c, books, user) => {
      const rows = user.administrationIds.flatMap(
        (id) => vendor.store().books.get(id)?.administration ?? [],
      );
      return list(c, {
        vendor,
        administration: books.administration,
        rows,
        filters: administrationFilters,
        view: (row) => ({ ...row }),
      });
    }),
  );

  app.get(
    "/v1/administrations/:id{[0-9]+}",
    serve((c, books, user) => {
      const id = Number(c.req.param("id"));
      const found = user.administrationIds.includes(id)
        ? vendor.store().books.get(id)?.administration
        : undefined;
      return found === undefined
        ? problem(c, vendor.kit, 404, "There is no such administration.")
        : single(c, vendor, books, { ...found });
    }),
  );

  for (const name of LOOKUPS) {
    app.get(
      `/v1/${name}`,
      serve((c, books) => {
        const rows: readonly Described[] = books.lookups[name];
        return list(c, {
          vendor,
          administration: books.administration,
          rows,
          filters: lookupFilters(rows),
          view: (row) => ({ ...row }),
        });
      }),
    );
  }

  return app;
}
