/**
 * What a form has to have, read from a page as it was answered: each field has a name that is seen,
 * what describes it is there, a fault is tied to its field, and the browser knows what is typed.
 */
import type { Page } from "playwright-core";
import type { Stage } from "./pages-browser.ts";

/** Runs in a browser, over a page that isn't shown. */
const FAULTS = `(html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const faults = [];
  const byId = (id) => page.getElementById(id);
  const words = (element) => (element?.textContent ?? "").replace(/\\s+/g, " ").trim();
  const all = [...page.querySelectorAll("main input, main select, main textarea")];
  // A choice that only puts something into a field is named by its first one.
  const fields = all.filter(
    (one) => !["hidden", "submit", "button"].includes(one.type) && !one.matches("[data-into]"),
  );
  const idsOf = (one, attribute) => (one.getAttribute(attribute) ?? "").split(/\\s+/).filter(Boolean);
  const seenName = (one) =>
    [...(one.labels ?? [])].map(words).join(" ").trim() ||
    idsOf(one, "aria-labelledby").map((id) => words(byId(id))).join(" ").trim();
  // In a table and beside a choice, the column or the choice says it; to hear it, it is said.
  const named = (one) =>
    seenName(one) || (one.closest("td, th, fieldset, [data-rule]") && (one.getAttribute("aria-label") ?? "").trim());
  for (const one of fields) {
    const what = one.tagName.toLowerCase() + " " + one.name + (one.id ? "#" + one.id : "");
    const say = (text) => faults.push(what + ": " + text);
    if (!named(one)) say("no label that is seen");
    for (const id of idsOf(one, "aria-describedby"))
      if (!byId(id)) say("described by " + id + ", which isn't there");
      else if (words(byId(id)) === "") say("described by " + id + ", which is empty");
    if (one.getAttribute("aria-invalid") === "true") {
      const told = idsOf(one, "aria-describedby").map(byId);
      if (!told.some((fault) => fault?.matches(".fault, .notice") || fault?.querySelector(".fault")))
        say("refused, and nothing at it says why");
    }
    if (one.type === "password" && !/^(current-password|new-password|off)$/.test(one.autocomplete))
      say("a password manager isn't told what it is");
    if (one.type === "email" && !one.autocomplete) say("a browser isn't told whose address it is");
    if (/email/i.test(one.name) && one.tagName === "INPUT" && one.type === "text" && one.inputMode !== "email")
      say("an address that phones don't know as one");
    if (one.type === "number") say("turned by the wheel: text with inputmode instead");
    if (one.placeholder && !named(one)) say("its placeholder is its only name");
  }
  const described = new Set(all.flatMap((one) => idsOf(one, "aria-describedby")));
  for (const group of page.querySelectorAll("main fieldset, main [role=group], main table"))
    for (const id of idsOf(group, "aria-describedby")) described.add(id);
  for (const group of page.querySelectorAll("main section[aria-describedby]"))
    for (const id of idsOf(group, "aria-describedby")) described.add(id);
  for (const fault of page.querySelectorAll("main form .fault, main .field .fault"))
    if (!described.has(fault.id) && !described.has(fault.parentElement.id)) faults.push("fault at no field: " + words(fault).slice(0, 60));
  const ids = [...page.querySelectorAll("[id]")].map(({ id }) => id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at)))
    faults.push("twice on the page: #" + id);
  for (const label of page.querySelectorAll("label[for]"))
    if (!byId(label.htmlFor)) faults.push("label of nothing: " + words(label).slice(0, 60));
  for (const set of page.querySelectorAll("main fieldset:not(.to-read)"))
    if (!set.querySelector(":scope > legend") && !set.getAttribute("aria-labelledby") && !set.getAttribute("aria-label"))
      faults.push("a group without a name: " + words(set).slice(0, 60));
  return { fields: fields.length, faults };
}`;

/** How many fields the page has, and what is wrong with them. */
const formFaults = (
  page: Page,
  html: string,
): Promise<{ readonly fields: number; readonly faults: readonly string[] }> =>
  page.evaluate(`(${FAULTS})(${JSON.stringify(html)})`);

/** A form of a page, each text of it filled with the same; what is chosen stays. */
type Filled = {
  readonly action: string;
  readonly sent: readonly (readonly [name: string, value: string])[];
  /** How many texts were filled. */
  readonly texts: number;
};

const FILL = `([html, text]) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  const ofType = ["text", "search", "url", "email", "password"];
  return [...page.querySelectorAll("main form[method=post]")].map((form) => {
    const texts = [...form.querySelectorAll("input")].filter(
      (one) => ofType.includes(one.type) && one.name && !one.disabled && !/\\.find$/.test(one.name),
    );
    for (const one of texts) one.value = text;
    const sent = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    return { action: form.getAttribute("action") ?? "", sent, texts: texts.length };
  });
}`;

/** Every form of a page that is sent. */
const filledForms = (page: Page, html: string, text: string): Promise<readonly Filled[]> =>
  page.evaluate(`(${FILL})(${JSON.stringify([html, text])})`);

