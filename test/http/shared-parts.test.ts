/** The parts that several pages share: tables of postings, filters of lists, a new password. */
import "../support/load-messages.ts";
import { jsx } from "hono/jsx";
import { expect, test } from "vitest";
import { FilterChoice, FilterDays, Reversed } from "../../src/http/pages/parts/filters.tsx";
import { Records } from "../../src/http/pages/parts/table.tsx";
import { NewPassword } from "../../src/http/pages/accounts/new-password.tsx";
import { PostingHead, PostingLine, PostingSum } from "../../src/http/pages/parts/posting-table.tsx";
import { Documents } from "../../src/http/pages/comparison/columns.tsx";
import { ManualLinks } from "../../src/http/pages/orders/links/manual-links.tsx";
import { JobActionPreview } from "../../src/http/pages/orders/actions/job-action-preview.tsx";
import { knownNames } from "../../src/http/usecases/jobs/known-names.ts";
import { titleOf } from "../../src/http/pages/settings/saving/confirm.tsx";
import { LanguageContext, NowContext } from "../../src/http/pages/frame/use-messages.ts";
import { jobView } from "./job-view.ts";

const inEnglish = (part: unknown, props: object) =>
  jsx(
    LanguageContext.Provider as unknown as string,
    { value: "en" },
    jsx(NowContext.Provider as unknown as string, { value: 0 }, jsx(part as string, { ...props })),
  );
const html = (part: unknown, props: object): string => String(inEnglish(part, props));
/** Of what asks its shop first. */
const whole = async (part: unknown, props: object): Promise<string> =>
  String(await inEnglish(part, props).toString());
const cells = (row: string): readonly string[] =>
  [...row.matchAll(/<t[hd](?: [^>]*)?>(.*?)<\/t[hd]>/g)].map(([, text = ""]) => text);

test("a posting has its debit left of its credit, the side that it doesn't stand on is left out", () => {
  const line = { account: 1510, name: "Receivables", debit: "125.00", credit: "0.00" };
  expect(
    cells(html(PostingHead, { account: "Account", name: "Name", currency: null, vatCode: true })),
  ).toEqual(["Account", "Name", "Debit", "Credit", "VAT code"]);
  // Where all lines have one currency, the columns name it.
  expect(cells(html(PostingHead, { account: "Account", name: "Name", currency: "SEK" }))).toEqual([
    "Account",
    "Name",
    "Debit (SEK)",
    "Credit (SEK)",
  ]);
  expect(cells(html(PostingLine, line))).toEqual(["1510", "<bdi>Receivables</bdi>", "125.00", "–"]);
  expect(cells(html(PostingLine, { ...line, debit: null, credit: "7", vatCode: null }))).toEqual([
    "1510",
    "<bdi>Receivables</bdi>",
    "–",
    "7.00",
    "–",
  ]);
  expect(cells(html(PostingSum, { debit: "1.00", credit: "2.00", vatCode: true }))).toEqual([
    "Total",
    "1.00",
    "2.00",
    "",
  ]);
});

test("days that end before they begin are marked in both fields, with why", () => {
  const days = { from: "2026-02-01", to: "2026-01-01", hint: "days-hint" };
  const wrong = html(FilterDays, { ...days, reversed: true });
  expect(wrong.match(/aria-invalid="true"/g)).toHaveLength(2);
  expect(wrong.match(/aria-describedby="days-fault days-hint"/g)).toHaveLength(2);
  expect(html(Reversed, { is: true })).toContain('id="days-fault"');
  const right = html(FilterDays, { ...days, reversed: false });
  expect(right).not.toContain("aria-invalid");
  expect(right.match(/aria-describedby="days-hint"/g)).toHaveLength(2);
});

test("a filter that is chosen stays chosen, and can be taken off", () => {
  const choice = html(FilterChoice, {
    name: "kind",
    label: "Kind",
    values: ["a", "b"],
    text: (value: string) => value.toUpperCase(),
    chosen: "b",
  });
  expect(choice).toContain('<option value="">All</option>');
  expect(choice).toMatch(/<option value="b" selected[^>]*>B</);
  expect(choice.match(/ selected/g)).toHaveLength(1);
});

