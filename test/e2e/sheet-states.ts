/**
 * Sheets that answer a form and have no address of their own, in every language. They are asked for
 * and never confirmed, so nothing is done.
 */
import { expect } from "vitest";
import { LANGUAGES, type Language } from "../../src/domain/language.ts";
import type { Bridge, Tenant } from "../support/bridge.ts";
import { mailedLink } from "./mailed-link.ts";

type Asked = {
  /** Where the form stands, and where it goes. */
  readonly on: string;
  readonly to: string;
  readonly fields?: Readonly<Record<string, string>>;
  readonly cookie: string;
};

/** The cookies of whoever chose a password by a link. */
export async function welcomed(url: string, link: string): Promise<string> {
  const form = await fetch(link);
  const csrf = /name="csrf" value="([^"]+)"/.exec(await form.text())?.[1] ?? "";
  const kept = (response: Response): string =>
    response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(";")[0])
      .join("; ");
  const answer = await fetch(link, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: kept(form), origin: url, "sec-fetch-site": "same-origin" },
    body: new URLSearchParams({ csrf, password: "a long and unlikely phrase 7391" }),
  });
  expect(answer.status).toBe(303);
  return kept(answer);
}

type Send = (language: Language) => Promise<Response>;

/** Sends a form of a page, with what the page has hidden in it. */
async function formOn(url: string, { on, to, fields = {}, cookie }: Asked): Promise<Send> {
  const page = await (await fetch(`${url}${on}`, { headers: { cookie } })).text();
  const own = ["csrf", "version"].flatMap((name) => {
    const value = new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1];
    return value === undefined ? [] : [[name, value]];
  });
  return (language) =>
    fetch(`${url}${to}`, {
      method: "POST",
      redirect: "manual",
      headers: {
        cookie: `${cookie}; language=${language}`,
        origin: url,
        "sec-fetch-site": "same-origin",
      },
      body: new URLSearchParams({ ...Object.fromEntries(own), ...fields }),
    });
}

/** Tries what this deed would do to a job: from then on its sheet is read by its address. */
export async function tried(
  url: string,
  bridge: Bridge,
  tenant: Tenant,
  { job, cookie }: { readonly job: string; readonly cookie: string },
): Promise<void> {
  const retry = await formOn(url, { on: job, to: `${job}/retry`, cookie });
  await retry("en");
  await bridge.settled(tenant.id);
}

/** By an address that none of the pages has. */
export async function sheetStates(
  url: string,
  bridge: Bridge,
  tenant: Tenant,
  cookie: string,
): Promise<ReadonlyMap<string, Readonly<Record<Language, string>>>> {
  const at = `/admin/tenants/${tenant.id}`;
  // Past orders wait in a flow that is stopped.
  await bridge.ask("POST", `/tenants/${tenant.id}/flows/orders/pause`, {});
  const day = new Date(await bridge.now()).toISOString().slice(0, 10);
  const { id: past } = await bridge.ask("POST", `/tenants/${tenant.id}/backfills`, {
    from: day,
    to: day,
    dryRun: true,
  });
  await bridge.ask("POST", `/tenants/${tenant.id}/members`, {
    email: "second@shop.example",
    name: "Second",
    role: "owner",
  });
  const owner = await welcomed(url, await mailedLink(bridge, "second@shop.example"));
  const { members } = await bridge.ask("GET", `/tenants/${tenant.id}/members`);
  const own = (members as readonly { readonly id: string; readonly email: string }[]).find(
    ({ email }) => email === "second@shop.example",
  );
  const asked: readonly Asked[] = [
    { on: `${at}/syncs`, to: `${at}/flows/stock/stop`, cookie },
    { on: `${at}/syncs`, to: `${at}/flows/orders/resume`, cookie },
    { on: `${at}/syncs`, to: `${at}/backfills/${String(past)}/cancel`, cookie },
    {
      on: `${at}/settings/keeping`,
      to: `${at}/settings/keeping`,
      fields: { action: "save", retentionDays: "1", evidenceYears: "5" },
      cookie,
    },
    {
      on: `${at}/people`,
      to: `${at}/people/${own?.id ?? ""}/role`,
      fields: { role: "reader" },
      cookie: owner,
    },
  ];
  const sheets = new Map<string, Readonly<Record<Language, string>>>();
  for (const one of asked) {
    const send = await formOn(url, one);
    const said = await Promise.all(
      LANGUAGES.map(async (language) => {
        const answer = await send(language);
        const html = await answer.text();
        expect([one.to, answer.status, /name="(mark|previewed)"/.test(html)]).toEqual([
          one.to,
          200,
          true,
        ]);
        return [language, html] as const;
      }),
    );
    sheets.set(`${one.to}?sheet`, Object.fromEntries(said) as Record<Language, string>);
  }
  return sheets;
}
