/**
 * Returns or erases one person's data, by e-mail address or debtor number, also in a retired
 * tenant's object. The audit log records that it was done and by whom, never for whom.
 */
import type { JobView } from "../../../domain/jobs/job.ts";
import type { ListedPerson } from "../../../domain/jobs/listed.ts";
import { debtorIdentity, emailIdentity } from "../../../domain/parties/party.ts";
import { ok } from "../../../domain/result.ts";
import { message } from "../../../messages/message.ts";
import type { PersonFound } from "../../../sync/contract/people.ts";
import type { PersonPage } from "../../../sync/contract/index.ts";
import type { TenantRequest, EdgeDeps } from "../../deps.ts";
import { defined } from "../../../domain/platform/defined.ts";
import { peopleOf } from "../jobs/jobs.ts";
import { callTenant, requireAnyTenant } from "../tenant-access.ts";
import { type Answer, reject } from "../refusal.ts";
import { writeAct } from "../audited.ts";

/** `debtorNumber`: as the shop shows it. */
export type Person = {
  readonly email?: string;
  readonly debtorId?: number;
  readonly debtorNumber?: string;
};

const identitiesOf = ({ email, debtorId }: Person): readonly string[] => [
  ...(email === undefined ? [] : [emailIdentity(email)]),
  ...(debtorId === undefined ? [] : [debtorIdentity(debtorId)]),
];

/** Finds a person, once the actor's reach is checked and the action is in the audit log. */
async function identitiesFor(
  asking: TenantRequest,
  { person, action }: { person: Person; action: string },
): Answer<PersonFound> {
  const { tenantId } = asking;
  const found = await requireAnyTenant(asking);
  if (!found.ok) return found;
  const identities = identitiesOf(person);
  const number = person.debtorNumber;
  if (identities.length === 0 && number === undefined)
    return reject(400, "nobody", message("refusals.personNeeded"));
  await writeAct(asking, { action });
  return callTenant(asking, (tenant) =>
    tenant.privacy.identities(tenantId, { identities, ...defined({ number }) }),
  );
}

/** A page of what is kept; ask on with `cursor` until it is `null`. */
export async function exportPerson(
  asking: TenantRequest,
  person: Person,
  cursor: string | null,
): Answer<PersonPage> {
  const asked = await identitiesFor(asking, { person, action: "person.export" });
  return asked.ok ? keptPage(asking.deps, asking.tenantId, asked.value.identities, cursor) : asked;
}

const keptPage = (
  deps: EdgeDeps,
  tenantId: string,
  identities: readonly string[],
  cursor: string | null,
): Answer<PersonPage> =>
  callTenant({ deps, tenantId }, (tenant) =>
    tenant.privacy.person(tenantId, {
      identities,
      erase: false,
      ...(cursor === null ? {} : { cursor }),
    }),
  );

/** What an erasure would do, as a list of names. */
export type ErasurePreview = {
  /** The newest run of each order and customer, newest first; the first ones of `things`. */
  readonly named: readonly JobView[];
  readonly things: number;
  /** Runs of any kind: dry runs and repetitions among them. */
  readonly jobs: number;
  /** Whom the runs name, each once; empty for those who may not see customers. */
  readonly people: readonly ListedPerson[];
  /** Unfinished ones of these. */
  readonly open: number;
  /** Customers of the ledger that the person is linked with. */
  readonly links: PersonPage["links"];
  /** Evidence of VAT: it stays. */
  readonly evidence: number;
  /** Numbers of debtors that have the person's address, and orders without it. */
  readonly shared: readonly string[];
};

/** What each order and customer is now: its newest run that isn't a dry run. */
function newestOfEach(jobs: readonly JobView[]): readonly JobView[] {
  const latest = jobs
    .filter(({ flow }) => flow !== "dry-run")
    .toSorted((a, b) => b.updatedAt - a.updatedAt || b.id.localeCompare(a.id));
  const byKey = new Map<string, JobView>();
  for (const job of latest) {
    const known = byKey.get(job.key);
    if (known === undefined) byKey.set(job.key, job);
    else if (known.figures === null) byKey.set(job.key, { ...known, figures: job.figures });
  }
  return [...byKey.values()];
}

const NAMED = 50;
const PAGES_AT_MOST = 10_000;

