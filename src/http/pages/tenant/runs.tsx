/**
 * Long runs that are under way, and the last that are over: how far, how fast, how long still, and
 * a button that stops one.
 */
import type { RunView } from "../../../sync/rpc.ts";
import { RUNS } from "../../words/runs/index.ts";
import { useFormat, useWords } from "../../words/use.ts";
import { Badge, Csrf, Fact, When } from "../ui.tsx";
import type { Tone } from "../words.ts";

const TONES: Readonly<Record<RunView["state"], Tone>> = {
  reading: "busy",
  writing: "busy",
  done: "good",
  cancelling: "busy",
  cancelled: "quiet",
  failed: "bad",
};
const OVER_SHOWN = 3;

type RunsProps = {
  readonly id: string;
  readonly csrf: string;
  readonly runs: readonly RunView[];
  readonly now: number;
};

export const Runs = ({ id, csrf, runs, now }: RunsProps) => {
  const t = useWords(RUNS);
  const shown = [
    ...runs.filter((run) => run.endedAt === null),
    ...runs.filter((run) => run.endedAt !== null).slice(0, OVER_SHOWN),
  ];
  if (shown.length === 0) return null;
  return (
    <section id="runs" aria-labelledby="runs-head">
      <h2 id="runs-head">{t.title}</h2>
      <p>{t.lead}</p>
      {shown.map((run) => (
        <Run id={id} csrf={csrf} run={run} now={now} />
      ))}
    </section>
  );
};

const Run = ({ id, csrf, run, now }: { id: string; csrf: string; run: RunView; now: number }) => {
  const t = useWords(RUNS);
  const format = useFormat();
  const kinds: Readonly<Record<string, string>> = {
    products: t.kind.products,
    customers: t.kind.customers,
    stock: t.kind.stock,
  };
  const { read, readTotal, done, total, perMinute, secondsLeft } = run;
  return (
    <>
      <div class="head">
        <h3>
          {kinds[run.flow] ?? t.kind.other(run.key)}: {run.whole ? t.scope.whole : t.scope.changes}
        </h3>
        <Badge word={{ text: t.state[run.state], tone: TONES[run.state] }} />
      </div>
      <dl class="facts">
        <Fact name={t.read}>
          {readTotal === null
            ? format.figure(read)
            : t.of(format.figure(read), format.figure(readTotal))}{" "}
          {readTotal === null || run.state !== "reading" ? null : (
            <progress value={read} max={Math.max(readTotal, 1)} aria-label={t.read} />
          )}
        </Fact>
        <Fact name={t.written}>
          {t.of(format.figure(done), format.figure(total))}{" "}
          {run.state === "writing" ? (
            <progress value={done} max={Math.max(total, 1)} aria-label={t.written} />
          ) : null}
        </Fact>
        {perMinute === null ? null : <Fact name={t.speed}>{t.perMinute(perMinute)}</Fact>}
        {secondsLeft === null ? null : (
          <Fact name={t.left}>{t.about(format.span(secondsLeft * 1_000))}</Fact>
        )}
        <Fact name={run.endedAt === null ? t.began : t.ended}>
          <When at={run.endedAt ?? run.beganAt} now={now} />
        </Fact>
      </dl>
      {run.state === "reading" || run.state === "writing" ? (
        <form method="post" action={`/admin/tenants/${id}/runs/${run.id}/cancel`}>
          <Csrf token={csrf} />
          <button class="second">{t.cancel}</button>
        </form>
      ) : null}
    </>
  );
};
