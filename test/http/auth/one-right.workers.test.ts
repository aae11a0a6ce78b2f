/** A deed has one right, wherever it is asked for. */
import { expect, test } from "vitest";
import { edgeOf } from "../../../src/http/app.ts";
import { type Guard, ROUTES } from "../../../src/http/auth/routes.ts";
import type { Actor } from "../../../src/http/deps.ts";
import { deleteLink, putLink } from "../../../src/http/usecases/ledger/links.ts";
import { edges } from "../world.ts";

const guards: readonly (readonly [route: string, guard: string])[] = (
  Object.keys(ROUTES) as Guard[]
).flatMap((guard) => ROUTES[guard].map((route) => [route, guard] as const));

/** Of one job, on the pages of each list and in the API. */
const deeds = Map.groupBy(
  guards.flatMap(([route, guard]) => {
    const [, deed] = /^(?:GET|POST) \S+\/:jobId\/([\w-]+)$/.exec(route) ?? [];
    return deed === undefined ? [] : [{ route, guard, deed }];
  }),
  // Which article is which isn't which customer or document is.
  ({ route, deed }) =>
    /\/products\/:jobId\/(link|unlink)$/.test(route) ? `article ${deed}` : deed,
);

test("what is asked of one job has one right, on the pages of each list and in the API", () => {
  const rights = Object.fromEntries(
    [...deeds].map(([deed, all]) => [deed, [...new Set(all.map(({ guard }) => guard))].join(" ")]),
  );
  expect(rights).toEqual({
    retry: "book",
    resync: "book",
    skip: "book",
    "undo-skip": "book",
    link: "book",
    unlink: "book",
    "article link": "work",
    "article unlink": "work",
    book: "book",
    "book-again": "book",
    posting: "book",
  });
  expect(deeds.get("retry")?.map(({ route }) => route)).toEqual(
    expect.arrayContaining([
      "GET /admin/tenants/:id/products/:jobId/retry",
      "POST /admin/tenants/:id/stock/:jobId/retry",
      "POST /api/v1/tenants/:id/jobs/:jobId/retry",
    ]),
  );
});

test("a sheet is read by those who may send it", () => {
  const SHEET = /\/(retry|resync|skip|undo-skip|book-again|link|unlink|stop|mend|copy)$/;
  const sheets = guards.filter(([route]) => route.startsWith("GET /admin/") && SHEET.test(route));
  expect(sheets.length).toBeGreaterThan(15);
  for (const [route, guard] of sheets)
    expect(guards, route).toContainEqual([route.replace("GET", "POST"), guard]);
});

test("which article is which is decided by whoever may change the shop's work", async () => {
  const world = await edges({ "links.put": { ok: true }, "links.remove": { ok: true } });
  const id = await world.makeTenant();
  const deps = edgeOf(world.deps);
  const answers = async (role: "owner" | "accountant") => {
    const actor: Actor = { id: role, name: role, everywhere: null, shops: { [id]: role } };
    const statusOf = async (answer: ReturnType<typeof putLink>) => {
      const done = await answer;
      return done.ok ? 200 : done.error.status;
    };
    const customer = { kind: "customer", source: "7" } as const;
    const article = { kind: "article", source: "MUG" } as const;
    return [
      await statusOf(putLink({ deps, actor, tenantId: id }, { ...customer, target: "c-1" })),
      await statusOf(deleteLink({ deps, actor, tenantId: id }, customer)),
      await statusOf(putLink({ deps, actor, tenantId: id }, { ...article, target: "a-1" })),
      await statusOf(deleteLink({ deps, actor, tenantId: id }, article)),
    ];
  };
  expect(await answers("owner")).toEqual([200, 200, 200, 200]);
  expect(await answers("accountant")).toEqual([200, 200, 403, 403]);
});
