/**
 * A Cloudflare account, as far as `npm run deploy` asks of one: databases, queues, secrets of a
 * Worker. It shares no code with the script. Two ways to it: `cli` speaks as wrangler does, `serve`
 * answers the API's endpoints, so that the real wrangler can be its client. Shapes are those of
 * https://developers.cloudflare.com/api.
 */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

type Made = { readonly id: string; readonly name: string; readonly jurisdiction: string | null };

/** An account beside the one that is looked at. */
export type Neighbour = { readonly id: string; readonly name: string };

export class FakeAccount {
  readonly id: string;
  readonly name = "Shop AB";
  /** Accounts that the sign-in reaches as well. */
  neighbours: readonly Neighbour[] = [];
  /** A token without the right to list accounts sees none. */
  canList = true;
  readonly databases: Made[] = [];
  readonly queues: Made[] = [];
  readonly buckets: Pick<Made, "name" | "jurisdiction">[] = [];
  /** R2 is turned on in the dashboard, and until then answers nothing. */
  hasR2 = true;
  /** `null`: the Worker was never made. */
  secrets: Map<string, string> | null = null;
  signedIn = true;
  /** The call, counted from one, that fails before (`refused`) or after (`lost`) it had its effect. */
  fault: { readonly at: number; readonly kind: "refused" | "lost" } | null = null;
  /** Each write that had its effect, in order. */
  readonly writes: string[] = [];
  /** Two a page, so that what looks at one page only is found out. */
  readonly pageSize = 2;
  #asked = 0;

  constructor(id = "fake") {
    this.id = id;
  }

  get reached(): readonly Neighbour[] {
    return this.canList ? [{ id: this.id, name: this.name }, ...this.neighbours] : [];
  }

  write(what: string, effect: () => void): void {
    this.#asked += 1;
    const fault = this.fault?.at === this.#asked ? this.fault.kind : null;
    if (fault === "refused") throw new Error("the account is busy");
    effect();
    this.writes.push(what);
    if (fault === "lost") throw new Error("the connection was lost");
  }

  createDatabase(name: string, jurisdiction: string | null): void {
    this.write(`database ${name} ${jurisdiction}`, () => {
      if (this.databases.some((made) => made.name === name)) throw new Error("name taken");
      this.databases.push({ id: idOf(this.databases.length + 1), name, jurisdiction });
    });
  }

  createQueue(name: string, jurisdiction: string | null): void {
    this.write(`queue ${name} ${jurisdiction}`, () => {
      if (this.queues.some((made) => made.name === name)) throw new Error("name taken");
      this.queues.push({ id: idOf(this.queues.length + 1), name, jurisdiction });
    });
  }

  createBucket(name: string, jurisdiction: string | null): void {
    this.write(`bucket ${name} ${jurisdiction}`, () => {
      if (this.buckets.some((made) => made.name === name)) throw new Error("name taken");
      this.buckets.push({ name, jurisdiction });
    });
  }

  bucketsOf(jurisdiction: string): readonly string[] {
    if (!this.hasR2) throw new Error("Please enable R2 through the Cloudflare Dashboard.");
    return this.buckets
      .filter((made) => made.jurisdiction === jurisdiction)
      .map(({ name }) => name);
  }

  putSecret(name: string, value: string): void {
    this.write(`secret ${name}`, () => {
      this.secrets = new Map(this.secrets).set(name, value);
    });
  }

  pageOf<T>(rows: readonly T[], page: number): readonly T[] {
    return rows.slice((page - 1) * this.pageSize, page * this.pageSize);
  }
}

const idOf = (count: number): string => `6f0e5b0c-1111-4222-8333-44445555${6666 + count}`;

/** What wrangler prints and how it fails, without starting it. */
export const cli =
  (account: FakeAccount) =>
  async (words: readonly string[], input = ""): Promise<{ stdout: string }> => {
    const [area = "", act = "", name = ""] = words;
    if (!account.signedIn)
      throw new Error("You are not authenticated. Please run `wrangler login`");
    if (area === "whoami")
      return { stdout: JSON.stringify({ loggedIn: true, accounts: account.reached }) };
    const after = (flag: string) => words[words.indexOf(flag) + 1] ?? "";
    switch (`${area} ${act}`) {
      case "d1 list":
        return {
          stdout: JSON.stringify(
            account.databases.map(({ id, ...made }) => ({ uuid: id, ...made, version: "alpha" })),
          ),
        };
      case "d1 create":
        account.createDatabase(name, after("--jurisdiction"));
        return { stdout: `✅ Successfully created DB '${name}'` };
      case "queues list":
        return { stdout: queueTable(account.pageOf(account.queues, Number(after("--page")))) };
      case "queues create":
        account.createQueue(name, after("--jurisdiction"));
        return { stdout: `✅ Created queue '${name}'` };
      case "r2 bucket": {
        const [, , bucketAct, bucket = ""] = words;
        if (bucketAct === "create") {
          account.createBucket(bucket, after("--jurisdiction"));
          return { stdout: `✅ Created bucket '${bucket}'` };
        }
        const blocks = account
          .bucketsOf(after("--jurisdiction"))
          .map((each) => `name:           ${each}\ncreation_date:  2026-11-01T00:00:00.000Z\n`);
        return { stdout: ["Listing buckets...", ...blocks].join("\n") };
      }
      case "secret list": {
        if (account.secrets === null)
          throw new Error(`Worker "bridge-production" (env: production) not found.`);
        const names = [...account.secrets.keys()];
        return {
          stdout: JSON.stringify(names.map((each) => ({ name: each, type: "secret_text" }))),
        };
      }
      case "secret put":
        account.putSecret(name, input);
        return { stdout: `✨ Success! Uploaded secret ${name}` };
      default:
        throw new Error(`unknown command ${words.join(" ")}`);
    }
  };