/** Returns what is kept of a person, by name and number: opens no payload but the name. Audited. */
export async function previewErasure(
  asking: TenantRequest,
  person: Person,
): Answer<ErasurePreview> {
  const asked = await identitiesFor(asking, { person, action: "person.preview" });
  if (!asked.ok) return asked;
  const { identities, shared } = asked.value;
  const kept = new Map<string, JobView>();
  let links: PersonPage["links"] = [];
  let evidence = 0;
  let open = 0;
  let cursor: string | null = null;
  for (let pages = 0; pages === 0 || (cursor !== null && pages < PAGES_AT_MOST); pages += 1) {
    const from: { cursor?: string } = cursor === null ? {} : { cursor };
    const page = await callTenant(asking, (tenant) =>
      tenant.privacy.person(asking.tenantId, { identities, erase: false, brief: true, ...from }),
    );
    if (!page.ok) return page;
    // A job with several payloads may lie on two pages.
    for (const { job } of page.value.jobs) kept.set(job.id, job);
    if (pages === 0) {
      ({ links } = page.value);
      evidence = page.value.evidence.count;
    }
    ({ cursor } = page.value);
  }
  for (const { status } of kept.values()) if (status !== "done" && status !== "dead") open += 1;
  const newest = newestOfEach([...kept.values()]);
  const named = newest.slice(0, NAMED);
  const people = await peopleOf(
    asking,
    named.map(({ id }) => id),
  );
  return ok({
    named,
    things: newest.length,
    jobs: kept.size,
    people: [...new Map(Object.values(people).map((one) => [JSON.stringify(one), one])).values()],
    open,
    links,
    evidence,
    shared,
  });
}

/**
 * Returns everything kept of a person as one JSON document, page by page. Audited once, before the
 * first page.
 */
export async function personDocument(
  asking: TenantRequest,
  person: Person,
  viewOf: (job: PersonPage["jobs"][number]) => unknown,
): Answer<ReadableStream<Uint8Array>> {
  const { deps, tenantId } = asking;
  const asked = await identitiesFor(asking, { person, action: "person.export" });
  if (!asked.ok) return asked;
  const { identities } = asked.value;
  const first = await keptPage(deps, tenantId, identities, null);
  if (!first.ok) return first;
  const encoder = new TextEncoder();
  let page: PersonPage | null = first.value;
  let begun = false;
  let records = 0;
  let jobs = -1;
  return ok(
    new ReadableStream<Uint8Array>({
      async pull(controller) {
        if (page === null) return;
        const { links, evidence, cursor } = page;
        const text: string[] = [];
        if (!begun)
          text.push(
            `{"links":${JSON.stringify(links)},"evidence":{"count":${evidence.count},"records":[`,
          );
        begun = true;
        for (const record of evidence.records) {
          text.push(records === 0 ? "" : ",", JSON.stringify(record));
          records += 1;
        }
        if (jobs < 0 && !isOfEvidence(cursor)) {
          text.push(']},"jobs":[');
          jobs = 0;
        }
        for (const job of page.jobs) {
          text.push(jobs === 0 ? "" : ",", JSON.stringify(viewOf(job)));
          jobs += 1;
        }
        controller.enqueue(encoder.encode(text.join("")));
        if (cursor === null) {
          page = null;
          controller.enqueue(encoder.encode("]}"));
          controller.close();
          return;
        }
        const next = await keptPage(deps, tenantId, identities, cursor);
        // A document that is cut off must not look whole.
        if (!next.ok) throw new Error(`the rest can't be read: ${next.error.kind}`);
        page = next.value;
      },
    }),
  );
}

/** More evidence follows: its pages come before those of the jobs. */
const isOfEvidence = (cursor: string | null): boolean => cursor?.startsWith("evidence ") === true;

export type Erasure = {
  readonly links: number;
  /** Jobs that are still to end: erase again once they are over. */
  readonly open: number;
};

/** Everything, in as many pages as it takes. Safe to repeat. */
export async function erasePerson(asking: TenantRequest, person: Person): Answer<Erasure> {
  const asked = await identitiesFor(asking, { person, action: "person.erase" });
  if (!asked.ok) return asked;
  const { identities } = asked.value;
  let cursor: string | null = null;
  let links = 0;
  let open = 0;
  for (let pages = 0; pages === 0 || (cursor !== null && pages < PAGES_AT_MOST); pages += 1) {
    // The first page has no cursor: the links are on that one.
    const from: { cursor?: string } = cursor === null ? {} : { cursor };
    const page = await callTenant(asking, (tenant) =>
      tenant.privacy.person(asking.tenantId, { identities, erase: true, ...from }),
    );
    if (!page.ok) return page;
    links += page.value.links.length;
    open += page.value.open;
    ({ cursor } = page.value);
  }
  return ok({ links, open });
}
