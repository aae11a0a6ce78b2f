/** One person's data on a page: nothing goes before it was shown what goes and what stays. */
import { expect, test } from "vitest";
import type { JobView } from "../../src/domain/jobs/job.ts";
import { LANGUAGES } from "../../src/domain/language.ts";
import type { PersonFound, PersonNamed } from "../../src/sync/contract/people.ts";
import type { PersonPage, PersonQuery } from "../../src/sync/contract/index.ts";
import { signedIn } from "./browser.ts";

const HOSTILE = `<script>alert("1")</script>`;
const ANNA = "Anna@Example.com";

const job = (id: string, label: string, status: JobView["status"] = "done"): JobView => ({
  id,
  key: `order:${id}`,
  flow: "orders",
  lane: "live",
  status,
  outcome: status === "done" ? "booked" : null,
  wait: null,
  due: null,
  wanted: 1,
  seen: 1,
  settingsVersion: 1,
  label,
  figures: null,
  createdAt: 1,
  updatedAt: 2,
  reasons: [],
});
const kept = (one: JobView): PersonPage["jobs"][number] => ({
  job: one,
  operations: [],
  timeline: [{ at: 1, what: "event", title: "webhook", detail: { email: ANNA } }],
  documents: [],
  missing: false,
});

/** Two pages of what is kept; `asked` is what the object was asked. */
async function withAnna(address: string, open = false) {
  const asked: PersonQuery[] = [];
  const { world, user } = await signedIn(
    {
      "privacy.identities": (_: string, { identities, number }: PersonNamed): PersonFound => ({
        identities: [
          ...identities,
          ...(number === undefined ? [] : [`debtor:${Number(number) - 10_000}`]),
        ],
        shared: number === undefined ? ["10301"] : [],
      }),
      "privacy.person": (_: string, query: PersonQuery): PersonPage => {
        asked.push(query);
        const isFirst = query.cursor === undefined;
        return {
          jobs: query.erase
            ? []
            : isFirst
              ? [kept(job("j1", "1001"))]
              : [kept(job("j1", "1001")), kept(job("j2", HOSTILE, open ? "waiting" : "done"))],
          open: query.erase && open && !isFirst ? 1 : 0,
          links: isFirst ? [{ source: "7", target: "c7" }] : [],
          evidence: { count: isFirst ? 3 : 0, records: [] },
          cursor: isFirst ? "j1 1" : null,
        };
      },
    },
    address,
  );
  const id = await world.makeTenant();
  const path = `/admin/tenants/${id}/personal-data`;
  const csrf = await user.csrf(path);
  const send = (form: Record<string, string>) => user.post(path, { csrf, ...form });
  return { world, user, id, path, asked, send };
}

test("a person is shown by name before anything is erased, and nothing is opened for it", async () => {
  const { asked, send, path } = await withAnna("203.0.113.61");
  const shown = await send({ email: ANNA, debtor: "10007" });
  expect(shown.status).toBe(200);
  expect(asked).toEqual([
    { identities: ["email:anna@example.com", "debtor:7"], erase: false, brief: true },
    {
      identities: ["email:anna@example.com", "debtor:7"],
      erase: false,
      brief: true,
      cursor: "j1 1",
    },
  ]);
  // Each job once, though its payloads lie on two pages.
  expect(shown.text).toContain("The timelines of 2 runs");
  expect(shown.text).toContain("one customer in eAccounting");
  expect(shown.text).toContain("a second customer");
  expect(shown.text).toContain("Settlement files of payouts, where they are stored here");
  expect(shown.text).toContain("&lt;script&gt;");
  expect(shown.text).not.toContain(HOSTILE);
  expect(path).not.toContain("@");
});

test("erasing takes every page, and says which runs write again", async () => {
  const { asked, send } = await withAnna("203.0.113.62", true);
  const erased = await send({ email: ANNA, debtor: "", act: "erase", seen: "2 1 3" });
  expect(asked.map(({ erase, cursor }) => [erase, cursor])).toEqual([
    [false, undefined],
    [false, "j1 1"],
    [true, undefined],
    [true, "j1 1"],
  ]);
  expect(erased.text).toContain("was erased here, including the stored details of one customer");
  expect(erased.text).toContain("One run isn&#39;t finished");
});

test("an erasure that confirms other figures than there are erases nothing and shows them anew", async () => {
  const { asked, send } = await withAnna("203.0.113.69");
  for (const seen of ["1 1 3", ""]) {
    const answer = await send({ email: ANNA, debtor: "", act: "erase", seen });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain("Something has changed since you opened the preview.");
    expect(answer.text).toContain('name="seen" value="2 1 3"');
  }
  expect(asked.some(({ erase }) => erase)).toBe(false);
});

test("a customer that others buy for as well is named, so that it isn't missed", async () => {
  const { send } = await withAnna("203.0.113.70");
  const both =
    "Customer \u206810301\u2069 in Asperion has this address, and also orders without it.";
  expect((await send({ email: ANNA, debtor: "" })).text).toContain(both);
  expect((await send({ email: ANNA, debtor: "10007" })).text).not.toContain("orders without it");
});

test("the document that is downloaded is whole, and no link of ours names the person", async () => {
  const { send } = await withAnna("203.0.113.63");
  const document = await send({ email: ANNA, debtor: "", act: "download" });
  expect(document.headers.get("content-disposition")).toContain("personal-data.json");
  expect(document.headers.get("cache-control")).toBe("no-store");
  const { jobs, links } = JSON.parse(document.text) as {
    jobs: readonly { id: string; story: readonly unknown[] }[];
    links: readonly unknown[];
  };
  expect([jobs.map(({ id }) => id), jobs[0]?.story.length, links.length]).toEqual([
    ["j1", "j1", "j2"],
    1,
    1,
  ]);
});

