/**
 * `npx node test/deploys/show.ts`: prints what `npm run deploy -- production --create` says in an
 * empty account, one that was half made, a whole one, and where it refuses. The account is the fake
 * one of these tests; nothing is reached.
 */
import { create } from "../../scripts/deploy/create.ts";
import { cli, FakeAccount } from "./account.ts";
import { shopIn } from "./shop.ts";

const SEVERAL = [{ id: "0f1e2d", name: "Agency" }];

async function shown(title: string, account: FakeAccount): Promise<void> {
  const before = account.writes.length;
  shop.said.length = 0;
  let end: string;
  try {
    end = (await create(shop.workshop(cli(account)))) ? "nothing is left to make" : "refused";
  } catch (stopped) {
    end = stopped instanceof Error ? stopped.message : String(stopped);
  }
  const made = account.writes.slice(before);
  console.log(
    [`== ${title}`, ...shop.said, `-> ${end}`, `made: ${made.join(", ") || "nothing"}`, ""].join(
      "\n",
    ),
  );
}

const shop = shopIn();
const account = new FakeAccount();
account.fault = { at: 4, kind: "lost" };
await shown("empty, and the answer to the fourth write is lost", account);
account.fault = null;
await shown("half made: the same command again", account);
await shown("whole", account);
const ambiguous = new FakeAccount();
ambiguous.neighbours = SEVERAL;
await shown("refused: several accounts, none named", ambiguous);
const elsewhere = new FakeAccount();
elsewhere.createDatabase("bridge", null);
await shown("refused: the database lies outside the EU", elsewhere);
const nobody = new FakeAccount();
nobody.signedIn = false;
await shown("refused: nobody is signed in", nobody);
shop.end();
