/**
 * Vouchers of days and of payouts stand for no order, though a number in their text may equal an
 * order's: a day's text counts its orders ("2026-11-29-1 #K7Q2M9XA · × 2"), a payout's names the
 * payout ("1001 #K7Q2M9XA · other · 1001 · 2026-03-01"). Known by the form of our own text, as a
 * journal that began anew has neither. Pure.
 */
import { PROVIDERS } from "../../../domain/payouts/lines.ts";

const DAY = /^\d{4}-\d{2}-\d{2}-\d+ #[A-Z2-7]{8} · × \d+$/u;
const PAYOUT = /^(.+) #[A-Z2-7]{8} · (\S+) · (.+) · \d{4}-\d{2}-\d{2}$/u;

/** Whether this is the text of a day's or a payout's voucher of ours. */
export function isOfDayOrPayout(text: string): boolean {
  if (DAY.test(text)) return true;
  // A payout's name is said twice: cut in the marker, and whole.
  const [, marked, provider, payout] = PAYOUT.exec(text) ?? [];
  return (
    marked !== undefined &&
    PROVIDERS.some((one) => one === provider) &&
    payout?.startsWith(marked) === true
  );
}
