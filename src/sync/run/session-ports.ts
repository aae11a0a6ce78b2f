/** Implements a flow's ports on the session of its run, one function per concern. */
import { HOUR_MS } from "../../domain/platform/durations.ts";
import { type Identity, identityKey } from "../../domain/parties/party.ts";
import type { VendorRequest } from "../../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import type {
  ClockPort,
  FlowPorts,
  JournalPort,
  MemoryPort,
  RunFacts,
  VendorPort,
  WorkPort,
  WriteIntent,
  Written,
} from "../../flows/port.ts";
import type { TracePort } from "../../flows/trace-port.ts";
import type { PendingUpdates, Claim, ClaimRef, Deferral } from "../contract/runs.ts";
import type { TimelineEntry } from "../contract/index.ts";
import { callSpan } from "../span.ts";
import type { RunnerStub } from "../tenant/stub.ts";
import type { RunnerDeps } from "./deps.ts";
import { isRetired, lockKeys, productPorts, workPorts } from "./object-ports.ts";
import type { OutgoingWrites } from "./outgoing.ts";
import type { Reads } from "./reads.ts";
import type { RunTimeline } from "./run-timeline.ts";
import { defined } from "../../domain/platform/defined.ts";

/** Longest wait for another key's job; normally the end of that job ends the wait. */
const WAIT_FOR_KEY_MS = HOUR_MS;

/** What the ports need of their session. */
type SessionCalls = {
  readonly deps: RunnerDeps;
  readonly object: RunnerStub;
  readonly ref: ClaimRef;
  readonly tenantId: string;
  readonly claim: Claim;
  readonly sample: unknown;
  readonly timeline: RunTimeline;
  /** The claim is lost. */
  halt(): { readonly ok: false; readonly error: Failure };
  park(
    later: Omit<Deferral, "kind">,
    countsAsTry?: boolean,
    waitsFor?: string | null,
  ): Promise<void>;
  /** How long ago, in ms, those calls of Asperion were sent that aren't reported to the object. */
  sent(): readonly number[];
  /** What the next call carries. */
  takeUpdates(): PendingUpdates;
  note(what: TimelineEntry["what"], title: string, detail: unknown): void;
  write(intent: WriteIntent, request: VendorRequest): Promise<Result<Written, Failure>>;
};

/** Returns all ports. `remembered`: what this run remembers, beside the claim's memory. */
export function sessionPorts(
  session: SessionCalls,
  reads: Reads,
  outgoing: OutgoingWrites,
  remembered: Record<string, string>,
  { journal, documents }: Pick<RunFacts, "journal" | "documents">,
): FlowPorts {
  return {
    ...runFacts(session),
    journal,
    documents,
    ...vendorPort(session, reads),
    ...journalPort(session, outgoing),
    ...memoryPort(session, outgoing, remembered),
    ...lockPort(session),
    isRetired: (tenantId) => isRetired(session.deps, tenantId),
    ...workPorts(session),
    ...tracePort(session, outgoing),
  };
}

function runFacts({
  deps,
  tenantId,
  claim,
  sample,
}: SessionCalls): Omit<RunFacts, "journal" | "documents"> {
  return {
    tenantId,
    administrationId: claim.administrationId,
    companyId: claim.companyId,
    key: claim.key,
    jobId: claim.jobId,
    deployment: deps.deployment,
    sample,
    eventTypes: claim.eventTypes,
    before: claim.before,
    backfill: claim.backfill ?? null,
    settings: claim.settings,
    lists: claim.lists,
    journalBornAt: claim.journalBornAt,
    loweredBy: claim.loweredBy,
    paidByPayouts: claim.paidByPayouts ?? {},
    ...defined({ approval: claim.approval, lost: claim.lost }),
    language: claim.language,
    memory: claim.memory,
  };
}

const vendorPort = ({ deps }: SessionCalls, reads: Reads): VendorPort & ClockPort => ({
  now: () => deps.clock.now(),
  read: (request) => reads.read(request, { lookup: false, page: false }),
  lookUp: (request) => reads.read(request, { lookup: true, page: false }),
  readPage: (request) => reads.read(request, { lookup: true, page: true }),
});

