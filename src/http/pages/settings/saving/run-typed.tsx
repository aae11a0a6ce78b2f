/** What the next run of a screen's flow would write with the typed settings. */
import type { RunPreview } from "../../../../domain/jobs/run-preview.ts";
import { PlanPreview } from "../../previews/part.tsx";
import { useMessages } from "../../frame/use-messages.ts";
import type { Section } from "../catalogue/index.ts";
import { runOf } from "./section-flows.ts";

type Props = {
  readonly id: string;
  readonly section: Section;
  /** `null`: it can't be worked out now. */
  readonly run: RunPreview | null;
};

export const RunTyped = ({ id, section, run }: Props) => {
  const { t } = useMessages();
  const flow = runOf(section);
  return flow === null ? null : (
    <section aria-labelledby="run-typed">
      <h2 id="run-typed">{t(`previews.title.${flow}`)}</h2>
      <p>{t("settings.runTyped")}</p>
      {run === null ? (
        <p role="status">{t("settings.confirm.unknown")}</p>
      ) : (
        <PlanPreview id={id} preview={run} />
      )}
    </section>
  );
};
