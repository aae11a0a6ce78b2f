/**
 * The ports of an order's own flow on what is remembered: the answers that its timeline kept, and
 * what the tenant's object knows of its buyer and its articles. Nothing is asked of a vendor and
 * nothing is written or kept, so settings that aren't saved can be tried by the code that books.
 *
 * The order is met as if for the first time: nothing stands for it, and nobody else's document is
 * found. Only a change that is on hold is met with what stands. What was never asked is no answer:
 * the run ends there and says what it lacks.
 */
import type { Order } from "../../../domain/orders/order.ts";
import type { VendorAnswer, VendorRequest } from "../../../domain/vendors/request.ts";
import { err, ok, type Result, type Failure } from "../../../domain/result.ts";
import type { Settings } from "../../../settings/schema.ts";
import { partyFingerprint } from "../../parties/party.ts";
import type {
  ClockPort,
  FlowPorts,
  JournalPort,
  LinkedCodes,
  MemoryPort,
  Original,
  Resolved,
  RunFacts,
  VendorPort,
  WorkPort,
  WriteIntent,
} from "../../port.ts";
import type { TracePort } from "../../trace-port.ts";
import { hashOf } from "../../settlement.ts";
import type { StoredPlan } from "./plan-vs-other-settings.ts";
import { flowEnd } from "../../flow-end.ts";
import { defined } from "../../../domain/platform/defined.ts";

export type RememberedRead = {
  readonly vendor: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly status: number;
  readonly body: unknown;
};

type Standing = Pick<
  RunFacts,
  "documents" | "journal" | "journalBornAt" | "paidByPayouts" | "lost"
>;

/** `loweredBy`: credit orders, while it is a sales order. `approval`: where rules ask for one. */
export type Memory = Pick<
  RunFacts,
  "tenantId" | "administrationId" | "lists" | "loweredBy" | "approval"
> & {
  readonly now: number;
  /** The newest last. */
  readonly reads: readonly RememberedRead[];
  /** This order's own run created its customer: it is tried as before that. */
  readonly madeCustomer: boolean;
  /** Of a change that is on hold: what stands for the order. */
  readonly standing?: Standing;
  buyer(linkSource: string | null, skus: readonly string[], codes?: LinkedCodes): Promise<Resolved>;
  original(key: string): Promise<Original>;
};

export type PlannedWrite = Pick<WriteIntent, "kind" | "role"> & { readonly request: VendorRequest };

/** What a run on memory leaves behind. */
type Traces = {
  /** Writes that would go out, in their order. */
  readonly writes: PlannedWrite[];
  /** The newest plan with its inputs, as it goes into a timeline. */
  plan: StoredPlan | null;
  /** Requests that would have to be made first. */
  readonly unasked: VendorRequest[];
  /** Article numbers that its plan asks for. */
  skus: readonly string[];
  /** Whether its customer was searched for, without knowing whether there is one. */
  customerOpen: boolean;
};

export const noTraces = (): Traces => ({
  writes: [],
  plan: null,
  unasked: [],
  skus: [],
  customerOpen: false,
});

const nothing = (): void => undefined;
const never = (): never => {
  throw new Error("an order asks for no products");
};

/** `traces`: what the run leaves behind. */
export function rememberedPorts(
  memory: Memory,
  order: Order,
  settings: Settings,
  traces: Traces,
  eventTypes: readonly string[],
): FlowPorts {
  return {
    ...facts(memory, order, settings, eventTypes),
    ...reading(memory, order, traces),
    ...alone(memory),
    ...writingNothing(traces),
  };
}

/** The order is tried as if it were new. */
const facts = (
  memory: Memory,
  order: Order,
  settings: Settings,
  eventTypes: readonly string[],
): RunFacts => ({
  tenantId: memory.tenantId,
  administrationId: memory.administrationId,
  companyId: null,
  key: `order:${order.id}`,
  jobId: "",
  deployment: "",
  sample: null,
  eventTypes,
  customersAsKnown: true,
  before: null,
  backfill: null,
  settings: { ...settings, trial: true },
  lists: memory.lists,
  ...(memory.standing ?? NOTHING_STANDS),
  loweredBy: memory.loweredBy,
  ...defined({ approval: memory.approval }),
  memory: {},
});

const NOTHING_STANDS: Standing = { journalBornAt: 0, journal: [], documents: [] };