const journalPort = (session: SessionCalls, outgoing: OutgoingWrites): JournalPort => ({
  write: (intent, request) => callSpan(request, intent.kind, () => session.write(intent, request)),
  rehearse: (intent, request) =>
    session.note("rehearsal", `${request.method} ${request.path}`, {
      vendor: request.vendor,
      kind: intent.kind,
      role: intent.role,
      marker: intent.marker,
      body: request.body ?? null,
    }),
  settle: (settlement) => outgoing.settle(settlement),
  saveDocument: (document) => outgoing.document(document),
  saveLink: (saved) => outgoing.link(saved),
  correctCustomer: (customerId, kind) => outgoing.kind(customerId, kind),
  customerSeen: (customer) => outgoing.customerSeen(customer),
});

const memoryPort = (
  session: SessionCalls,
  outgoing: OutgoingWrites,
  remembered: Record<string, string>,
): Omit<MemoryPort, "recall" | "openKeys" | "reserveNumber"> => ({
  resolve: async (input) => {
    const answer = await session.object.runs.resolveFor(session.ref, session.takeUpdates(), {
      ...input,
      sent: session.sent(),
    });
    return answer.kind === "resolved" ? ok(answer.resolved) : session.halt();
  },
  saveLists: (patch) => outgoing.lists(patch),
  remember: (key, value) => {
    outgoing.remember(key, value);
    remembered[key] = value;
  },
  remembered: (key) => remembered[key] ?? session.claim.memory[key] ?? null,
  knownState: (state) => outgoing.knownState(session.claim.key, state),
  products: productPorts(session, (patch) => outgoing.product(patch)),
});

type LockPort = Pick<
  WorkPort,
  | "lockParty"
  | "lockCustomer"
  | "lockOriginal"
  | "waitFor"
  | "orderStates"
  | "drafts"
  | "linkedSales"
>;

/** Parks the job when a lock isn't free. */
function lockPort(session: SessionCalls): LockPort {
  const { object, ref, claim } = session;
  // A dry run writes nothing, so it needs no lock.
  const keysOf = async (identities: readonly Identity[]): Promise<readonly string[]> =>
    claim.flow === "dry-run" ? [] : lockKeys(identities.map(identityKey));
  return {
    lockParty: async ({ identities, linkSource, journalKey }) => {
      const keys = await keysOf(identities);
      const answer = await object.runs.lockParty(ref, session.takeUpdates(), {
        lockKeys: keys,
        linkSource,
        journalKey,
      });
      if (answer.kind === "locked") return ok({ link: answer.link, journal: answer.journal });
      if (answer.kind === "later") await session.park(answer);
      return session.halt();
    },
    lockCustomer: async (customerId) => {
      const keys = await keysOf([{ kind: "link", value: `ledger:${customerId.toLowerCase()}` }]);
      const answer = await object.runs.lockParty(ref, session.takeUpdates(), {
        lockKeys: keys,
        linkSource: null,
        journalKey: null,
        customerId,
      });
      if (answer.kind === "locked") return ok(answer.owned ?? null);
      if (answer.kind === "later") await session.park(answer);
      return session.halt();
    },
    lockOriginal: async (key) => {
      const answer = await object.runs.lockOriginal(ref, session.takeUpdates(), { original: key });
      if (answer.kind === "locked") return ok(answer.original);
      if (answer.kind === "later") await session.park(answer);
      return session.halt();
    },
    waitFor: async (key, why) => {
      await session.park(
        { wait: "key", dueMs: WAIT_FOR_KEY_MS, reasons: [why], capability: null },
        false,
        key,
      );
      return session.halt();
    },
    orderStates: async (input) => {
      const answer = await object.runs.orderStates(ref, input.ids);
      return answer.kind === "order-states" ? ok(answer.orderStates) : session.halt();
    },
    linkedSales: async (read) => {
      const answer = await object.runs.linkedSales(ref, read);
      return answer.kind === "linked-sales" ? ok(answer.sales) : session.halt();
    },
    drafts: async ({ ids }) => {
      const answer = await object.runs.drafts(ref, ids);
      return answer.kind === "drafts" ? ok(answer) : session.halt();
    },
  };
}

const tracePort = (session: SessionCalls, outgoing: OutgoingWrites): TracePort => ({
  named: (label) => outgoing.named(label),
  listed: ({ person, facts }) => {
    session.timeline.about(person);
    if (facts !== undefined) outgoing.facts(facts);
  },
  person: (identity) => {
    session.timeline.person(identity);
  },
  note: (what: TimelineEntry["what"], title: string, detail: unknown) =>
    session.note(what, title, detail),
});
