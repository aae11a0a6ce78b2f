/** The engine's own figures, as sentences and facts. */
import type { Settings } from "../../../mapping/settings.ts";
import type { TenantHealth } from "../../../sync/rpc.ts";
import { tell } from "../../usecases/words.ts";
import { countText, spanText, stampText } from "../format.ts";
import { Badge, Fact, When } from "../ui.tsx";
import { type Word, VENDORS } from "../words.ts";

const flow = (on: boolean): Word => (on ? { text: "On", tone: "good" } : { text: "Off", tone: "quiet" });

const FLOW_TITLES = { customers: "Customers", products: "Products", stock: "Stock" } as const;

export const Health = ({ health, settings, language, now }: { health: TenantHealth; settings: Settings; language: string; now: number }) => {
  const { jobs, projectionLag, learnt } = health;
  const open = jobs.queued + jobs.running + jobs.waiting;
  return (
    <section id="health" aria-labelledby="health-head">
      <h2 id="health-head">How it is</h2>
      <dl class="facts">
        <Fact name="Orders">
          <Badge word={flow(settings.orders.enabled)} /> {settings.trial ? <Badge word={{ text: "Trial: nothing is written", tone: "warn" }} /> : null}
        </Fact>
        {(["customers", "products", "stock"] as const).map((name) => (
          <Fact name={FLOW_TITLES[name]}>
            <Badge word={flow(settings[name].enabled)} />
          </Fact>
        ))}
        <Fact name="Start line">{settings.orders.startLine === null ? "not chosen" : stampText(Date.parse(settings.orders.startLine))}</Fact>
        <Fact name="At work">{open === 0 ? "Nothing waits" : countText(open, "job")}</Fact>
        <Fact name="Oldest that waits">{health.oldestWaiting === null ? "none" : <When at={health.oldestWaiting} now={now} />}</Fact>
        <Fact name="Writes without a known result">{health.inDoubt === 0 ? "none" : `${health.inDoubt}, looked up by itself`}</Fact>
        <Fact name="Put aside">{jobs.dead === 0 ? "none" : countText(jobs.dead, "job")}</Fact>
        <Fact name="Lists and counts lag">{projectionLag.rows === 0 ? "not at all" : `${countText(projectionLag.rows, "row")}${projectionLag.oldest === null ? "" : `, ${spanText(now - projectionLag.oldest)}`}`}</Fact>
        <Fact name="Company">{health.company === null ? "not read yet" : `${health.company.name}, ${health.company.country}, ${health.company.currency}`}</Fact>
        <Fact name="VAT is rounded">{learnt.vatRounding === null ? "not seen yet" : `by ${learnt.vatRounding}`}</Fact>
        <Fact name="Prices of companies">{basisText(learnt.pricesIncludeVat.company)}</Fact>
        <Fact name="Prices of private persons">{basisText(learnt.pricesIncludeVat.private)}</Fact>
        <Fact name="Remembers since">{stampText(health.journalBornAt)}</Fact>
      </dl>
      {health.capabilities.map(({ vendor, capability, reason, until }) => {
        const { text, next } = tell(reason, language);
        return (
          <p>
            <Badge word={{ text: `${VENDORS[vendor]}: ${capability} is closed`, tone: "bad" }} /> {text} {next} Tried again by itself in {spanText(until - now)}.
          </p>
        );
      })}
    </section>
  );
};

const basisText = (includes: boolean | null): string => (includes === null ? "not seen yet" : includes ? "include VAT" : "exclude VAT");
