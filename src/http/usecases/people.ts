/**
 * One person's data, told or erased, by e-mail address or debtor number; a retired tenant's object
 * holds it as well. The audit log says that it was done and by whom, never of whom.
 */
import { debtorIdentity, emailIdentity } from "../../domain/identities.ts";
import { ok } from "../../domain/result.ts";
import { message } from "../../messages/message.ts";
import { writeAudit } from "../../store/audit.ts";
import type { PersonPage } from "../../sync/rpc.ts";
import type { Actor, EdgeDeps } from "../deps.ts";
import { ask, reachEver } from "./reach.ts";
import { refuse, type Answer } from "./refused.ts";

export type Person = { readonly email?: string; readonly debtorId?: number };

const identitiesOf = ({ email, debtorId }: Person): readonly string[] => [
  ...(email === undefined ? [] : [emailIdentity(email)]),
  ...(debtorId === undefined ? [] : [debtorIdentity(debtorId)]),
];

/** A page of what is kept; ask on with `cursor` until it is `null`. */
export async function exportPerson(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  person: Person,
  cursor: string | null,
): Answer<PersonPage> {
  const found = await reachEver(deps, actor, tenantId);
  if (!found.ok) return found;
  const identities = identitiesOf(person);
  if (identities.length === 0) return refuse(400, "nobody", message("refusals.personNeeded"));
  await writeAudit(deps.db, tenantId, {
    at: deps.clock.now(),
    actor: actor.name,
    action: "person.export",
  });
  return ask(deps, tenantId, (tenant) =>
    tenant.person(tenantId, { identities, erase: false, ...(cursor === null ? {} : { cursor }) }),
  );
}

export type Erasure = {
  readonly links: number;
  /** Jobs that are still to end: erase again once they are over. */ readonly open: number;
};

const PAGES_AT_MOST = 10_000;

/** Everything, in as many pages as it takes. Safe to repeat. */
export async function erasePerson(
  deps: EdgeDeps,
  actor: Actor,
  tenantId: string,
  person: Person,
): Answer<Erasure> {
  const found = await reachEver(deps, actor, tenantId);
  if (!found.ok) return found;
  const identities = identitiesOf(person);
  if (identities.length === 0) return refuse(400, "nobody", message("refusals.personNeeded"));
  await writeAudit(deps.db, tenantId, {
    at: deps.clock.now(),
    actor: actor.name,
    action: "person.erase",
  });
  let cursor: string | null = null;
  let links = 0;
  let open = 0;
  for (let pages = 0; pages === 0 || (cursor !== null && pages < PAGES_AT_MOST); pages += 1) {
    // The first page has no cursor: the links are on that one.
    const from: { cursor?: string } = cursor === null ? {} : { cursor };
    const page = await ask(deps, tenantId, (tenant) =>
      tenant.person(tenantId, { identities, erase: true, ...from }),
    );
    if (!page.ok) return page;
    links += page.value.links.length;
    open += page.value.open;
    ({ cursor } = page.value);
  }
  return ok({ links, open });
}