test("the first column has its name before it in a card, where it says nothing by itself", () => {
  const list = (isNamed: boolean) =>
    html(Records, {
      label: "Lines",
      columns: [
        { name: "Line", isNamed, cell: String },
        { name: "Text", cell: () => "x" },
      ],
      records: [7],
    });
  expect(list(true)).toContain('<th scope="row" data-of="Line">7</th><td data-of="Text">');
  expect(list(false)).toContain('<th scope="row">7</th><td data-of="Text">');
});

test("a new password has its least length, and is told from the current one by password managers", () => {
  const field = html(NewPassword, { label: "New password", wrong: true });
  for (const part of [
    'type="password"',
    'autocomplete="new-password"',
    'minlength="12"',
    'aria-describedby="fault password-hint"',
  ])
    expect(field).toContain(part);
});

test.each([
  [["orders"], "settings.confirm.title"],
  [["kept-shorter"], "settings.confirm.titleDeletes"],
  [["orders", "evidence-shorter"], "settings.confirm.titleBoth"],
] as const)("what is confirmed of %j is named in its title", (what, title) => {
  expect(titleOf({ all: what.map((one) => ({ what: one })), startLine: null })).toBe(title);
});

test("the sheet of a retry that would book nothing says so, and not that the order is booked", async () => {
  const order = { become: "hold", reasons: [], figures: null, requests: 0, document: null };
  const sheet = (more: object, outcome: "held" | "booked" = "held", deed = "retry") => {
    const held = jobView({ outcome, figures: null });
    const view = {
      job: held,
      dryRun: held,
      dryRunTimeline: null,
      refused: null,
      preview: null,
      stock: null,
      order: { ...order, ...more },
      voucher: null,
      mark: "",
    };
    const about = { id: "t1", list: "orders", action: deed, documents: [], here: "/" };
    return whole(JobActionPreview, { ...about, view, names: knownNames([], {}) });
  };
  const vain = "Retrying now would change nothing: correct the cause first.";
  const books = "Fetches the order again and books it";
  for (const deed of ["retry", "planned"]) {
    expect(await sheet({}, "held", deed)).toContain(vain);
    expect(await sheet({}, "held", deed)).not.toContain(books);
  }
  for (const other of [
    sheet({ become: "book", requests: 1 }),
    sheet({ requests: 1 }),
    sheet({}, "booked"),
  ])
    expect(await other).not.toContain(vain);
  const booking = await sheet({ become: "book", requests: 1 });
  expect(booking).toContain(books);
  expect(booking).toContain("Calculated with what was last read from eAccounting");
});

test("a draft, which has no number, is named by its kind and never by its id", async () => {
  const id = "5f2a9c04-7c52-4f0e-9a55-1c2d3e4f5a6b";
  const documents = [{ role: "invoice-draft", n: 1, id, number: null, manual: false }];
  const links = { address: "/a", job: jobView(), documents, tried: null };
  const gone = [{ id, kind: "gone" }];
  const view = { job: jobView(), dryRun: null, refused: null, order: null, preview: null };
  const about = { id: "shop", list: "orders", isCustomerLinked: false, here: "/here" };
  const drafts = [
    await whole(ManualLinks, { ...links, readings: [] }),
    await whole(ManualLinks, { ...links, readings: gone }),
    await whole(JobActionPreview, { ...about, action: "unlink", view, documents, names: null }),
    html(Documents, { document: { kind: "invoice-draft", number: null, id }, order: null }),
  ];
  expect(drafts[0]).toContain("Linked to draft invoice.");
  expect(drafts[1]).toContain("Was linked to draft invoice, which is gone.");
  expect(drafts[2]).toContain("No longer linked to this order: draft invoice.");
  expect(drafts[3]).toContain(">Draft invoice<");
  for (const draft of drafts) expect(draft).not.toContain(id);
});
