/** All reasons in Polish: a code that is missing here, or in one of the files, doesn't compile. */
import { heldAbroad, recordedAbroad, retiredAbroad } from "./pl-abroad.ts";
import { heldCredits, takenCredits, waitingCredits } from "./pl-credit.ts";
import { heldDeltas, takenDeltas } from "./pl-deltas.ts";
import { heldParty, recordedParty } from "./pl-customers.ts";
import { engine, failures } from "./pl-engine.ts";
import { backfills, firstDay } from "./pl-backfill.ts";
import { dryRuns } from "./pl-dry-run.ts";
import { heldDocument } from "./pl-document.ts";
import { heldInvoices, recordedInvoices, takenInvoices } from "./pl-invoice.ts";
import { heldCustomer, heldLookups } from "./pl-lookups.ts";
import { heldPayments, recordedPayments } from "./pl-payment.ts";
import { heldLines, recordedLines, retiredLines } from "./pl-lines.ts";
import { heldMapping, recordedMapping } from "./pl-mapping.ts";
import { differences, reconciliations } from "./pl-reconciliation.ts";
import { recorded } from "./pl-recorded.ts";
import { watched } from "./pl-watch.ts";
import { running, sweeps } from "./pl-sweep.ts";
import { heldProduct, product } from "./pl-products.ts";
import { heldOrder, taken } from "./pl-order.ts";
import { heldLinks, takenLinks } from "./pl-links.ts";
import { releases } from "./pl-releases.ts";
import { heldStock, stock } from "./pl-stock.ts";
import { heldSendings, recordedSendings } from "./pl-sending.ts";
import { heldVouchers, recordedVouchers, takenVouchers } from "./pl-voucher.ts";
import type { ReasonWords } from "./words.ts";
import type { ReasonCode } from "../reasons.ts";

export const pl = {
  ...taken,
  ...heldOrder,
  ...heldLookups,
  ...heldCustomer,
  ...heldParty,
  ...heldDocument,
  ...heldMapping,
  ...recorded,
  ...recordedParty,
  ...recordedMapping,
  ...takenInvoices,
  ...recordedInvoices,
  ...heldInvoices,
  ...recordedPayments,
  ...heldPayments,
  ...recordedLines,
  ...heldLines,
  ...retiredLines,
  ...takenCredits,
  ...heldCredits,
  ...waitingCredits,
  ...takenVouchers,
  ...recordedVouchers,
  ...heldVouchers,
  ...takenDeltas,
  ...heldDeltas,
  ...recordedSendings,
  ...heldSendings,
  ...product,
  ...heldProduct,
  ...failures,
  ...engine,
  ...running,
  ...firstDay,
  ...sweeps,
  ...backfills,
  ...dryRuns,
  ...reconciliations,
  ...differences,
  ...watched,
  ...releases,
  ...takenLinks,
  ...heldLinks,
  ...stock,
  ...heldStock,
  ...heldAbroad,
  ...retiredAbroad,
  ...recordedAbroad,
} satisfies Record<ReasonCode, ReasonWords>;
