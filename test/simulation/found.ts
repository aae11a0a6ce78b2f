/**
 * In which world of one hour and a hundred orders (or as many as mutations.ts says) each mutation
 * is found, and how many orders are placed from seed 1 on until its end, in worlds of its weather.
 * A change of the product or of the simulation may move either. Without `--seed`, a mutation is
 * looked for from this seed on.
 */
export type Found = { readonly seed: number; readonly orders: number };

export const FOUND: Readonly<Record<string, Found>> = {
  "journal-off": { seed: 7, orders: 203 },
  "doubts-forgotten": { seed: 8, orders: 96 },
  "fence-off": { seed: 46, orders: 489 },
  "wanted-not-raised": { seed: 5, orders: 96 },
  "told-meanwhile-ignored": { seed: 5, orders: 96 },
  "lock-of-others-ignored": { seed: 5, orders: 96 },
  "transaction-split": { seed: 7, orders: 203 },
  "dead-runner-not-replaced": { seed: 3, orders: 101 },
  "lost-wake-up-not-repeated": { seed: 12, orders: 687 },
  "look-ups-skipped": { seed: 8, orders: 96 },
  "booking-repeated": { seed: 8, orders: 96 },
  "what-was-found-is-sent-again": { seed: 8, orders: 96 },
  "unclear-answer-taken-for-no": { seed: 8, orders: 96 },
  "back-off-without-end": { seed: 1, orders: 104 },
  "watermark-moved-early": { seed: 2, orders: 198 },
  "alerts-not-raised": { seed: 1, orders: 104 },
  "payment-of-others-ignored": { seed: 5, orders: 96 },
  "late-payment-not-known": { seed: 73, orders: 701 },
  "part-paid-taken-for-all": { seed: 2, orders: 198 },
  "closing-row-left-out": { seed: 5, orders: 490 },
  "sign-of-a-reversal-turned": { seed: 1, orders: 104 },
  "cancelled-order-kept": { seed: 1, orders: 104 },
  "credit-waits-for-ever": { seed: 28, orders: 2_784 },
  "acknowledged-though-not-stored": { seed: 58, orders: 598 },
  "more-taken-back-than-sold": { seed: 1, orders: 104 },
  "edit-taken-for-known": { seed: 1, orders: 104 },
  "rate-ignored": { seed: 1, orders: 104 },
  "difference-counted-both-ways": { seed: 1, orders: 104 },
  "lines-of-payouts-not-claimed": { seed: 1, orders: 104 },
  "paid-by-order-and-payout": { seed: 1, orders: 104 },
  "payout-being-booked-is-replaced": { seed: 8, orders: 786 },
  "share-of-a-day-given-twice": { seed: 2, orders: 94 },
  "rows-of-a-day-forgotten": { seed: 2, orders: 3_956 },
  "cent-of-a-fee-dropped": { seed: 1, orders: 104 },
};
