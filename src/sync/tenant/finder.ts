/**
 * Debtors and customers that a person looks for. Many more are met than are chosen, and they may be
 * people: what was found is kept in memory, for as long as that person waits. Only one that was
 * found alone gets a name in the lists.
 */
import type { DebtorSales, NameEntry, PartiesFound, PartyList } from "../../domain/names.ts";
import { FIND_KEY } from "../../flows/names/parties.ts";
import type { ClaimRef, EngineRpc } from "../engine-rpc.ts";
import { atOnce, inTheWay } from "./at-once.ts";
import * as cache from "./cache.ts";
import * as claims from "./claims.ts";
import * as meta from "./meta.ts";
import type { TenantContext } from "./tenant-context.ts";

export class Finder {
  /** By job. */
  readonly #found = new Map<string, PartiesFound | DebtorSales>();

  async find(
    context: TenantContext,
    engine: EngineRpc,
    list: PartyList,
    text: string,
  ): Promise<PartiesFound> {
    const found = (await this.#ask(context, engine, { list, text })) as PartiesFound;
    const [only, second] = found.kind === "found" ? found.entries : [];
    if (only !== undefined && second === undefined) name(context, list, only);
    return found;
  }

  /** Whether anything was sold to a debtor. Nothing is put in line where it can't be asked now. */
  async sales(context: TenantContext, engine: EngineRpc, debtorId: number): Promise<DebtorSales> {
    if (inTheWay(context) !== null) return { kind: "later" };
    return (await this.#ask(context, engine, { salesTo: debtorId })) as DebtorSales;
  }

  async #ask(
    context: TenantContext,
    engine: EngineRpc,
    asked: unknown,
  ): Promise<PartiesFound | DebtorSales> {
    const key = `${FIND_KEY}${meta.next(context.sql, "finds")}`;
    const jobId = await atOnce(
      context,
      engine,
      { key, flow: "names", type: "by-hand", lane: "live" },
      asked,
    );
    const found = this.#found.get(jobId) ?? { kind: "later" as const };
    this.#found.delete(jobId);
    return found;
  }

  /** Called by the job that asked the vendor. */
  take(
    context: TenantContext,
    ref: ClaimRef,
    found: PartiesFound | DebtorSales,
  ): { fenced: boolean } {
    if (claims.holder(context.sql, ref) === null) return { fenced: true };
    this.#found.set(ref.jobId, found);
    return { fenced: false };
  }
}

function name({ sql, now }: TenantContext, list: PartyList, entry: NameEntry): void {
  const before = cache.names(sql)[list];
  const entries = [...(before?.entries ?? []).filter(({ id }) => id !== entry.id), entry];
  cache.save(
    sql,
    { names: { [list]: { entries, readAt: before?.readAt ?? null, fault: null } } },
    now(),
  );
}
