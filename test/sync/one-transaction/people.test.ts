/**
 * What belongs together is written together: whichever statement of a person's act fails, all or
 * nothing of it stays.
 */
import { afterEach, beforeEach, test, vi } from "vitest";
import { reason } from "../../../src/domain/reasons/index.ts";
import { defaultSettings } from "../../../src/settings/schema.ts";
import * as backfills from "../../../src/sync/tenant/backfills/backfills.ts";
import * as jobs from "../../../src/sync/tenant/jobs/jobs.ts";
import * as journal from "../../../src/sync/tenant/journal/journal.ts";
import * as products from "../../../src/sync/tenant/links/products.ts";
import { all, run } from "../../../src/sync/tenant/storage/sql.ts";
import { article } from "../../flows/products/kit.ts";
import { NOW, TENANT, tenantInNode } from "../../support/tenant-in-node.ts";
import {
  CREATE,
  DOWN,
  enqueued,
  filling,
  held,
  NOTHING,
  ORDER,
  running,
  SEALED,
  trial,
} from "./worlds.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

const CALLS = {
  configure: trial({
    make: async () => {
      const world = { ...(await tenantInNode()), settings: defaultSettings() };
      const id = enqueued(world, "order:1");
      jobs.update(
        world.sql,
        id,
        {
          status: "waiting",
          wait: "pause",
          reasons: JSON.stringify([reason("first-day-limit", { limit: 1 })]),
        },
        NOW,
      );
      return world;
    },
    call: ({ object, settings }) =>
      object.admin.configure(TENANT, {
        administrationId: 1,
        version: 2,
        language: "nl",
        settings: {
          ...settings,
          orders: { ...settings.orders, enabled: true, startLine: "2026-01-01T00:00:00Z" },
        },
      }),
  }),
  "let a tenant go on": trial({
    make: async () => {
      const world = await running();
      await world.object.runs.park(world.ref, NOTHING, DOWN);
      await world.object.runner.stopTenant(TENANT, reason("needs-login", { vendor: "asperion" }));
      return world;
    },
    call: ({ object }) => object.admin.resume(TENANT),
  }),
  "stop a tenant": trial({
    make: running,
    call: ({ object }) =>
      object.runner.stopTenant(TENANT, reason("needs-login", { vendor: "asperion" })),
  }),
  "let a flow go on": trial({
    make: async () => {
      const world = await running();
      await world.object.flows.pause(TENANT, "orders", "anna", "");
      jobs.update(world.sql, world.ref.jobId, { status: "waiting", wait: "pause" }, NOW);
      return world;
    },
    call: ({ object }) => object.flows.resume(TENANT, "orders"),
  }),
  "take a grant": trial({
    make: running,
    call: ({ object }) =>
      object.connections.store(TENANT, {
        vendor: "eaccounting",
        accessToken: "a",
        refreshToken: "r",
        accessExpiresAt: NOW,
        identity: "company",
        name: "Shop",
        scope: "all",
        company: null,
        client: null,
      }),
  }),
  "run a flow": trial({
    make: () => tenantInNode(),
    call: ({ object }) => object.flows.run(TENANT, "orders"),
  }),
  "run a comparison": trial({
    make: () => tenantInNode(),
    call: ({ object }) =>
      object.reconciliation.start(TENANT, { from: "2026-11-01", to: "2026-11-24" }),
  }),
  retry: trial({
    make: held,
    call: ({ object, jobId }) => object.jobs.retry(TENANT, jobId, "anna"),
  }),
  resync: trial({
    make: held,
    call: ({ object, jobId }) => object.jobs.act(TENANT, jobId, "resync", "anna"),
  }),
  skip: trial({
    make: held,
    call: ({ object, jobId }) => object.jobs.skip(TENANT, jobId, "anna", ""),
  }),
  unlink: trial({
    make: held,
    call: ({ object, jobId }) => object.jobs.unlink(TENANT, jobId, "anna", ""),
  }),
  "link by hand": trial({
    make: async () => {
      const world = await running();
      const looking = enqueued(world, "link:3", "link");
      const answer = await world.object.runner.claim(TENANT, looking);
      if (answer.kind !== "run") throw new Error(answer.kind);
      return {
        ...world,
        link: { tenantId: TENANT, jobId: looking, claimNo: answer.claim.claimNo },
      };
    },
    call: ({ object, link }) =>
      object.runs.takeLink(link, {
        orderKey: "order:3",
        actor: "anna",
        confirmed: true,
        number: "42",
        document: {
          kind: "order",
          record: { ...ORDER, id: "d-7" },
          codes: [],
          differs: [],
          label: "1003",
          figures: { gross: "1.00", vat: "0.20", currency: "SEK" },
        },
      }),
  }),
  "link an article": trial({
    make: async () => {
      const world = await tenantInNode();
      for (const number of ["CAP", "HAT"])
        products.save(
          world.sql,
          { id: number.toLowerCase(), product: article({ id: number.toLowerCase(), number }) },
          1,
        );
      await world.object.links.put(TENANT, { kind: "article", source: "CUP", target: "cap" });
      return world;
    },
    call: ({ object }) =>
      object.links.put(TENANT, { kind: "article", source: "CUP", target: "hat" }),
  }),
  "unlink an article": trial({
    make: async () => {
      const world = await tenantInNode();
      products.save(world.sql, { id: "cap", product: article({ id: "cap", number: "CAP" }) }, 1);
      await world.object.links.put(TENANT, { kind: "article", source: "CUP", target: "cap" });
      return world;
    },
    call: ({ object }) => object.links.remove(TENANT, { kind: "article", source: "CUP" }),
  }),
  "link a customer": trial({
    make: () => tenantInNode(),
    call: ({ object }) =>
      object.links.put(TENANT, { kind: "customer", source: "7", target: "c-1" }),
  }),
  "begin a dry run": trial({
    make: () => tenantInNode(),
    call: ({ object }) =>
      object.backfills.begin(
        TENANT,
        { from: "2026-09-01", to: "2026-09-30", dryRunId: null },
        "anna",
      ),
  }),
  "begin a back-fill": trial({
    make: async () => {
      const world = await filling();
      run(world.sql, "DELETE FROM backfills WHERE id = ?", world.id);
      run(world.sql, "DELETE FROM backfill_orders WHERE backfill = ?", world.id);
      return world;
    },
    call: ({ object, dry }) =>
      object.backfills.begin(
        TENANT,
        { from: "2026-09-01", to: "2026-09-30", dryRunId: dry },
        "anna",
      ),
  }),
  "cancel a back-fill": trial({
    make: async () => {
      const world = await filling();
      backfills.advance(world.object.inside());
      run(
        world.sql,
        "UPDATE backfill_orders SET state = 'planned', job_id = NULL WHERE key = 'order:3' AND backfill = ?",
        world.id,
      );
      return world;
    },
    call: ({ object, id }) => object.backfills.cancel(TENANT, id),
  }),
  "take a back-fill back": trial({
    make: async () => {
      const world = await filling();
      backfills.advance(world.object.inside());
      for (const { key, job_id } of all<{ key: string; job_id: string }>(
        world.sql,
        "SELECT key, job_id FROM backfill_orders WHERE backfill = ?",
        world.id,
      )) {
        const { opId } = journal.send(world.sql, {
          jobId: job_id,
          claimNo: 1,
          intent: { ...CREATE, key },
          request: SEALED,
          now: NOW,
          abortAt: NOW,
        });
        journal.setState(world.sql, opId, "compared", NOW);
        journal.saveDocument(world.sql, key, { ...ORDER, id: key }, NOW);
      }
      run(
        world.sql,
        "UPDATE backfill_orders SET state = 'done', verdict = 'booked' WHERE backfill = ?",
        world.id,
      );
      run(world.sql, "UPDATE backfills SET state = 'done' WHERE id = ?", world.id);
      return world;
    },
    call: ({ object, id }) => object.backfills.undo(TENANT, id),
  }),
  "cancel a run": trial({
    make: async () => {
      const world = await tenantInNode();
      const jobId = enqueued(world, "products", "products");
      run(
        world.sql,
        "INSERT INTO runs (id, key, flow, claim, whole, state, read, before, found, marks, pace, began_at) VALUES ('r1', 'products', 'products', 1, 1, 'writing', 1, 0, 2, '{\"products-since\":\"1\"}', '[]', 1)",
      );
      for (const id of ["product:a", "product:b"])
        jobs.create(world.sql, {
          key: id,
          flow: "products",
          lane: "sweep",
          type: "changed",
          due: NOW,
          now: NOW,
        });
      return { ...world, jobId };
    },
    call: ({ object }) => object.flows.cancelRun(TENANT, "r1"),
  }),
  "take in a page": trial({
    make: () => tenantInNode(),
    call: ({ object }) =>
      object.transfer.take(
        TENANT,
        "links",
        ["7", "8"].map((source) => ({
          kind: "customer",
          source,
          target: "c-1",
          by: "engine",
          data: "{}",
        })),
      ),
  }),
  "take in what is open": trial({
    make: () => tenantInNode(),
    call: ({ object }) =>
      object.transfer.take(
        TENANT,
        "open",
        ["7", "8"].map((id) => ({ id: `j${id}`, key: `order:${id}`, flow: "orders" })),
      ),
  }),
  retire: trial({ make: running, call: ({ object }) => object.admin.retire(TENANT, "anna") }),
  "a test of the notices": trial({
    make: async () => {
      const world = await tenantInNode();
      const settings = defaultSettings();
      await world.object.admin.configure(TENANT, {
        administrationId: 1,
        version: 2,
        settings: {
          ...settings,
          notifications: {
            ...settings.notifications,
            emails: ["a@b.nl"],
            webhook: "https://hooks.nl/a",
          },
        },
      });
      return world;
    },
    call: ({ object }) => {
      Object.assign(object.inside().deps, { mail: async () => undefined });
      return object.monitoring.testNotices(TENANT);
    },
  }),
};

test.each(Object.entries(CALLS))(
  "%s: whichever statement fails, all or nothing is kept",
  (_name, tried) => tried(),
);
