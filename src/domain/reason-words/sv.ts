/** All reasons in Swedish: a code that is missing here, or in one of the files, doesn't compile. */
import { heldAbroad, recordedAbroad, retiredAbroad } from "./sv-abroad.ts";
import { heldCredits, takenCredits, waitingCredits } from "./sv-credit.ts";
import { heldDeltas, takenDeltas } from "./sv-deltas.ts";
import { heldParty, recordedParty } from "./sv-customers.ts";
import { engine, failures } from "./sv-engine.ts";
import { backfills, firstDay } from "./sv-backfill.ts";
import { dryRuns } from "./sv-dry-run.ts";
import { heldDocument } from "./sv-document.ts";
import { heldInvoices, recordedInvoices, takenInvoices } from "./sv-invoice.ts";
import { heldCustomer, heldLookups } from "./sv-lookups.ts";
import { heldPayments, recordedPayments } from "./sv-payment.ts";
import { heldLines, recordedLines, retiredLines } from "./sv-lines.ts";
import { heldMapping, recordedMapping } from "./sv-mapping.ts";
import { differences, reconciliations } from "./sv-reconciliation.ts";
import { recorded } from "./sv-recorded.ts";
import { watched } from "./sv-watch.ts";
import { running, sweeps } from "./sv-sweep.ts";
import { heldProduct, product } from "./sv-products.ts";
import { heldOrder, taken } from "./sv-order.ts";
import { heldLinks, takenLinks } from "./sv-links.ts";
import { releases } from "./sv-releases.ts";
import { heldStock, stock } from "./sv-stock.ts";
import { heldSendings, recordedSendings } from "./sv-sending.ts";
import { heldVouchers, recordedVouchers, takenVouchers } from "./sv-voucher.ts";
import type { ReasonWords } from "./words.ts";
import type { ReasonCode } from "../reasons.ts";

export const sv = {
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
