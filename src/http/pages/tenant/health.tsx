/** The engine's own figures, as sentences and facts. */
import type { Settings } from "../../../mapping/settings.ts";
import type { TenantHealth } from "../../../sync/rpc.ts";
import { tell } from "../../usecases/words.ts";
import { TENANT } from "../../words/tenant/index.ts";
import type { TenantWords } from "../../words/tenant/en.ts";
import { useFormat, useLanguage, useWords } from "../../words/use.ts";
import { Badge, Fact, When } from "../ui.tsx";
import { type Word, VENDORS } from "../words.ts";

export const flowWord = (t: TenantWords["health"], on: boolean): Word =>
  on ? { text: t.on, tone: "good" } : { text: t.off, tone: "quiet" };

/** What runs in earnest alone is good: one that somebody stopped, or that writes nothing, says so. */
export const flowWords = (
  t: TenantWords["health"],
  on: boolean,
  stopped: boolean,
  trial: boolean,
): readonly Word[] =>
  on && (stopped || trial)
    ? [
        ...(stopped ? [{ text: t.stopped, tone: "warn" } as const] : []),
        ...(trial ? [{ text: t.trial, tone: "warn" } as const] : []),
      ]
    : [flowWord(t, on)];

export const Health = ({
  health,
  settings,
  now,
}: {
  health: TenantHealth;
  settings: Settings;
  now: number;
}) => {
  const t = useWords(TENANT).health;
  const format = useFormat();
  const language = useLanguage();
  const { jobs, projectionLag, learnt } = health;
  const open = jobs.queued + jobs.running + jobs.waiting;
  return (
    <section id="health" aria-labelledby="health-head">
      <h2 id="health-head">{t.title}</h2>
      <dl class="facts">
        {(["orders", "customers", "products", "stock"] as const).map((name) => (
          <Fact name={t[name]}>
            {flowWords(
              t,
              settings[name].enabled,
              health.pause.paused || health.stoppedFlows[name] !== undefined,
              settings.trial,
            ).map((word) => (
              <>
                <Badge word={word} />{" "}
              </>
            ))}
          </Fact>
        ))}
        <Fact name={t.startLine}>
          {settings.orders.startLine === null
            ? t.notChosen
            : format.stamp(Date.parse(settings.orders.startLine))}
        </Fact>
        <Fact name={t.atWork}>{open === 0 ? t.nothingWaits : t.jobs(open)}</Fact>
        <Fact name={t.oldest}>
          {health.oldestWaiting === null ? t.none : <When at={health.oldestWaiting} now={now} />}
        </Fact>
        <Fact name={t.doubts}>{health.inDoubt === 0 ? t.none : t.lookedUp(health.inDoubt)}</Fact>
        <Fact name={t.putAside}>{jobs.dead === 0 ? t.none : t.jobs(jobs.dead)}</Fact>
        <Fact name={t.lag}>
          {projectionLag.rows === 0
            ? t.notAtAll
            : `${t.rows(projectionLag.rows)}${projectionLag.oldest === null ? "" : `, ${format.span(now - projectionLag.oldest)}`}`}
        </Fact>
        <Fact name={t.company}>
          {health.company === null ? (
            t.notRead
          ) : (
            <>
              <bdi>{health.company.name}</bdi>, {health.company.country}, {health.company.currency}
            </>
          )}
        </Fact>
        <Fact name={t.rounded}>
          {learnt.vatRounding === null ? t.notSeen : t.by[learnt.vatRounding]}
        </Fact>
        <Fact name={t.companyPrices}>{basisText(t, learnt.pricesIncludeVat.company)}</Fact>
        <Fact name={t.privatePrices}>{basisText(t, learnt.pricesIncludeVat.private)}</Fact>
        <Fact name={t.remembers}>{format.stamp(health.journalBornAt)}</Fact>
      </dl>
      {health.capabilities.map(({ vendor, capability, reason, until }) => {
        const { text, next } = tell(reason, language);
        return (
          <p>
            <Badge word={{ text: t.closed(VENDORS[vendor], capability), tone: "bad" }} /> {text}{" "}
            {next} {t.again(format.span(until - now))}
          </p>
        );
      })}
    </section>
  );
};

const basisText = (t: TenantWords["health"], includes: boolean | null): string =>
  includes === null ? t.notSeen : includes ? t.include : t.exclude;