test("evidence of many orders is in the document whole, before the jobs, however many pages it takes", async () => {
  const records = (from: number, count: number) =>
    Array.from({ length: count }, (_, n) => ({ orderId: String(from + n) })) as never;
  const page = (over: Partial<PersonPage>): PersonPage => ({
    jobs: [],
    open: 0,
    links: [],
    evidence: { count: 0, records: [] },
    cursor: null,
    ...over,
  });
  const pages: Readonly<Record<string, PersonPage>> = {
    "": page({
      links: [{ source: "7", target: "c7" }],
      evidence: { count: 5, records: records(1, 2) },
      cursor: "evidence 2026Q1 order:2 v",
    }),
    "evidence 2026Q1 order:2 v": page({
      evidence: { count: 0, records: records(3, 2) },
      cursor: "evidence 2026Q1 order:4 v",
    }),
    "evidence 2026Q1 order:4 v": page({
      evidence: { count: 0, records: records(5, 1) },
      jobs: [kept(job("j1", "1001"))],
      cursor: "j1 1",
    }),
    "j1 1": page({ jobs: [kept(job("j2", "1002"))] }),
  };
  const { user, world } = await signedIn(
    {
      "privacy.identities": (_: string, { identities }: PersonNamed): PersonFound => ({
        identities,
        shared: [],
      }),
      "privacy.person": (_: string, query: PersonQuery) => pages[query.cursor ?? ""],
    },
    "203.0.113.66",
  );
  const path = `/admin/tenants/${await world.makeTenant()}/personal-data`;
  const answer = await user.post(path, {
    csrf: await user.csrf(path),
    email: ANNA,
    debtor: "",
    act: "download",
  });
  const document = JSON.parse(answer.text) as {
    evidence: { count: number; records: readonly { orderId: string }[] };
    jobs: readonly { id: string }[];
  };
  expect([
    document.evidence.count,
    document.evidence.records.map(({ orderId }) => orderId),
    document.jobs.map(({ id }) => id),
  ]).toEqual([5, ["1", "2", "3", "4", "5"], ["j1", "j2"]]);
});

test.each([
  ["neither", { email: "", debtor: "" }],
  ["no address", { email: "anna", debtor: "" }],
  ["no number", { email: "", debtor: "7; DROP" }],
  ["erasing nobody", { email: "", debtor: "", act: "erase" }],
])("%s is a fault beside the form, and asks nobody", async (_, form) => {
  const { asked, send } = await withAnna("203.0.113.64");
  const answer = await send(form);
  expect([answer.status, asked]).toEqual([400, []]);
  expect(answer.text).toContain('aria-invalid="true"');
});

test("the page stands in each language, and who looked is in the audit log, never at whom", async () => {
  const { world, user, id, path, send } = await withAnna("203.0.113.65");
  const titles = new Set<string>();
  for (const language of LANGUAGES) {
    await user.post("/admin/language", { csrf: await user.csrf(path), language, next: path });
    titles.add(/<h1>([^<]+)/.exec((await user.go(path)).text)?.[1] ?? "");
  }
  expect(titles.size).toBe(LANGUAGES.length);
  await send({ email: ANNA, debtor: "" });
  const audit = await user.go(`/admin/tenants/${id}/audit`);
  expect(audit.text.toLowerCase()).not.toContain("anna@example.com");
  expect(await world.auditOf(id)).toEqual(["admin-token tenant.make", "operator person.preview"]);
});

test("each order stands once with its state of now and its amount, the person by name, and runs are a figure", async () => {
  let outcome: JobView["outcome"] = "booked";
  const figures = { gross: "447.00", vat: "89.40", currency: "SEK" };
  const { user, world } = await signedIn(
    {
      "privacy.identities": (_: string, { identities }: PersonNamed): PersonFound => ({
        identities,
        shared: [],
      }),
      "privacy.person": (): PersonPage => ({
        jobs: [
          kept({ ...job("7", "1034"), id: "a1", figures, updatedAt: 1 }),
          kept({ ...job("7", "1034"), id: "a2", outcome, updatedAt: 5 }),
          kept({ ...job("7", "1034"), id: "d1", key: "dry-run:b1:7", flow: "dry-run" }),
        ],
        open: 0,
        links: [],
        evidence: { count: 0, records: [] },
        cursor: null,
      }),
      "jobs.people": { a2: { company: null, name: "Lena Lind", city: null, country: "SE" } },
    },
    "203.0.113.59",
  );
  const path = `/admin/tenants/${await world.makeTenant()}/personal-data`;
  const csrf = await user.csrf(path);
  const words = async () => {
    const { text } = await user.post(path, { csrf, email: ANNA, debtor: "" });
    expect(text.match(/\/orders\/a\d"/g)).toEqual(['/orders/a2"']);
    expect(text).not.toContain("/orders/d1");
    return text
      .replace(/<[^>]+>/g, " ")
      .replace(/[\u2068\u2069]/g, "")
      .replace(/\s+/g, " ");
  };
  const text = await words();
  expect(text).toContain("Name Lena Lind");
  expect(text).toContain("Country Sweden");
  expect(text).toContain("Runs 3");
  expect(text).toMatch(/1034 In eAccounting 447\.00 SEK/);
  outcome = "held";
  expect(await words()).toMatch(/1034 On hold 447\.00 SEK/);
});
