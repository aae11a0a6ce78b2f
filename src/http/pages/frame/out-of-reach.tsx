/** Says that a shop's object doesn't answer, where its page still shows the rest. */
import { useContext } from "hono/jsx";
import { OpenContext } from "./header.tsx";
import { Notice } from "../parts/ui.tsx";
import { useMessages } from "./use-messages.ts";

export const OutOfReach = () => {
  const { t } = useMessages();
  return (
    <Notice tone="warn" title={t("tenant.outOfReach.title")} text={t("tenant.outOfReach.text")} />
  );
};

/** On pages that don't ask the object themselves whether it is there: the bell has. */
export const IfOutOfReach = async ({ id }: { id: string }) => {
  const counted = useContext(OpenContext);
  const notice = <OutOfReach />;
  return counted === null || (await counted.of(id)) !== null ? null : notice;
};
