/** A tenant whose jobs were planned with different versions of its settings, to be retried. */
import { expect } from "vitest";
import type { JobView } from "../../src/domain/jobs/job.ts";
import { reason } from "../../src/domain/reasons/index.ts";
import { signedIn } from "./browser.ts";
import type { TenantAnswers } from "./fakes.ts";
import type { Edges } from "./world.ts";

export const job = (
  id: string,
  settingsVersion: number | null,
  more: Partial<JobView> = {},
): JobView => ({
  id,
  key: `order:${id.slice(1)}`,
  flow: "orders",
  lane: "live",
  status: "done",
  outcome: "held",
  wait: null,
  due: null,
  wanted: 1,
  seen: 1,
  settingsVersion,
  label: `100${id.slice(1)}`,
  figures: null,
  createdAt: 1,
  updatedAt: 2,
  reasons: [reason("article-not-found", { sku: "X", line: 1 })],
  ...more,
});

/** The dry run of one that a sheet asked for. */
const triedOf = (of: JobView): JobView => ({
  ...of,
  key: `dry-run:again:retry:${of.key}`,
  flow: "dry-run",
  status: "done",
  outcome: "skipped",
  reasons: [reason("dry-run", { would: "order.create" })],
});

/** What a sheet asks of the object, of jobs whose runs are over. */
export const triable = (jobs: readonly JobView[]): TenantAnswers => ({
  "jobs.named": (_: string, ids: readonly string[]) =>
    jobs.filter(({ id }) => ids.includes(id)).map((one) => ({ ...one, goes: false })),
  "reads.ledger": {},
  "reads.loweredBy": [],
  "flows.dryRun": (_: string, { jobId }: { readonly jobId: string }) => ({
    ok: true,
    jobId: `${TRY}${jobId}`,
  }),
});

const TRY = "try-of-";

/** All of them, or of the key of a try as planned only that one. */
const listedOf = (jobs: readonly JobView[], key = ""): readonly JobView[] => {
  const of = jobs.find((one) => key === `dry-run:again:planned:${one.key}`);
  return of === undefined ? jobs : [triedOf({ ...of, id: `${TRY}${of.id}` })];
};

/** The job of that id, or the dry run that `triable` answers. */
export const jobOrTry = (
  by: (id: unknown) => JobView | undefined,
  id: string,
): JobView | undefined => {
  if (!id.startsWith(TRY)) return by(id);
  const of = by(id.slice(TRY.length));
  return of === undefined ? undefined : triedOf({ ...of, id });
};

/**
 * A tenant with three versions of its settings; j1 was planned with the first, j2 with the newest,
 * j3 never.
 */
export async function shop(address: string) {
  const jobs = [job("j1", 1), job("j2", 3), job("j3", null)];
  const by = (jobId: unknown): JobView | undefined => jobs.find(({ id }) => id === jobId);
  const taken = (_: string, jobId: string) => ({
    ok: true,
    dispatch: true,
    jobId: jobId === "j9" ? "j1" : jobId,
  });
  const { world, user } = await signedIn(
    {
      "admin.configure": { ok: true },
      "reads.names": {},
      "jobs.attention": { jobs, cursor: null },
      "jobs.list": (_: string, { key }: { readonly key?: string }) => ({
        jobs: listedOf(jobs, key),
        cursor: null,
      }),
      "jobs.retry": taken,
      "jobs.retryAsPlanned": taken,
      "jobs.label": null,
      "jobs.people": {},
      ...triable(jobs),
      "jobs.plannedWith": (_: string, jobId: string) => ({
        ok: true,
        version: jobId === "j9" ? 1 : (by(jobId)?.settingsVersion ?? null),
      }),
      "jobs.timeline": (_: string, jobId: string) =>
        jobOrTry(by, jobId) === undefined
          ? null
          : { job: jobOrTry(by, jobId), documents: [], operations: [], timeline: [] },
    },
    address,
  );
  const id = await world.makeTenant();
  for (const ourReference of ["second", "third"]) {
    const { version, ...settings } = (await world.api("GET", `/tenants/${id}/settings`)).body as {
      version: number;
      orders: object;
    };
    expect(
      (
        await world.api("PUT", `/tenants/${id}/settings`, {
          version,
          ...settings,
          orders: { ...settings.orders, ourReference },
        })
      ).status,
    ).toBeLessThan(300);
  }
  world.tenants.calls.length = 0;
  /** What the object was asked to do: with which version, and whose reference its settings have. */
  const asked = (): unknown[] =>
    world.tenants.calls.flatMap(({ method, args }) => {
      const pinned = args[3] as
        | { version: number; settings: { orders: { ourReference: string } } }
        | undefined;
      // When it had changed last as it was shown, where it was shown before.
      const seen = (args[method === "jobs.retry" ? 3 : 4] ?? null) as number | null;
      const shown = seen === null ? [] : [seen];
      return method === "jobs.retry"
        ? [["newest", args[1], ...shown]]
        : method === "jobs.retryAsPlanned"
          ? [["planned", args[1], pinned?.version, pinned?.settings.orders.ourReference, ...shown]]
          : [];
    });
  const retry = (jobId: string, body?: unknown) =>
    world.api("POST", `/tenants/${id}/jobs/${jobId}/retry`, body);
  return { world, user, id, asked, retry };
}

export const audited = async (world: Edges, id: string): Promise<readonly (string | null)[]> =>
  (
    (await world.api("GET", `/tenants/${id}/audit`)).body["changes"] as {
      action: string;
      after: string | null;
    }[]
  )
    .filter(({ action }) => action === "job.retry")
    .map(({ after }) => after)
    .toReversed();
