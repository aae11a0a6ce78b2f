/** All reasons in Dutch: a code that is missing here, or in one of the files, doesn't compile. */
import { heldAbroad, recordedAbroad, retiredAbroad } from "./nl-abroad.ts";
import { heldCredits, takenCredits, waitingCredits } from "./nl-credit.ts";
import { heldDeltas, takenDeltas } from "./nl-deltas.ts";
import { heldParty, recordedParty } from "./nl-customers.ts";
import { engine, failures } from "./nl-engine.ts";
import { backfills, firstDay } from "./nl-backfill.ts";
import { dryRuns } from "./nl-dry-run.ts";
import { heldDocument } from "./nl-document.ts";
import { heldInvoices, recordedInvoices, takenInvoices } from "./nl-invoice.ts";
import { heldCustomer, heldLookups } from "./nl-lookups.ts";
import { heldPayments, recordedPayments } from "./nl-payment.ts";
import { heldLines, recordedLines, retiredLines } from "./nl-lines.ts";
import { heldMapping, recordedMapping } from "./nl-mapping.ts";
import { differences, reconciliations } from "./nl-reconciliation.ts";
import { recorded } from "./nl-recorded.ts";
import { watched } from "./nl-watch.ts";
import { running, sweeps } from "./nl-sweep.ts";
import { heldProduct, product } from "./nl-products.ts";
import { heldOrder, taken } from "./nl-order.ts";
import { heldLinks, takenLinks } from "./nl-links.ts";
import { releases } from "./nl-releases.ts";
import { heldStock, stock } from "./nl-stock.ts";
import { heldSendings, recordedSendings } from "./nl-sending.ts";
import { heldVouchers, recordedVouchers, takenVouchers } from "./nl-voucher.ts";
import type { ReasonWords } from "./words.ts";
import type { ReasonCode } from "../reasons.ts";

export const nl = {
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
