/** Which client of eAccounting a shop is connected with. */
import type { Vendor } from "../../../domain/ids.ts";
import {
  chooseClient,
  hasRoom,
  type ClientRefusal,
} from "../../../domain/ledger/ledger-clients.ts";
import { ok } from "../../../domain/result.ts";
import { message } from "../../../messages/message.ts";
import { shopsByClient, type TenantRow } from "../../../store/tenants.ts";
import { may } from "../../auth/rights.ts";
import type { Actor, EdgeDeps } from "../../deps.ts";
import { forbidden, reject, type Answer } from "../refusal.ts";

/**
 * The name of the client that a sign-in of this shop begins with; `null`: Asperion's. Where only
 * one is configured, nothing is counted.
 */
export async function chosenClient(
  deps: EdgeDeps,
  actor: Actor,
  tenant: TenantRow,
  vendor: Vendor,
  wanted: string | null,
): Answer<string | null> {
  if (vendor === "asperion") return ok(null);
  const clients = deps.config.ledgerClients;
  if (wanted !== null && !may(actor, "connect")) return forbidden("connect");
  const counts = clients.length > 1 || clients[0].shops !== null;
  const shops: ReadonlyMap<string, number> = counts ? await shopsByClient(deps.db) : new Map();
  const chosen = chooseClient({ clients, shops, current: tenant.ledgerClient, wanted });
  return chosen.ok ? ok(chosen.value.name) : refused(chosen.error);
}

function refused(refusal: ClientRefusal) {
  switch (refusal.kind) {
    case "client-unknown":
      return reject(
        409,
        "client-unknown",
        message("refusals.clientUnknown", { client: refusal.name }),
      );
    case "client-full":
      return reject(
        409,
        "client-full",
        message("refusals.clientFull", { client: refusal.name, count: refusal.shops }),
      );
    case "clients-full":
      return reject(409, "clients-full", message("refusals.clientsFull", { count: refusal.shops }));
  }
}

/** A client in a choice. `most`: shops that it takes; `null`: any number. */
export type ClientChoice = {
  readonly name: string;
  readonly shops: number;
  readonly most: number | null;
  readonly hasRoom: boolean;
};

/** Returns all of them; none where there is no choice, or the caller may not choose. */
export async function clientChoices(
  deps: EdgeDeps,
  actor: Actor,
): Promise<readonly ClientChoice[]> {
  const clients = deps.config.ledgerClients;
  if (clients.length === 1 || !may(actor, "connect")) return [];
  const shops = await shopsByClient(deps.db);
  return clients.map((client) => ({
    name: client.name,
    shops: shops.get(client.name) ?? 0,
    most: client.shops,
    hasRoom: hasRoom({ shops }, client),
  }));
}
