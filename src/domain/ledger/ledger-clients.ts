/**
 * This deployment's API clients of eAccounting. The vendor limits calls per client, so a deployment
 * that outgrows one spreads its shops over several. A shop keeps the client that it was connected
 * with, as its grant belongs to it.
 */
import { err, ok, type Result } from "../result.ts";

/** The client of `EACCOUNTING_CLIENT_ID`: the only one unless others are configured. */
export const MAIN_CLIENT = "main";

export type LedgerClient = {
  readonly name: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** How many shops it takes; `null`: any number. */
  readonly shops: number | null;
};

export type ClientAsked = {
  readonly clients: readonly LedgerClient[];
  readonly shops: ReadonlyMap<string, number>;
  /** The client that the shop is connected with; `null`: none yet. */
  readonly current: string | null;
  /** The requested client; `null`: any. */
  readonly wanted: string | null;
};

export type ClientRefusal =
  | { readonly kind: "client-unknown"; readonly name: string }
  | { readonly kind: "client-full"; readonly name: string; readonly shops: number }
  | { readonly kind: "clients-full"; readonly shops: number };

/**
 * Chooses the client for a shop. Unless another one is requested, a shop that connects again keeps
 * its own; a new one gets the client with room and the fewest shops, the first in the configuration
 * among equals.
 */
export function chooseClient(asked: ClientAsked): Result<LedgerClient, ClientRefusal> {
  const { clients, current, wanted } = asked;
  const named = clients.find(({ name }) => name === (wanted ?? current));
  if (named === undefined && wanted !== null) return err({ kind: "client-unknown", name: wanted });
  if (named !== undefined)
    return named.name === current || hasRoom(asked, named)
      ? ok(named)
      : err({ kind: "client-full", name: named.name, shops: shopsOf(asked, named) });
  const [roomiest] = clients
    .filter((client) => hasRoom(asked, client))
    .toSorted((a, b) => shopsOf(asked, a) - shopsOf(asked, b));
  if (roomiest !== undefined) return ok(roomiest);
  const shops = clients.reduce((sum, client) => sum + shopsOf(asked, client), 0);
  return err({ kind: "clients-full", shops });
}

type ShopCounts = Pick<ClientAsked, "shops">;

const shopsOf = ({ shops }: ShopCounts, { name }: LedgerClient): number => shops.get(name) ?? 0;

export const hasRoom = (counted: ShopCounts, client: LedgerClient): boolean =>
  client.shops === null || shopsOf(counted, client) < client.shops;
