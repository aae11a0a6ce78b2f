// `GET /_control/books`: the trial balance and whether everything adds up. `PUT { checkEachWrite: true }` has it asked
// after every write of the vendor's; a write that leaves the books wrong answers 500 and stands in `broken`.
import type { Hono } from "hono";
import { z } from "zod";
import { readBody } from "../../kit/read-body.ts";
import type { SandboxEnv } from "../../kit/socket.ts";
import type { JsonObject } from "../json.ts";
import { toNumber } from "../money/round.ts";
import { booksOf, type Sides } from "../resources/ledger/books.ts";
import { today } from "../vendor/act.ts";
import type { Company } from "../world/company.ts";
import { type ControlSite, personOf } from "./mount.ts";

const schema = z.strictObject({ checkEachWrite: z.boolean() });

export function mountBooksControl(app: Hono<SandboxEnv>, site: ControlSite): void {
  app.get("/books", (c) => {
    const act = personOf(site, c);
    return act instanceof Response
      ? act
      : c.json({
          company: act.company.name,
          ...shownBooks(act.company, today(act)),
          broken: act.world.brokenBooks,
        });
  });
  app.put("/books", async (c) => {
    const body = await readBody(c, schema);
    if (body instanceof Response) return body;
    site.world().checkBooks = body.checkEachWrite ? (company) => booksOf(company).problems : null;
    return c.json(body);
  });
}

export function shownBooks(company: Company, day: string): JsonObject {
  const { trialBalance, vat, receivables, problems } = booksOf(company);
  return {
    trialBalance: trialBalance.map(({ account, debit, credit, balance }) => ({
      account,
      name: company.account(day, account)?.Name ?? null,
      debit: toNumber(debit),
      credit: toNumber(credit),
      balance: toNumber(balance),
    })),
    vat: shownSides(vat),
    receivables: shownSides(receivables),
    problems,
  };
}

function shownSides({ accounts, documents }: Sides): JsonObject {
  return { accounts: toNumber(accounts), documents: toNumber(documents) };
}
