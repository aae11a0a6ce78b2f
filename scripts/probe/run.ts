/**
 * Runs checks one by one, remembers each finding at once, and takes back what was made: at the
 * start (what a run that was killed left), and at the end.
 */
import { type Check, type Judgement, type Level, NothingToAsk, unclear } from "./check.ts";
import type { Pace, Time } from "./pace.ts";
import { Complaint } from "../complaint.ts";
import { type Access, NoAnswer, NotAllowed, Session } from "./session.ts";
import type { Finding, ProbeState, StateStore } from "./state.ts";

export type Plan = {
  readonly checks: readonly Check[];
  /** Finds the probe's records by their marker, whichever run made them, and takes them back. */
  readonly cleanUp: (session: Session) => Promise<void>;
};

type Running = {
  readonly access: Access;
  readonly time: Time;
  readonly pace: Pace;
  readonly store: StateStore;
  readonly state: ProbeState;
};

export type RunOptions = Running & {
  readonly levels: readonly Level[];
  /** Told before each check, with its place among those of the run. */
  readonly onCheck: (check: Check, place: string) => void;
  /** `true` ends the run after the check that runs. */
  readonly isStopped: () => boolean;
  /** Told of a check that failed by itself, and of a clean-up that did. */
  readonly onFault: (what: string, fault: unknown) => void;
};

const NOT_TAKEN_BACK = `Not everything that the probe made could be taken back.
The same command with --clean tries again; its records begin with ZZPROBE-.`;

const ORDER: readonly Level[] = ["read", "write", "book", "limits"];

/** The state at its end. */
export async function runChecks(plan: Plan, options: RunOptions): Promise<ProbeState> {
  let state = options.state;
  const keep = (next: ProbeState): void => {
    state = next;
    options.store.write(next);
  };
  const sessionOf = (level: Level): Session =>
    new Session({
      ...options,
      level,
      marker: state.marker,
      stay: (what) => {
        const stay = { what, marker: state.marker };
        keep({ ...state, stays: [...state.stays, stay] });
        return () => keep({ ...state, stays: state.stays.filter((one) => one !== stay) });
      },
    });
  const one = async (check: Check): Promise<void> => {
    if (options.isStopped() || isSettled(state.findings[check.id])) return;
    options.onCheck(check, `${wanted.indexOf(check) + 1} of ${wanted.length}`);
    const session = sessionOf(check.level);
    const judgement = await attempt(check, session, options.onFault);
    const finding = { ...judgement, id: check.id, exchanges: session.exchanges };
    keep({ ...state, findings: { ...state.findings, [check.id]: finding } });
  };
  const wanted = ORDER.filter((level) => options.levels.includes(level)).flatMap((level) =>
    plan.checks.filter((check) => check.level === level),
  );
  const writes = options.levels.some((level) => level !== "read");
  keep(state);
  const takeBack = async (): Promise<void> => {
    if (!writes) return;
    try {
      await plan.cleanUp(sessionOf("write"));
    } catch (fault) {
      if (!(fault instanceof NoAnswer)) options.onFault("clean-up", fault);
      throw new Complaint(NOT_TAKEN_BACK, { cause: fault });
    }
  };
  await takeBack();
  try {
    for (const check of wanted) if (check.last !== true) await one(check);
    // Reads that found nothing to ask about, while the probe's own records stand.
    if (writes) for (const check of wanted) if (isRead(check)) await one(check);
  } finally {
    await takeBack();
  }
  for (const check of wanted) if (check.last === true) await one(check);
  return state;
}

const isRead = ({ level, last }: Check): boolean => level === "read" && last !== true;

/** Takes back what earlier runs left. */
export const cleanUp = (plan: Plan, running: Running): Promise<void> =>
  plan.cleanUp(
    new Session({ ...running, level: "write", marker: running.state.marker, stay: () => () => {} }),
  );

/** What couldn't be told is asked again by the next run. */
const isSettled = (finding: Finding | undefined): boolean =>
  finding !== undefined && finding.verdict !== "unclear";

/**
 * The vendor may answer what nobody foresaw. A check that fails on it is told, and the others go
 * on; what it may not do is a fault of ours.
 */
async function attempt(
  check: Check,
  session: Session,
  onFault: RunOptions["onFault"],
): Promise<Judgement> {
  try {
    return await check.run(session);
  } catch (fault) {
    if (fault instanceof NothingToAsk || fault instanceof NoAnswer) return unclear(fault.message);
    if (fault instanceof NotAllowed || !(fault instanceof Error)) throw fault;
    onFault(check.id, fault);
    return unclear(`the check failed on an answer that it doesn't know (${fault.name})`);
  }
}
