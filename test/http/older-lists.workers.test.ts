/** Lists of daily vouchers and payouts say how many there are, and lead to the older ones. */
import { expect, test } from "vitest";
import { signedIn } from "./browser.ts";
import { edges } from "./world.ts";

test("the pages of both lists", async () => {
  const { world, user } = await signedIn(
    {
      "days.list": (_: string, page: number) => ({
        vouchers: [],
        waiting: [],
        next: null,
        total: 205,
        page,
      }),
      "payouts.list": [],
      "payouts.total": 403,
      "payouts.reading": [],
    },
    "203.0.113.241",
  );
  const id = await world.makeTenant();
  const at = `/admin/tenants/${id}`;
  const days = (await user.go(`${at}/days?page=2`)).text;
  expect(days).toContain("Page 2 of 3");
  expect(days).toContain("205 daily vouchers in all");
  expect(days).toContain(`<a href="${at}/days">Newer</a>`);
  expect(days).toContain(`<a href="${at}/days?page=3">Older</a>`);
  const payouts = (await user.go(`${at}/payouts?page=3`)).text;
  expect(payouts).toContain("Page 3 of 3");
  expect(payouts).toContain("403 payouts in all");
  expect(payouts).toContain(`<a href="${at}/payouts?page=2">Newer</a>`);
  expect(payouts).not.toContain(">Older<");
  const asked = world.tenants.calls.flatMap(({ method, args }) =>
    method === "days.list" || method === "payouts.list" ? [[method, args[1]]] : [],
  );
  expect(asked).toEqual([
    ["days.list", 1],
    ["payouts.list", 2],
  ]);
});

test("the API's lists are read page by page too, and say how many there are", async () => {
  const { api, makeTenant, tenants } = await edges({
    "days.list": (_: string, page: number) => ({
      vouchers: [],
      waiting: [],
      next: null,
      total: 205,
      page,
    }),
    "payouts.list": [],
    "payouts.total": 403,
  });
  const at = `/tenants/${await makeTenant()}`;
  const read = async (path: string) => (await api("GET", `${at}/${path}`)).status;
  expect((await api("GET", `${at}/days?page=9`)).body).toMatchObject({ total: 205, pages: 3 });
  expect((await api("GET", `${at}/payouts`)).body).toMatchObject({ total: 403, pages: 3 });
  tenants.answers["payouts.total"] = 0;
  expect((await api("GET", `${at}/payouts`)).body).toMatchObject({ total: 0, pages: 1 });
  tenants.calls.length = 0;
  for (const list of ["days", "payouts"])
    expect([
      await read(list),
      await read(`${list}?page=3&other=1`),
      await read(`${list}?page=0`),
    ]).toEqual([200, 200, 400]);
  const asked = tenants.calls.flatMap(({ method, args }) =>
    method === "days.list" || method === "payouts.list" ? [[method, args[1]]] : [],
  );
  expect(asked).toEqual([
    ["days.list", 0],
    ["days.list", 2],
    ["payouts.list", 0],
    ["payouts.list", 2],
  ]);
});
