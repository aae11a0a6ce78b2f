/**
 * The list of the orders in a daily voucher, as a PDF beside it: the law wants a summary to lead
 * back to what it sums. A closed day never changes, and neither does its list.
 */
import { type Language, moneyText } from "../../../domain/language.ts";
import { amount, type Decimal, sum } from "../../../domain/money.ts";
import { ok, type Result, type Failure } from "../../../domain/result.ts";
import { shortCode } from "../../../domain/orders/marker.ts";
import { loadMessages } from "../../../messages/index.ts";
import type {
  DocumentRecord,
  FlowEnd,
  JournalPort,
  MemoryPort,
  RunFacts,
  VendorPort,
} from "../../port.ts";
import type { StepReport } from "../shared/run-report.ts";
import { attach } from "./attach.ts";
import { fileName } from "./facts.ts";
import {
  printable,
  BOTTOM,
  column,
  renderPdf,
  foot,
  GREY,
  MARGIN,
  newPage,
  row,
  rule,
  WIDTH,
} from "./pdf-page.ts";

/** One order's share. `role`: what of it was booked; `amount`: what its rows come to on a side. */
export type ListedShare = {
  readonly label: string;
  readonly role: string;
  readonly amount: Decimal;
};

type ListedDay = {
  /** `2026-11-28-1`. */
  readonly id: string;
  readonly day: string;
  readonly language: Language;
  /** All of them; asked for only where the list is made. */
  readonly shares: () => Promise<Result<readonly ListedShare[], Failure>>;
};

/** Our own limit: ten thousand orders come to half of it. The vendor names none. */
export const DAY_LIST_MAX_BYTES = 1_000_000;

/** Attaches the list to the day's voucher, once. A failure doesn't affect the voucher. */
export async function attachDayList(
  ports: RunFacts & VendorPort & JournalPort & Pick<MemoryPort, "saveLists">,
  document: DocumentRecord,
  day: ListedDay,
): Promise<Result<StepReport, Failure>> {
  // The voucher of a day that was booked again has a list of its own.
  const again = document.n > 1 ? [document.n] : [];
  const code = await shortCode(
    JSON.stringify([ports.administrationId, ports.key, "pdf", ...again]),
  );
  return attach(ports, document, {
    name: fileName(day.id, code),
    code,
    draw: async () => {
      const shares = await day.shares();
      if (!shares.ok) return shares;
      const { company } = ports.lists;
      return ok(
        await drawDayList(day, {
          company: company?.name ?? "",
          currency: company?.currency ?? "",
          number: document.number ?? document.id,
          shares: shares.value,
        }),
      );
    },
    mostBytes: DAY_LIST_MAX_BYTES,
    mayBeThere: Date.parse(day.day) < ports.journalBornAt,
  });
}

/** The end of the run with what the list adds to it. */
export const withList = (end: FlowEnd, listReport: StepReport): FlowEnd => ({
  ...end,
  outcome: listReport.outcome ?? end.outcome,
  reasons: [...listReport.first, ...end.reasons, ...listReport.also],
});

/** Two shares side by side. */
const GAP = 20;
const HALF = (WIDTH - 2 * MARGIN - GAP) / 2;
const COLUMNS = [MARGIN, MARGIN + HALF + GAP].flatMap((x) => [
  column(x, 90, "left"),
  column(x + 94, 70, "left"),
  column(x + 168, HALF - 168),
]);

export async function drawDayList(
  { day, language }: Pick<ListedDay, "day" | "language">,
  {
    company,
    currency,
    number,
    shares,
  }: {
    readonly company: string;
    readonly currency: string;
    readonly number: string;
    readonly shares: readonly ListedShare[];
  },
): Promise<Uint8Array> {
  const messages = await loadMessages(language);
  const { t, find } = messages;
  const at = Date.parse(`${day}T00:00:00Z`);
  const title = printable(t("dayPdf.title", { day: at }));
  const names = [t("dayPdf.order"), t("dayPdf.what"), t("dayPdf.amount", { currency })];
  const cells = shares.map(({ label, role, amount: of }) => [
    label,
    find(`days.roles.${role}`) ?? role,
    moneyText(language, of, currency),
  ]);
  const all = amount(sum(shares.map((share) => share.amount)));
  const total = moneyText(language, all, currency);
  return renderPdf({ title, day, language }, (doc) => {
    doc.fontSize(16).text(title, MARGIN, MARGIN);
    doc.fontSize(9).fillColor(GREY);
    doc.text(printable(company));
    doc.text(printable(t("dayPdf.sum", { number, count: shares.length, total, currency })));
    doc.y += 10;
    const begin = (): void => {
      row(doc, COLUMNS, [...names, ...names], GREY);
      rule(doc);
    };
    begin();
    for (let n = 0; n < cells.length; n += 2) {
      if (doc.y + LINE > BOTTOM) {
        newPage(doc);
        begin();
      }
      row(doc, COLUMNS, [...(cells[n] ?? []), ...(cells[n + 1] ?? [])]);
    }
    rule(doc);
    foot(doc, messages);
  });
}

const LINE = 14;