function queueTable(queues: readonly Made[]): string {
  const head = ["id", "name", "jurisdiction", "created_on", "producers"];
  const rows = queues.map(({ id, name, jurisdiction }) => [id, name, jurisdiction ?? "", "…", "0"]);
  const line = (cells: readonly string[]) => `│ ${cells.join(" │ ")} │`;
  return ["", " ⛅️ wrangler 4.164.0", "┌──┐", ...[head, ...rows].map(line), "└──┘"].join("\n");
}

/** The account's API over HTTP; `CLOUDFLARE_API_BASE_URL` is its address. */
export async function serve(account: FakeAccount): Promise<{ url: string; stop: () => void }> {
  const server = createServer(async (request, response) => {
    const { status, body } = await answer(account, request);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/client/v4`, stop: () => void server.close() };
}

const good = (result: unknown, count = 0) => ({
  status: 200,
  body: {
    success: true,
    errors: [],
    messages: [],
    result,
    result_info: { page: 1, per_page: 100, count, total_count: count, total_pages: 1 },
  },
});
const bad = (status: number, code: number, message: string) => ({
  status,
  body: { success: false, errors: [{ code, message }], messages: [], result: null },
});

async function answer(account: FakeAccount, request: IncomingMessage) {
  const url = new URL(request.url ?? "/", "http://fake");
  let text = "";
  for await (const chunk of request) text += String(chunk);
  const body = (text.startsWith("{") ? JSON.parse(text) : {}) as Record<string, string>;
  if (!account.signedIn || request.headers.authorization !== "Bearer fake-token")
    return bad(403, 10000, "Authentication error");
  const page = Number(url.searchParams.get("page") ?? 1);
  const inAccount = url.pathname.replace("/client/v4/accounts/fake/", "");
  const route = `${request.method} ${inAccount.replace("/client/v4/", "")}`;
  switch (route.replace(/scripts\/[^/]+\//, "scripts/{name}/")) {
    case "GET user/tokens/verify":
      return good({ id: "token", status: "active" });
    case "GET user":
      return good({ id: "user", email: "shop@example.com" });
    case "GET accounts":
      return good(account.reached, account.reached.length);
    case "GET memberships":
      return good(
        account.reached.map((one) => ({ id: `m-${one.id}`, account: one })),
        account.reached.length,
      );
    case "GET d1/database": {
      // Its pages have the size that is asked for.
      const size = Number(url.searchParams.get("per_page") ?? 100);
      const listed = account.databases.slice((page - 1) * size, page * size);
      return good(listed.map(({ id, ...made }) => ({ uuid: id, ...made, version: "production" })));
    }
    case "POST d1/database": {
      account.createDatabase(body["name"] ?? "", body["jurisdiction"] ?? null);
      const made = account.databases.at(-1);
      return good({ uuid: made?.id, name: made?.name, version: "production", num_tables: 0 });
    }
    case "GET queues":
      return good(account.pageOf(account.queues, page).map(queueBody), account.queues.length);
    case "POST queues":
      account.createQueue(body["queue_name"] ?? "", body["jurisdiction"] ?? null);
      return good(queueBody(account.queues.at(-1)));
    case "GET r2/buckets": {
      const jurisdiction = String(request.headers["cf-r2-jurisdiction"] ?? "");
      const creation_date = "2026-11-01T00:00:00.000Z";
      const buckets = account.bucketsOf(jurisdiction).map((name) => ({ name, creation_date }));
      return good({ buckets });
    }
    case "POST r2/buckets":
      account.createBucket(
        body["name"] ?? "",
        String(request.headers["cf-r2-jurisdiction"] ?? "") || null,
      );
      return good({ name: body["name"] });
    case "GET workers/scripts/{name}/secrets":
      return account.secrets === null
        ? bad(404, 10007, "This Worker does not exist on your account.")
        : good([...account.secrets.keys()].map((name) => ({ name, type: "secret_text" })));
    case "PUT workers/scripts/{name}/secrets":
      account.putSecret(body["name"] ?? "", body["text"] ?? "");
      return good({ name: body["name"], type: "secret_text" });
    case "PUT workers/scripts/{name}":
      account.secrets ??= new Map();
      return good({ id: "bridge" });
    default:
      return bad(404, 7003, `no route for ${route}`);
  }
}

const queueBody = (queue: Made | undefined) => ({
  queue_id: queue?.id,
  queue_name: queue?.name,
  jurisdiction: queue?.jurisdiction,
  created_on: "2026-11-01T00:00:00Z",
  modified_on: "2026-11-01T00:00:00Z",
  producers: [],
  consumers: [],
  producers_total_count: 0,
  consumers_total_count: 0,
});
