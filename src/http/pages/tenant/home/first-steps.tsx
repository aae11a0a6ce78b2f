/** What is still missing before orders are booked, in order. Hidden once everything is there. */
import { type Vendor, VENDOR_NAMES } from "../../../../domain/ids.ts";
import { systemArticleCount } from "../../../../domain/ledger/ledger.ts";
import type { Settings } from "../../../../settings/schema.ts";
import type { TenantHealth } from "../../../../sync/contract/index.ts";
import { hasSystemArticles } from "../../../usecases/tenants/setup.ts";
import { placePath } from "../places.ts";
import { useAllowed } from "../../forms/post-form.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import { PageSection } from "../../parts/ui.tsx";

type FirstStepsProps = {
  readonly id: string;
  readonly health: TenantHealth;
  readonly settings: Settings;
  /** Webhooks are taken. */
  readonly webhook: boolean;
  /** Whether the reader may make secrets: others aren't sent where they can do nothing. */
  readonly maker: boolean;
  /** Vendors at which a sign-in waits to be confirmed here. */
  readonly waiting: readonly Vendor[];
};

type Step = {
  readonly done: boolean;
  readonly text: string;
  readonly href: string;
  readonly isOptional?: boolean;
};

const isDone = (step: Step): boolean => step.done || step.isOptional === true;

export const FirstSteps = ({ id, health, settings, webhook, maker, waiting }: FirstStepsProps) => {
  const { t } = useMessages();
  const mayOpen = useAllowed();
  const confirmed = (vendor: Vendor): string | null => {
    const href = `/admin/tenants/${id}/connect/${vendor}`;
    return waiting.includes(vendor) && mayOpen("GET", href) ? href : null;
  };
  const steps: readonly Step[] = [
    ...health.connections.map(({ vendor, state }) => ({
      done: state === "connected",
      text:
        confirmed(vendor) === null
          ? t("tenant.steps.connect", { vendor: VENDOR_NAMES[vendor] })
          : t("tenant.steps.confirm", { vendor: VENDOR_NAMES[vendor] }),
      href: confirmed(vendor) ?? placePath(id, "connections"),
    })),
    {
      // Of a live shop an order that lacks one says so itself.
      done: settings.orders.enabled
        ? systemArticleCount(health.systemArticles) > 0
        : hasSystemArticles(health),
      text: t("tenant.steps.setUp"),
      href: placePath(id, "set-up"),
    },
    {
      done: settings.orders.enabled,
      text: t("tenant.steps.startLine"),
      href: `/admin/tenants/${id}/settings`,
    },
    ...(webhook || maker
      ? [
          {
            isOptional: true,
            done: webhook,
            text: t("tenant.steps.webhook"),
            href: placePath(id, "webhooks"),
          },
        ]
      : []),
  ];
  // A shop that only has to sign in again is told so above.
  const isConnected = health.connections.every(({ state }) => state !== "none");
  if (isConnected && waiting.length === 0 && steps.slice(health.connections.length).every(isDone))
    return null;
  // Orders are booked without a webhook: alone it keeps nothing from going on.
  if (steps.every(isDone)) return null;
  return (
    <PageSection head="steps" title={t("tenant.steps.title")}>
      <ol class="steps">
        {steps.map((step) => (
          <li>
            {step.done ? (
              <span class="done">{t("tenant.steps.done", { step: step.text })}</span>
            ) : (
              <a href={step.href}>{step.text}</a>
            )}
          </li>
        ))}
      </ol>
      <div class="actions">
        <a class="button" href={`/admin/tenants/${id}/setup`}>
          {t("setup.begin.link")}
        </a>
      </div>
    </PageSection>
  );
};
