/**
 * Sends a mail to several recipients of whom some may not exist. Where one is refused nobody got
 * the mail, so each gets a separate one: the others are reached, and the refused one is known.
 */
import { faultName } from "../domain/platform/fault-name.ts";
import { isNoRecipient } from "./mailer.ts";

export const BOUNCED = "address-bounced";

type Delivery = {
  /** Nothing is sent to such an address. */
  readonly isRefused: (address: string) => boolean;
  readonly send: (to: readonly string[]) => Promise<void>;
  readonly refused: (address: string) => unknown;
};

/** Returns why nobody was reached: `address-bounced`, or a fault's name; `null`: somebody was. */
export async function sendToAll(
  all: readonly string[],
  { isRefused, send, refused }: Delivery,
): Promise<string | null> {
  const to = all.filter((address) => !isRefused(address));
  const attempt = async (some: readonly string[]): Promise<string | null> => {
    try {
      await send(some);
      return null;
    } catch (thrown) {
      if (!isNoRecipient(thrown)) return faultName(thrown);
      const [only] = some;
      if (some.length === 1 && only !== undefined) await refused(only);
      return BOUNCED;
    }
  };
  if (to.length === 0) return BOUNCED;
  const together = await attempt(to);
  if (together !== BOUNCED || to.length === 1) return together;
  const faults: (string | null)[] = [];
  for (const address of to) faults.push(await attempt([address]));
  if (faults.includes(null)) return null;
  return faults.find((fault) => fault !== BOUNCED) ?? BOUNCED;
}
