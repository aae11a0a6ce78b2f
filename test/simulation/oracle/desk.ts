/**
 * What a person reads: the page of all that waits for somebody, signed in at a browser. Nothing
 * else that the product says of itself is believed.
 */
import { ADMIN_TOKEN, WORKER_URL } from "../platform/deployment.ts";

export type Line = {
  /** As the page names it; an order by its number. */
  readonly name: string;
  readonly jobId: string;
};

const MOST_PAGES = 40;
const NEXT = />Next page<|>Next</;

export class Desk {
  readonly #ask: typeof fetch;
  #cookies = new Map<string, string>();

  constructor(ask: typeof fetch) {
    this.#ask = ask;
  }

  async #visit(path: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    const response = await this.#ask(`${WORKER_URL}${path}`, {
      method: form === undefined ? "GET" : "POST",
      redirect: "manual",
      headers: {
        cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "),
        "accept-language": "en",
        origin: WORKER_URL,
        ...(form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
      },
      ...(form === undefined ? {} : { body: new URLSearchParams(form).toString() }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      this.#cookies.set(name, value);
    }
    return response;
  }

  /** Once: later visits have the session. */
  async #signIn(): Promise<void> {
    const page = await (await this.#visit("/admin/sign-in")).text();
    const csrf = /name="csrf" value="([^"]*)"/.exec(page)?.[1] ?? "";
    const answer = await this.#visit("/admin/sign-in", { csrf, token: ADMIN_TOKEN, next: "" });
    if (answer.status !== 303) throw new Error(`signing in answered ${answer.status}`);
  }

  /** A session has an end. */
  async #signedIn(path: string): Promise<Response> {
    const answer = await this.#visit(path);
    if (answer.status !== 303) return answer;
    await this.#signIn();
    return this.#visit(path);
  }

  /** Every line of the page, over as many pages as it has. */
  async waiting(tenantId: string): Promise<readonly Line[]> {
    if (this.#cookies.size === 0) await this.#signIn();
    const lines: Line[] = [];
    const row = new RegExp(
      `<a class="whole" href="/admin/tenants/${tenantId}/orders/([^"/?]+)[^"]*"[^>]*>(.*?)</a>`,
      "gs",
    );
    let path: string | null = `/admin/tenants/${tenantId}/attention`;
    for (let n = 0; path !== null && n < MOST_PAGES; n += 1) {
      const answer = await this.#signedIn(path);
      const page = await answer.text();
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
      for (const [, jobId = "", name = ""] of page.matchAll(row))
        lines.push({ jobId, name: name.replaceAll(/<[^>]*>|[\u2066-\u2069]/g, "").trim() });
      const pager = /<nav class="pager".*?<\/nav>/s.exec(page)?.[0] ?? "";
      const links = [...pager.matchAll(/href="([^"]*)"[^>]*>([^<]*)</g)];
      const next = links.find(([whole]) => NEXT.test(`${whole}`));
      path = next?.[1]?.replaceAll("&amp;", "&") ?? null;
    }
    return lines;
  }
}
