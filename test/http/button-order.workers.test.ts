/** One order of buttons in every form: the filled one first, as on sheets. */
import { expect, test } from "vitest";
import { NO_DIFFERENCES } from "./compared.ts";
import { signedIn } from "./browser.ts";
import { healthOf } from "./world.ts";

const FORM = /<form method="post"[^>]*>(.*?)<\/form>/gs;

/** Of each form with a filled button and others: the buttons that are seen, and what Enter sends. */
const formsIn = (html: string) =>
  [...html.slice(html.indexOf("<main")).matchAll(FORM)].flatMap(([, form = ""]) => {
    const buttons = [...form.matchAll(/<button\b([^>]*)>/g)].map(([, said = ""]) => said);
    const seen = buttons.filter((said) => !said.includes('class="unseen"'));
    // Safari sends no button that isn't drawn.
    expect(buttons.filter((said) => / hidden\b/.test(said.replace(/aria-hidden/, "")))).toEqual([]);
    const kinds = seen.map((said) => (said.includes('class="second"') ? "second" : "filled"));
    const [sends] = /value="[^"]*"/.exec(buttons[0] ?? "") ?? [];
    return new Set(kinds).size < 2 ? [] : [{ kinds: kinds.join(" "), sends }];
  });

test("the filled button stands first, and Enter sends what it always did", async () => {
  const { world, user } = await signedIn(
    {
      "jobs.list": { jobs: [], cursor: null },
      "monitoring.health": (id: string) => healthOf(id),
      "reads.names": {},
      "reads.orderValues": [],
      "reconciliation.view": { run: null, compared: [], findings: [], orders: [], cursor: null },
      "reconciliation.differences": NO_DIFFERENCES,
    },
    "203.0.113.235",
  );
  const shop = `/admin/tenants/${await world.makeTenant()}`;
  const found = async (path: string) => formsIn((await user.go(`${shop}/${path}`)).text);
  expect(await found("settings/orders")).toEqual([
    { kinds: "filled second", sends: 'value="compare"' },
  ]);
  expect(await found("mapping")).toEqual([{ kinds: "filled second second", sends: 'value="try"' }]);
  expect(await found("settings/lookups")).toEqual([
    { kinds: "filled second", sends: 'value="save"' },
  ]);
  expect(await found("comparison")).toEqual([{ kinds: "filled second", sends: 'value="show"' }]);
});
