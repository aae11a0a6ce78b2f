/** What a person's act lets the run of an order do that an event alone must not. Pure. */
import { type Act, ACTS, RETRY } from "../../domain/acts.ts";
import type { FlowPorts } from "../port.ts";

type Asked = Pick<FlowPorts, "eventTypes">;

const asks = ({ eventTypes }: Asked, act: Act | typeof RETRY): boolean => eventTypes.includes(act);

export const bookedAgain = (asked: Asked): boolean => asks(asked, "book-again");

/**
 * Somebody waits for what comes of it: what memory says of the ledger is held against the ledger
 * itself.
 */
export const looksAtLedger = (asked: Asked): boolean =>
  asks(asked, RETRY) || ACTS.some((act) => asks(asked, act));

/**
 * Whether a document that somebody deleted is made again. A retry of an order that stood well is no
 * word on that: whoever pressed it didn't know of the deletion.
 */
export const makesAgain = (ports: Asked & Pick<FlowPorts, "before">): boolean =>
  bookedAgain(ports) ||
  (asks(ports, RETRY) && ports.before !== "booked" && ports.before !== "updated");
