/** What is still missing before orders are booked, in the order in which it is done. Gone once all of it is there. */
import type { Settings } from "../../../mapping/settings.ts";
import type { TenantHealth } from "../../../sync/rpc.ts";
import { VENDORS } from "../words.ts";

type FirstStepsProps = { readonly id: string; readonly health: TenantHealth; readonly settings: Settings; readonly secrets: number; readonly token: boolean };

export const FirstSteps = ({ id, health, settings, secrets, token }: FirstStepsProps) => {
  const steps = [
    ...health.connections.map(({ vendor, state }) => ({ done: state === "connected", text: `Connect ${VENDORS[vendor]}`, href: "#connections" })),
    { done: health.ownArticles.closing !== null, text: "Run set-up, which makes the articles for shipping, discount and rounding", href: "#set-up" },
    { done: settings.orders.enabled, text: "Choose the start line and switch orders on", href: `/admin/tenants/${id}/settings` },
    { done: secrets > 0 || token, text: "Make a webhook secret and give it to Asperion", href: "#webhooks" },
  ];
  if (steps.every((step) => step.done)) return null;
  return (
    <section aria-labelledby="steps">
      <h2 id="steps">Before orders are booked</h2>
      <ol class="steps">
        {steps.map((step) => (
          <li>{step.done ? <span class="done">{step.text}: done</span> : <a href={step.href}>{step.text}</a>}</li>
        ))}
      </ol>
    </section>
  );
};
