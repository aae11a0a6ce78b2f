/** Fields of rules that take an id of eAccounting, one of many: chosen by name, or with why not. */
import { expect, test } from "vitest";
import { signedIn } from "./browser.ts";

test.each([
  ["customers", "DeliveryTermId", "eaccounting.deliveryTerms"],
  ["orders.head", "BackgroundId", "eaccounting.backgrounds"],
  ["articles", "SupplierId", "eaccounting.suppliers"],
])(
  "in %s a %s is chosen by its name, and where that can't be the field says why",
  async (part, target, list) => {
    const { world, user } = await signedIn(
      { "jobs.list": { jobs: [], cursor: null } },
      "203.0.113.151",
    );
    const id = await world.makeTenant();
    const page = `/admin/tenants/${id}/mapping`;
    const given = { [`${part}.target`]: target, [`${part}.default`]: "id-1" };
    const typed = async (names: object) => {
      world.tenants.answers["reads.names"] = names;
      const csrf = await user.csrf(page);
      return (await user.post(`${page}/try?part=${part}&rule=0`, { csrf, ...given })).text;
    };
    const of = (fault: string | null, ...names: string[]) => ({
      [list]: {
        entries: names.map((name) => ({ id: "id-1", name, note: null })),
        readAt: fault === null ? 1 : null,
        fault,
      },
    });
    const chosen = await typed(of(null, "Ex <b>Works"));
    expect(chosen).toContain('<option value="id-1" selected="">Ex &lt;b&gt;Works<');
    expect(chosen).not.toContain("This list doesn");
    expect((await user.go(page)).text).toMatch(/IDs by name, for use in rules.*Ex &lt;b&gt;Works/s);
    const cut = await typed({ [list]: { ...of(null, "Ex Works")[list], more: true } });
    expect(cut).toContain('<option value="id-1" selected="">Ex Works<');
    expect(cut).toContain("This list doesn&#39;t have all of them.");
    for (const [names, why] of [
      [{}, "The names haven&#39;t been fetched yet."],
      [of(null), "eAccounting has none of these for this company."],
      [of("no-access"), "doesn&#39;t have the right to in eAccounting. Enter the ID."],
      [of("later"), "This list couldn&#39;t be read. You can enter IDs for now."],
      [of("unreadable"), "eAccounting doesn&#39;t list these for this company. Enter the ID."],
    ] as const) {
      const text = await typed(names);
      expect([text.includes(why), /<input [^>]*value="id-1"/.test(text)]).toEqual([true, true]);
    }
  },
);
