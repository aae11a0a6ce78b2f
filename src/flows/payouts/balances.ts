/** The ledger's own balances of accounts that providers pay out from, read while a person waits. */
import { z } from "zod";
import type { AccountBalance } from "../../domain/ledger/posting.ts";
import type { SendRead } from "../../domain/vendors/request.ts";
import { ok, type Result, type Failure } from "../../domain/result.ts";
import { balanceOn, readBalance } from "../../eaccounting/account-balances.ts";

/** So many accounts are asked for at once. */
export const MAX_BALANCES = 10;

export const askedBalances = z.object({
  balances: z.array(z.int().positive()).max(MAX_BALANCES),
  day: z.iso.date(),
});

/** An account that the ledger doesn't have is a balance of `null`. */
export async function readBalances(
  send: SendRead,
  { balances, day }: z.infer<typeof askedBalances>,
): Promise<Result<readonly AccountBalance[], Failure>> {
  const read: AccountBalance[] = [];
  for (const account of balances) {
    const answer = await send(balanceOn(account, day));
    if (!answer.ok && answer.error.kind === "not-found") {
      read.push({ account, balance: null });
      continue;
    }
    if (!answer.ok) return answer;
    const balance = readBalance(answer.value);
    if (!balance.ok) return balance;
    read.push({ account, balance: balance.value });
  }
  return ok(read);
}
