/** A day of ten thousand orders in one voucher: what each step of it holds and takes. */
import { heapSection, inOwnProcess, type Measured } from "./heap-process.ts";
import { fixed } from "./stats.ts";
import type { Section } from "./table.ts";

const KB = 1024;

type MeasuredDay = Measured & {
  readonly vouchers: number;
  readonly rows: number;
  readonly pdfBytes: number;
};

export async function measureDay(
  orders: number,
  say: (line: string) => void,
): Promise<{ readonly section: Section; readonly missed: boolean }> {
  say(`day: ${orders} orders`);
  const measured = await inOwnProcess<MeasuredDay>("day-heap.ts", orders);
  const { vouchers, rows, pdfBytes } = measured;
  return heapSection(`A day of ${orders} orders, booked by the day`, measured, [
    `${vouchers} voucher of ${rows} rows, on each account to the cent what the orders come to, each order in it once; the list of its orders is a PDF of ${fixed(pdfBytes / KB)} KB.`,
  ]);
}
