/**
 * A replacement article is found by its number or name as one types; without scripts saving looks
 * for what was typed, and says what fits.
 */
import { expect, test } from "vitest";
import { BY_ID, type NameEntry, type PartiesFound } from "../../src/domain/ledger/names.ts";
import { signedIn } from "./browser.ts";

const entry = (id: string, name: string): NameEntry => ({ id, name: `${id} ${name}`, note: null });
const MUG = entry("1001", "Mug <b>red</b>");
const CUP = entry("10010", "Mug blue");
const FREIGHT = entry("AS-25", "Freight");

/** As the vendor finds them: by the start of a number, or a part of a name. */
const search = (text: string): PartiesFound => ({
  kind: "found",
  more: false,
  entries: [MUG, CUP, FREIGHT].filter(({ id, name }) =>
    text.startsWith(BY_ID)
      ? id === text.slice(BY_ID.length)
      : id.startsWith(text) || name.toLowerCase().includes(text.toLowerCase()),
  ),
});

async function open(address: string, find: (text: string) => PartiesFound = search) {
  const asked: string[] = [];
  const { world, user } = await signedIn(
    {
      "reads.names": {
        "eaccounting.articles": { entries: [MUG], readAt: 1, fault: null },
      },
      "admin.configure": { ok: true },
      "reads.findParties": (_: string, of: string, text: string) => (
        asked.push(`${of} ${text}`),
        find(text)
      ),
    },
    address,
  );
  const id = await world.makeTenant();
  const at = `/admin/tenants/${id}/settings/lookups/article`;
  const saved = async () => {
    const { body } = await world.api("GET", `/tenants/${id}/settings`);
    return (body["lookups"] as { article: { table: object; default?: string } }).article;
  };
  const send = async (rows: Readonly<Record<string, string>>) => {
    const { text } = await user.go(at);
    const one = (name: string) =>
      new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? "";
    return user.post(at, [
      ["csrf", one("csrf")],
      ["version", one("version")],
      ["action", "save"],
      ...Object.entries(rows).flatMap(([from, to]) => [
        ["lookups.article.from", from],
        ["lookups.article.to", to],
      ]),
    ]);
  };
  return { world, user, id, at, asked, saved, send };
}

test("what is typed is looked for by number and name, and suggested; nothing is saved", async () => {
  const { user, at, asked, saved } = await open("203.0.113.121");
  const { text } = await user.go(at);
  // Each field asks for itself; without scripts the articles of the settings are suggested.
  expect(text).toContain('hx-trigger="input delay:400ms"');
  expect(text).toContain(`hx-post="${at}/find?field=lookups.article.to&amp;at=1"`);
  expect(text).toMatch(
    /<datalist id="list-articles"><option value="1001" [^>]*>1001 Mug &lt;b&gt;/,
  );
  const csrf = /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? "";
  const find = async (typed: string) =>
    (
      await user.post(`${at}/find?field=lookups.article.default&at=0`, {
        csrf,
        "lookups.article.default": typed,
      })
    ).text;
  const found = await find(" mug ");
  expect(found).not.toContain("<html");
  expect([...found.matchAll(/value="([^"]*)"/g)].map(([, number]) => number)).toEqual([
    "1001",
    "10010",
  ]);
  expect(found).toContain("Mug &lt;b&gt;red");
  expect(await find("m")).toBe('<datalist id="list-articles"></datalist>');
  expect(asked).toEqual(["eaccounting.articles mug"]);
  expect(await saved()).toEqual({ table: {} });
});

test("saved, a name becomes the number that it alone fits, and a whole number is that article", async () => {
  const { user, at, saved, send } = await open("203.0.113.122");
  expect((await send({ POST: "freight", BLUE: "10010", RED: "1001" })).status).toBe(303);
  expect(await saved()).toEqual({ table: { POST: "AS-25", BLUE: "10010", RED: "1001" } });
  // By its name, beside the number.
  expect((await user.go(at)).text).toContain('<bdi class="hint">1001 Mug &lt;b&gt;red');
});

test("what several fit or none is said with what there is, and isn't saved; what can't be looked for is taken", async () => {
  const { asked, saved, send } = await open("203.0.113.123");
  const several = await send({ RED: "mug" });
  const said = several.text.replaceAll(/[\u2066-\u2069]/g, "");
  expect(several.status).toBe(400);
  expect(said).toContain(
    "Several articles match mug: 1001 Mug &lt;b&gt;red&lt;/b&gt;, 10010 Mug blue.",
  );
  // What was typed stands there.
  expect(said).toContain('value="mug"');
  expect((await send({ RED: "lamp" })).text).toContain("No article in eAccounting has the number");
  expect(await saved()).toEqual({ table: {} });
  expect(asked.slice(0, 2)).toEqual(["eaccounting.articles id:mug", "eaccounting.articles mug"]);

  const away = await open("203.0.113.124", () => ({ kind: "later" }));
  expect((await away.send({ RED: "1001" })).status).toBe(303);
  expect(await away.saved()).toEqual({ table: { RED: "1001" } });
});

test.each([
  ["refuses to search", "unsearchable", "Search isn&#39;t available for this here. Enter the ID."],
  ["can't be searched now", "later", "The search isn&#39;t available right now."],
] as const)(
  "a name isn't saved as a number where eAccounting %s and nothing has that number",
  async (_, kind, why) => {
    const { saved, send } = await open("203.0.113.125", (text) =>
      text.startsWith(BY_ID) ? search(text) : { kind },
    );
    const { status, text } = await send({ RED: "freight" });
    expect([status, text.includes(why)]).toEqual([400, true]);
    expect(text).not.toContain("No article in eAccounting has the number");
    expect(await saved()).toEqual({ table: {} });
    expect((await send({ RED: "1001" })).status).toBe(303);
  },
);

test("while nothing can be looked for, what has a blank is a name and isn't taken", async () => {
  const { saved, send } = await open("203.0.113.126", () => ({ kind: "later" }));
  const { status, text } = await send({ RED: "Mug red" });
  expect([status, text.includes("The search isn&#39;t available right now.")]).toEqual([400, true]);
  expect(await saved()).toEqual({ table: {} });
});
