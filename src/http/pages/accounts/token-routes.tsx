/** API tokens: listed, made and shown once, revoked. */
import type { Hono } from "hono";
import { z } from "zod";
import { err, ok, type Result } from "../../../domain/result.ts";
import type { EdgeDeps } from "../../deps.ts";
import { messagesFor } from "../../language.ts";
import type { Messages } from "../../../messages/index.ts";
import { type Fault, WITH_INPUT } from "../../problem.ts";
import { faultsIn } from "../../../settings/setting-faults.ts";
import { visibleTenants } from "../../usecases/tenants/tenants.ts";
import {
  dropToken,
  isAgents,
  makeToken,
  type NewToken,
  newTokenInput,
  tokensOf,
} from "../../usecases/accounts/tokens.ts";
import type { PageContext, PageEnv } from "../frame/env.ts";
import { type Form, one } from "../forms/form.ts";
import { readInputStamp } from "../../words/format.ts";
import { newOnce, onceIn } from "../forms/once.tsx";
import { page, granted, changed } from "../frame/respond.tsx";
import { shownOncePage } from "../tenant/connections/shown-once.tsx";
import { throughToken } from "./access-sheets.tsx";
import { ALL_SHOPS } from "./people-page.tsx";
import { ApiDescription, Tokens } from "./tokens-page.tsx";
import { isAlreadyCreated } from "../../usecases/one-time-value.ts";

const NO_FORM: Form = new Map();

/** On a page the end is a day. */
const tokenForm = newTokenInput.extend({ expiresAt: z.string() });

export function tokenRoutes(pages: Hono<PageEnv>, deps: EdgeDeps): void {
  pages.get("/tokens", (c) => tokensPage(c, NO_FORM, []));

  pages.post("/tokens", async (c) => {
    const { form, signedIn } = c.var;
    const { t } = messagesFor(c);
    const asked = tokenIn(c);
    if (!asked.ok) return tokensPage(c, form, asked.error);
    const made = await makeToken(deps, signedIn.actor, asked.value, onceIn(form));
    if (isAlreadyCreated(made)) return c.redirect("/admin/tokens", 303);
    if (!made.ok && made.error.errors !== undefined) return tokensPage(c, form, made.error.errors);
    const { token } = granted(made);
    return shownOncePage(c, "/admin/tokens", {
      title: t("people.tokens.shownTitle"),
      what: t("people.tokens.shownWhat"),
      secret: token,
      ...(isAgents(asked.value.scope) ? forAgent(t, agentsAt(deps), token) : forProgram(t)),
    });
  });

  pages.post("/tokens/:tokenId/revoke", async (c) => {
    const tokenId = c.req.param("tokenId");
    const sheet = await throughToken(c, tokenId);
    const done = "/admin/tokens?done=revoked";
    return sheet ?? changed(c, dropToken(deps, c.var.signedIn.actor, tokenId), done);
  });
}

/** Where agents' tokens work. */
const agentsAt = ({ config }: EdgeDeps): string => `${config.publicUrl}/mcp`;

/** What most agents take, as docs/mcp.md has it. */
const forAgent = (t: Messages["t"], url: string, token: string) => ({
  help: t("people.tokens.agentHelp", { address: url }),
  setUp: {
    mcpServers: {
      bridge: { type: "http", url, headers: { Authorization: `Bearer ${token}` } },
    },
  },
});

const forProgram = (t: Messages["t"]) => ({
  help: (
    <>
      {t("people.tokens.shownHelp")} <ApiDescription />
    </>
  ),
});

/** The token that the form asks for, or what is wrong with the form. */
function tokenIn(c: PageContext): Result<NewToken, readonly Fault[]> {
  const { deps, form } = c.var;
  const { t } = messagesFor(c);
  const tenantId = one(form, "tenantId");
  const parsed = tokenForm.safeParse(
    {
      name: one(form, "name"),
      tenantId: tenantId === ALL_SHOPS ? null : tenantId,
      scope: one(form, "scope") || "read",
      expiresAt: one(form, "expiresAt"),
    },
    WITH_INPUT,
  );
  if (!parsed.success) return err(faultsIn(parsed.error));
  if (tenantId === "") return err([{ path: "tenantId", message: t("people.chooseShop") }]);
  const { expiresAt: day, ...token } = parsed.data;
  if (day === "") return ok({ ...token, expiresAt: null });
  // The day is the last one on which it works.
  const expiresAt = readInputStamp(`${day}T23:59:59`);
  if (expiresAt === null) return err([{ path: "expiresAt", message: t("people.tokens.endHint") }]);
  return expiresAt <= deps.clock.now()
    ? err([{ path: "expiresAt", message: t("people.tokens.endOver") }])
    : ok({ ...token, expiresAt });
}

async function tokensPage(c: PageContext, form: Form, faults: readonly Fault[]): Promise<Response> {
  const { deps } = c.var;
  const { actor } = c.var.signedIn;
  const { tokens } = granted(await tokensOf(deps, actor));
  return page(
    c,
    messagesFor(c).t("people.tokens.title"),
    <Tokens
      tokens={tokens}
      tenants={await visibleTenants(deps, actor)}
      once={onceIn(form) ?? newOnce(deps)}
      form={form}
      faults={faults}
      revoked={c.req.query("done") === "revoked"}
      agentsAt={agentsAt(deps)}
    />,
    faults.length > 0 ? 400 : 200,
  );
}
