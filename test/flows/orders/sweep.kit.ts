/** A tenant that sweeps, for the tests of the sweep alone. */
import { holds, type WorkObservations } from "../../../src/domain/vendors/checks.ts";
import type { VendorAnswer, VendorRequest } from "../../../src/domain/vendors/request.ts";
import { err, ok } from "../../../src/domain/result.ts";
import type { ListsPatch } from "../../../src/flows/lists-patch.ts";
import type { FlowPorts, KeyMemory, WorkItem } from "../../../src/flows/port.ts";
import { settingsSchema } from "../../../src/settings/schema.ts";
import { ADMINISTRATION, list, REFUSED } from "../../asperion/fixtures.ts";

export const LINE = "2026-10-01T00:00:00Z";
export const settings = settingsSchema.parse({ orders: { enabled: true, startLine: LINE } });

type Asked = { readonly by: "changed" | "dated"; readonly from: string };

/** A tenant that sweeps: answers pages in order, remembers, and takes work. */
export function sweeping(
  now: string,
  answers: (VendorAnswer | typeof REFUSED)[],
  before: Record<string, string> = {},
  events: string[] = ["schedule"],
  standing: string[] = [],
  seenAtWork: WorkObservations = { P13: holds() },
) {
  const asked: Asked[] = [];
  const handed: WorkItem[] = [];
  const remembered: Record<string, string> = {};
  const log: string[] = [];
  const saved: ListsPatch[] = [];
  const known: Record<string, KeyMemory> = {};
  const listed = new Set<string>();
  const ports = {
    now: () => Date.parse(now),
    administrationId: ADMINISTRATION,
    settings,
    lists: { seenAtWork },
    eventTypes: events,
    readPage: async (request: VendorRequest) => {
      asked.push({
        by: request.query["DateLastChange_from"] === undefined ? "dated" : "changed",
        from: request.query["DateLastChange_from"] ?? request.query["Date_from"] ?? "",
      });
      const next = answers[asked.length - 1] ?? page([]);
      return "kind" in next
        ? err(next)
        : ok({ ...next, headers: { date: new Date(Date.parse(now)).toUTCString() } });
    },
    recall: async (keys: readonly string[], pass?: number) => {
      if (pass !== undefined) for (const key of keys) listed.add(key);
      return ok(
        Object.fromEntries(
          keys.flatMap((key) => (known[key] === undefined ? [] : [[key, known[key]]])),
        ),
      );
    },
    enqueue: async (items: readonly WorkItem[]) => {
      handed.push(...items);
      for (const one of items)
        known[one.key] = { knownState: one.knownState ?? null, known: true, document: false };
      log.push("handed");
      return ok(undefined);
    },
    saveLists: (patch: ListsPatch) => void saved.push(patch),
    remember: (name: string, value: string) => {
      remembered[name] = value;
      log.push(`remember ${name}`);
    },
    remembered: (name: string) => remembered[name] ?? before[name] ?? null,
    openKeys: async (_since: number, after: string) =>
      ok(standing.filter((key) => key > after && !listed.has(key)).slice(0, 2)),
    note: () => undefined,
  } as unknown as FlowPorts;
  return { ports, asked, handed, remembered, log, saved };
}

export const page = (items: unknown[], nextPage: string | null = null): VendorAnswer =>
  list(items, { nextPage });
