/** Payment providers' payouts. */
import { atomic } from "../context/served.ts";
import { clearingStatement } from "../payouts/clearing-statement.ts";
import { clearing } from "../payouts/clearing-view.ts";
import { mailIntake, noteMail } from "../payouts/mail-intake.ts";
import * as files from "../payouts/payout-files.ts";
import * as payoutCalls from "../payouts/payouts.ts";
import { uploadResult, uploads } from "../payouts/uploads.ts";

export const payouts = {
  addLines: payoutCalls.addLines,
  stage: payoutCalls.stage,
  readOptions: payoutCalls.readOptions,
  mailIntake,
  noteMail: atomic(noteMail),
  list: payoutCalls.list,
  total: payoutCalls.total,
  one: payoutCalls.one,
  lines: payoutCalls.lines,
  reading: payoutCalls.reading,
  uploads,
  uploadResult,
  drop: atomic(payoutCalls.drop),
  clearing,
  clearingStatement,
  beginFile: files.beginFile,
  keepFile: atomic(files.keepFile),
  dropFile: atomic(files.dropFile),
  filesOf: files.filesOf,
  fileContent: files.fileContent,
  approve: payoutCalls.approve,
  choose: atomic(payoutCalls.choose),
  discard: atomic(payoutCalls.discard),
};
