/** The head of a line's row, which of the file it is; with its column's name where it is a card. */
import { useMessages } from "../frame/use-messages.ts";

export const LineAt = ({ at }: { at: number }) => {
  const { t } = useMessages();
  return (
    <th scope="row" data-of={t("payouts.unmatched.line")}>
      {String(at)}
    </th>
  );
};
