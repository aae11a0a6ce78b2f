/**
 * Long runs that are under way, and the last that are over: how far, how fast, how long still, and
 * a button that stops one.
 */
import type { Messages } from "../../../../messages/index.ts";
import type { RunView } from "../../../../sync/contract/index.ts";
import { useMessages } from "../../frame/use-messages.ts";
import { Badge, Fact, When, PageSection } from "../../parts/ui.tsx";
import type { Tone } from "../../../words/state-text.ts";
import { Button, PostForm } from "../../forms/post-form.tsx";

const TONES: Readonly<Record<RunView["state"], Tone>> = {
  reading: "busy",
  writing: "busy",
  done: "good",
  cancelling: "busy",
  cancelled: "quiet",
  failed: "bad",
};
const OVER_SHOWN = 3;

type RunsProps = { readonly id: string; readonly runs: readonly RunView[] };

export const Runs = ({ id, runs }: RunsProps) => {
  const { t } = useMessages();
  const shown = [
    ...runs.filter((run) => run.endedAt === null),
    ...runs.filter((run) => run.endedAt !== null).slice(0, OVER_SHOWN),
  ];
  if (shown.length === 0) return null;
  return (
    <PageSection id="runs" title={t("runs.title")}>
      <p>{t("runs.lead")}</p>
      {shown.map((run) => (
        <Run id={id} run={run} />
      ))}
    </PageSection>
  );
};

/** What a long run is called: by what it compares, and how much of it. */
export function longRunTitle({ t }: Pick<Messages, "t">, run: RunView): string {
  const kinds: Readonly<Record<string, string>> = {
    products: t("runs.kind.products"),
    customers: t("runs.kind.customers"),
    stock: t("runs.kind.stock"),
  };
  const kind = kinds[run.flow] ?? t("runs.kind.other", { key: run.key });
  return `${kind}: ${run.whole ? t("runs.scope.whole") : t("runs.scope.changes")}`;
}

const Run = ({ id, run }: { id: string; run: RunView }) => {
  const { t, format } = useMessages();
  const { read, readTotal, done, total, perMinute, secondsLeft } = run;
  return (
    <>
      <div class="head">
        <h3>{longRunTitle({ t }, run)}</h3>
        <Badge word={{ text: t(`runs.state.${run.state}`), tone: TONES[run.state] }} />
      </div>
      <dl class="facts">
        <Fact name={t("runs.read")}>
          {readTotal === null
            ? format.figure(read)
            : t("runs.of", { done: format.figure(read), total: format.figure(readTotal) })}{" "}
          {readTotal === null || run.state !== "reading" ? null : (
            <progress value={read} max={Math.max(readTotal, 1)} aria-label={t("runs.read")} />
          )}
        </Fact>
        <Fact name={t("runs.written")}>
          {t("runs.of", { done: format.figure(done), total: format.figure(total) })}{" "}
          {run.state === "writing" ? (
            <progress value={done} max={Math.max(total, 1)} aria-label={t("runs.written")} />
          ) : null}
        </Fact>
        {perMinute === null ? null : (
          <Fact name={t("runs.speed")}>{t("runs.perMinute", { count: perMinute })}</Fact>
        )}
        {secondsLeft === null ? null : (
          <Fact name={t("runs.left")}>
            {t("runs.about", { span: format.span(secondsLeft * 1_000) })}
          </Fact>
        )}
        <Fact name={run.endedAt === null ? t("runs.began") : t("runs.ended")}>
          <When at={run.endedAt ?? run.beganAt} />
        </Fact>
      </dl>
      {run.state === "reading" || run.state === "writing" ? (
        <PostForm action={`/admin/tenants/${id}/runs/${run.id}/cancel`}>
          <Button class="second">{t("runs.cancel")}</Button>
        </PostForm>
      ) : null}
    </>
  );
};