/** How often a page has it in a text field. */
const keptIn = (page: Page, html: string, text: string): Promise<number> =>
  page.evaluate(
    `[...new DOMParser().parseFromString(${JSON.stringify(html)}, "text/html").querySelectorAll("main input")].filter((one) => one.value === ${JSON.stringify(text)}).length`,
  );

/** By address: the page as it was answered. */
type Pages = Iterable<readonly [address: string, html: string]>;

const SIGNED_OUT = ["/admin/sign-in", "/admin/forgotten"];

/** Of all these pages, and of those that nobody is signed in to. */
export async function faultsOn(
  { browser, url }: Stage,
  pages: Pages,
): Promise<{ readonly fields: number; readonly found: readonly string[] }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const found: string[] = [];
  let fields = 0;
  const read = async (address: string, html: string): Promise<void> => {
    const on = await formFaults(page, html);
    fields += on.fields;
    found.push(...on.faults.map((fault) => `${address}: ${fault}`));
  };
  for (const address of SIGNED_OUT)
    await read(`${address}, signed out`, await (await fetch(`${url}${address}`)).text());
  for (const [address, html] of pages) await read(address, html);
  await context.close();
  return { fields, found };
}

/** In capitals, as codes of countries are put into them. */
const TYPED = "\u00a7NOSUCHTHING";

/**
 * Fills every text of each form of the settings with what none of them takes. `refused`: the
 * sections that refused it.
 */
export async function refusedIn(
  { browser, url, context }: Stage,
  pages: Pages,
): Promise<{ readonly refused: readonly string[]; readonly found: readonly string[] }> {
  const reader = await browser.newContext();
  const page = await reader.newPage();
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const found: string[] = [];
  const refused: string[] = [];
  for (const [address, before] of pages) {
    const [, section = ""] = /\/settings\/([\w-]+(?:\/\w+)?)$/.exec(address) ?? [];
    if (section === "" || section === "versions" || section === "copy") continue;
    for (const { action, sent, texts } of await filledForms(page, before, TYPED)) {
      if (texts === 0 || (action !== "" && !action.endsWith(address))) continue;
      const answer = await fetch(`${url}${address}`, {
        method: "POST",
        redirect: "manual",
        headers: { cookie, origin: url, "sec-fetch-site": "same-origin" },
        body: new URLSearchParams(
          [...sent, ["action", "save"]].map(([name, value]) => [name, value]),
        ),
      });
      if (answer.status < 400) continue;
      const html = await answer.text();
      refused.push(section);
      if (answer.status !== 400) found.push(`${section}: answered ${answer.status}`);
      const { faults } = await formFaults(page, html);
      found.push(...faults.map((fault) => `${section}: ${fault}`));
      if (!html.includes('aria-invalid="true"')) found.push(`${section}: nothing is marked`);
      const kept = await keptIn(page, html, TYPED);
      if (kept < texts) found.push(`${section}: ${kept} of ${texts} are kept`);
    }
  }
  await reader.close();
  return { refused, found };
}

/** Forms whose answer isn't a page, that end the session or stop the shop; rules have their own. */
const NOT_SENT = /\/(stop|mapping|forgotten|sign-in|sign-out|language|options|welcome\/[^/]+)$/;

/**
 * Fills every text of each form outside the settings with what none of them takes, and sends it.
 * `most`: enough of them refused it, and had the focus at a field.
 */
export async function refusedElsewhere(
  { browser, url, context }: Stage,
  pages: Pages,
): Promise<{ readonly most: boolean; readonly found: readonly string[] }> {
  const reader = await browser.newContext();
  const page = await reader.newPage();
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const found: string[] = [];
  const asked = new Set<string>();
  const refused = new Set<string>();
  for (const [address, before] of pages) {
    if (address.includes("/settings") || address.includes("/setup/")) continue;
    for (const { action, sent, texts } of await filledForms(page, before, TYPED)) {
      const to = action === "" ? (address.split("?")[0] ?? "") : action;
      if (texts === 0 || asked.has(to) || NOT_SENT.test(to) || to.includes("/settings")) continue;
      asked.add(to);
      const answer = await fetch(`${url}${to}`, {
        method: "POST",
        redirect: "manual",
        headers: { cookie, origin: url, "sec-fetch-site": "same-origin" },
        body: new URLSearchParams(sent.map(([name, value]) => [name, String(value)])),
      });
      const html = await answer.text();
      // The vendor wasn't asked in time: nothing that was typed is wrong.
      if (html.includes("couldn&#39;t be read right now")) continue;
      if (answer.status < 400 && !html.includes('aria-invalid="true"')) continue;
      refused.add(to);
      const { faults } = await formFaults(page, html);
      found.push(...faults.map((fault) => `${to}: ${fault}`));
      if (!html.includes('aria-invalid="true"')) found.push(`${to}: nothing is marked`);
      else if (!/aria-invalid="true" autofocus=""/.test(html)) found.push(`${to}: no focus`);
      const kept = await keptIn(page, html, TYPED);
      if (kept < texts) found.push(`${to}: ${kept} of ${texts} are kept`);
    }
  }
  await reader.close();
  return { most: refused.size > 7, found };
}