/** Answers from the timeline and the object's memory of the buyer. */
function reading(
  memory: Memory,
  order: Order,
  traces: Traces,
): ClockPort & VendorPort & Pick<FlowPorts, "resolve" | "lockParty"> {
  const read = async (request: VendorRequest): Promise<Result<VendorAnswer, Failure>> =>
    answerTo(memory, request, traces);
  const buyer = async (
    linkSource: string | null,
    skus: readonly string[],
    codes?: LinkedCodes,
  ): Promise<Resolved> => {
    const { link, ...found } = await memory.buyer(
      memory.madeCustomer ? null : linkSource,
      skus,
      codes,
    );
    // A known customer is taken as it is: whether it is up to date is no question of the order's
    // own document.
    return {
      ...found,
      link: link === null ? null : { ...link, fingerprint: await hashOf(partyFingerprint(order)) },
    };
  };
  return {
    now: () => memory.now,
    read,
    lookUp: read,
    readPage: read,
    resolve: async ({ linkSource, skus, codes }) => {
      traces.skus = skus;
      return ok(await buyer(linkSource, skus, codes));
    },
    lockParty: async ({ linkSource }) =>
      ok({ link: linkSource === null ? null : (await buyer(linkSource, [])).link, journal: [] }),
  };
}

/** There is no other run, and nothing is remembered beyond this one. */
const alone = (memory: Memory): Omit<WorkPort & MemoryPort, "resolve" | "lockParty"> => ({
  products: {
    compare: never,
    stage: never,
    open: never,
    known: never,
    owner: never,
    unmet: never,
    save: never,
  },
  lockCustomer: async () => ok(null),
  lockOriginal: async (key) => ok(await memory.original(key)),
  reserveNumber: async () => ok(0),
  waitFor: async (_, why) => ok(flowEnd("held", [why])),
  orderStates: async () => ok([]),
  linkedSales: async () => ok([]),
  drafts: async () => ok({ kinds: [], documents: [] }),
  isRetired: async () => ok(false),
  saveLists: nothing,
  remember: nothing,
  knownState: nothing,
  remembered: () => null,
  recall: async () => ok({}),
  openKeys: async () => ok([]),
  progress: async () => ok(undefined),
  enqueue: async () => ok(undefined),
  enrol: async () => ok(0),
});

const writingNothing = (traces: Traces): JournalPort & TracePort => ({
  write: async () => {
    throw new Error("a preview writes nothing");
  },
  rehearse: ({ kind, role }, request) => void traces.writes.push({ kind, role, request }),
  note: (what: string, _: string, detail: unknown) => {
    // Our own planner's notes have this shape.
    if (what === "plan") traces.plan = detail as StoredPlan;
  },
  settle: nothing,
  saveLink: nothing,
  correctCustomer: nothing,
  customerSeen: nothing,
  saveDocument: nothing,
  named: nothing,
  listed: nothing,
  person: nothing,
});

const LISTS_OF_DOCUMENTS: ReadonlySet<string> = new Set([
  "/orders",
  "/customerinvoicedrafts",
  "/customerinvoices",
  "/vouchers",
]);

/** The newest answer to the same question; `null`: it was never asked. */
export function answerAmong(
  reads: readonly RememberedRead[],
  { vendor, path, query }: VendorRequest,
): VendorAnswer | null {
  const known = reads.findLast(
    (one) => one.vendor === vendor && one.path === path && sameQuery(one.query, query),
  );
  return known === undefined
    ? null
    : { status: known.status, body: known.body, isJson: true, headers: {} };
}

function answerTo(
  { reads, standing }: Memory,
  request: VendorRequest,
  traces: Traces,
): Result<VendorAnswer, Failure> {
  const known = answerAmong(reads, request);
  if (known !== null) return ok(known);
  // What stands is looked for in the ledger, so that "none" would be no answer.
  const isList = request.vendor === "eaccounting" && LISTS_OF_DOCUMENTS.has(request.path);
  if (isList && standing === undefined) return ok(NONE);
  if (request.vendor === "eaccounting" && request.path === "/customers") {
    // Created unless it is found: which of the two isn't known here, and is reported.
    traces.customerOpen = true;
    return ok(NONE);
  }
  traces.unasked.push(request);
  return err({ kind: "stopped", vendor: request.vendor, cause: "not asked in a preview" });
}

const NONE: VendorAnswer = {
  status: 200,
  isJson: true,
  headers: {},
  body: {
    Meta: { CurrentPage: 1, PageSize: 100, TotalNumberOfPages: 1, TotalNumberOfResults: 0 },
    Data: [],
  },
};

const sameQuery = (
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean => {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
};
